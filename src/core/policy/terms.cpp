#include "core/policy/terms.hpp"

#include <array>

#include "base/words.hpp"

namespace kaoji::core {

namespace {

template <class Enum>
struct Term {
  std::string_view text;
  std::string_view zh;
  std::string_view en;
};

constexpr std::array<Term<InstitutionKind>, 4> kInstitutionKinds{{
    {"applied-undergraduate", "应用型本科", "applied undergraduate"},
    {"higher-vocational", "高职", "higher vocational"},
    {"provincial-secondary", "省属中职", "provincial secondary"},
    {"local-secondary", "市县属中职", "local secondary"},
}};

constexpr std::array<Term<ApplicationKind>, 3> kApplicationKinds{{
    {"new", "新增申报", "an application for new plans"},
    {"increase", "调增申报", "an application for an increase"},
    {"decrease", "调减申报", "an application for a decrease"},
}};

constexpr std::array<Term<Stage>, 3> kStages{{
    {"submit", "院校申报", "submission"},
    {"preliminary", "市县初审", "preliminary review"},
    {"final", "省级审核", "final review"},
}};

constexpr std::array<Term<Level>, 3> kLevels{{
    {"初级", "初级", "junior"},
    {"中级", "中级", "intermediate"},
    {"高级", "高级", "senior"},
}};

template <class Enum, std::size_t N>
const Term<Enum>& term(const std::array<Term<Enum>, N>& terms, Enum value) {
  return terms[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view to_text(InstitutionKind kind) {
  return term(kInstitutionKinds, kind).text;
}
std::string_view to_text(ApplicationKind kind) {
  return term(kApplicationKinds, kind).text;
}
std::string_view to_text(Stage stage) {
  return term(kStages, stage).text;
}
std::string_view to_text(Level level) {
  return term(kLevels, level).text;
}

std::string_view words_zh(ApplicationKind kind) {
  return term(kApplicationKinds, kind).zh;
}
std::string_view words_en(ApplicationKind kind) {
  return term(kApplicationKinds, kind).en;
}
std::string_view words_zh(Stage stage) {
  return term(kStages, stage).zh;
}
std::string_view words_en(Stage stage) {
  return term(kStages, stage).en;
}
std::string_view words_zh(InstitutionKind kind) {
  return term(kInstitutionKinds, kind).zh;
}

std::optional<InstitutionKind> parse_institution_kind(std::string_view text) {
  return base::enumerator_of<InstitutionKind>(kInstitutionKinds, text, &Term<InstitutionKind>::text);
}
std::optional<ApplicationKind> parse_application_kind(std::string_view text) {
  return base::enumerator_of<ApplicationKind>(kApplicationKinds, text, &Term<ApplicationKind>::text);
}
std::optional<Stage> parse_stage(std::string_view text) {
  return base::enumerator_of<Stage>(kStages, text, &Term<Stage>::text);
}
std::optional<Level> parse_level(std::string_view text) {
  return base::enumerator_of<Level>(kLevels, text, &Term<Level>::text);
}

}  // namespace kaoji::core
