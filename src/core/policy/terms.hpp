#pragma once

#include <optional>
#include <string_view>

namespace kaoji::core {

/// 院校 kinds (domain.md, "Who"). Only local_secondary belongs to a bureau.
enum class InstitutionKind { applied_undergraduate, higher_vocational, provincial_secondary, local_secondary };

/// 申报 kinds: 新增 new, 调增 increase, 调减 decrease (二(一)).
enum class ApplicationKind { new_plans, increase, decrease };

/// The three stages of a round: the institution's submission, the bureau's 初审, the province's 审核.
enum class Stage { submit, preliminary, final };

/// 证书级别 of a certificate.
enum class Level { junior, intermediate, senior };

/// `higher-vocational`, …
[[nodiscard]] std::string_view to_text(InstitutionKind kind);
/// `new`, `increase`, `decrease`.
[[nodiscard]] std::string_view to_text(ApplicationKind kind);
/// `submit`, `preliminary`, `final`.
[[nodiscard]] std::string_view to_text(Stage stage);
/// 初级, 中级, 高级.
[[nodiscard]] std::string_view to_text(Level level);

/// Words for a sentence: 新增申报 / an application for new plans, 初审 / preliminary review, …
[[nodiscard]] std::string_view words_zh(ApplicationKind kind);
[[nodiscard]] std::string_view words_en(ApplicationKind kind);
[[nodiscard]] std::string_view words_zh(Stage stage);
[[nodiscard]] std::string_view words_en(Stage stage);
[[nodiscard]] std::string_view words_zh(InstitutionKind kind);

[[nodiscard]] std::optional<InstitutionKind> parse_institution_kind(std::string_view text);
[[nodiscard]] std::optional<ApplicationKind> parse_application_kind(std::string_view text);
[[nodiscard]] std::optional<Stage> parse_stage(std::string_view text);
[[nodiscard]] std::optional<Level> parse_level(std::string_view text);

}  // namespace kaoji::core
