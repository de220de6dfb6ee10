#include "http/list_words.hpp"

#include <array>

namespace kaoji::http {

namespace {

constexpr std::array<std::string_view, 3> kKindWordsEn{"New", "Increase", "Decrease"};
constexpr std::array<std::string_view, core::kStatusCount> kStatusWordsEn{
    "Draft", "Submitted", "Forwarded", "Returned", "Approved", "Partly approved", "Rejected", "Withdrawn", "Voided"};
constexpr std::array<base::Words, core::kStandingCount> kStandingWords{{{"未开始", "Not begun"},
                                                                        {"填报中", "Draft"},
                                                                        {"缺扫描件", "No scan"},
                                                                        {"待提交", "Not submitted"},
                                                                        {"退回未改", "Returned, idle"},
                                                                        {"已提交", "Submitted"},
                                                                        {"已办结", "Decided"}}};
constexpr std::array<std::string_view, 3> kStageWordsEn{"Submission", "Preliminary review", "Final review"};
constexpr std::array<std::string_view, 4> kInstitutionKindWordsEn{"Applied undergraduate", "Higher vocational",
                                                                  "Provincial secondary", "Local secondary"};
constexpr std::array<std::string_view, 3> kLevelWordsEn{"Junior", "Intermediate", "Senior"};
constexpr std::array<std::string_view, 6> kEntryKindWordsEn{"Carried",   "Declared", "Increased",
                                                            "Decreased", "Exited",   "Examined"};
constexpr std::array<std::string_view, 4> kFeeStateWordsEn{"Not recorded", "Due", "Overdue", "Paid"};

constexpr std::array<base::Words, core::kRoleCount> kRoleWords{{{"院校经办", "Institution"},
                                                                {"市县初审", "Bureau review"},
                                                                {"省厅审核", "Department review"},
                                                                {"省推进办", "Office"},
                                                                {"系统管理", "System"},
                                                                {"安全管理", "Security"},
                                                                {"审计", "Audit"}}};

template <class Enum, std::size_t N>
std::string_view english(const std::array<std::string_view, N>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view list_word(core::ApplicationKind kind, base::Language language) {
  return language == base::Language::en ? english(kKindWordsEn, kind) : core::words_zh(kind);
}
std::string_view list_word(core::Status status, base::Language language) {
  return language == base::Language::en ? english(kStatusWordsEn, status) : core::words_zh(status);
}
std::string_view list_word(core::Standing standing, base::Language language) {
  return kStandingWords[static_cast<std::size_t>(standing)].in(language);
}
std::string_view list_word(core::Stage stage, base::Language language) {
  return language == base::Language::en ? english(kStageWordsEn, stage) : core::words_zh(stage);
}
std::string_view list_word(core::InstitutionKind kind, base::Language language) {
  return language == base::Language::en ? english(kInstitutionKindWordsEn, kind) : core::words_zh(kind);
}
std::string_view list_word(core::Level level, base::Language language) {
  return language == base::Language::en ? english(kLevelWordsEn, level) : core::to_text(level);
}
std::string_view list_word(core::EntryKind kind, base::Language language) {
  return language == base::Language::en ? english(kEntryKindWordsEn, kind) : core::words_zh(kind);
}
std::string_view list_word(core::FeeState state, base::Language language) {
  return language == base::Language::en ? english(kFeeStateWordsEn, state) : core::words_zh(state);
}
std::string_view list_word(core::Role role, base::Language language) {
  return kRoleWords[static_cast<std::size_t>(role)].in(language);
}
std::string_view list_word(bool truth, base::Language language) {
  return (truth ? base::Words{"是", "Yes"} : base::Words{"否", "No"}).in(language);
}

std::string_view scope_word(std::string_view scope, std::string_view label, base::Language language) {
  if (scope == "province") return base::Words{"全省", "The province"}.in(language);
  const auto kind = core::parse_institution_kind(scope);
  return kind ? list_word(*kind, language) : label;
}

}  // namespace kaoji::http
