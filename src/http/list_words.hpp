#pragma once

#include <string_view>

#include "base/language.hpp"
#include "core/access/role.hpp"
#include "core/application/application.hpp"
#include "core/application/round_standing.hpp"
#include "core/plan/assessment_records.hpp"
#include "core/plan/ledger.hpp"
#include "core/policy/terms.hpp"

namespace kaoji::http {

/// What a list that leaves the server calls a value, in the language asked for; as the screens do.
[[nodiscard]] std::string_view list_word(core::ApplicationKind kind, base::Language language);
[[nodiscard]] std::string_view list_word(core::Status status, base::Language language);
[[nodiscard]] std::string_view list_word(core::Standing standing, base::Language language);
[[nodiscard]] std::string_view list_word(core::Stage stage, base::Language language);
[[nodiscard]] std::string_view list_word(core::InstitutionKind kind, base::Language language);
[[nodiscard]] std::string_view list_word(core::Level level, base::Language language);
[[nodiscard]] std::string_view list_word(core::EntryKind kind, base::Language language);
[[nodiscard]] std::string_view list_word(core::FeeState state, base::Language language);
[[nodiscard]] std::string_view list_word(core::Role role, base::Language language);
/// What stands for the bureau of an institution that has none.
inline constexpr base::Words kNoBureau{"直报省级", "To the province directly"};
/// 是 or 否.
[[nodiscard]] std::string_view list_word(bool truth, base::Language language);
/// What a scope of rates is called: the province and kinds of institutions in that language, all else by `label`.
[[nodiscard]] std::string_view scope_word(std::string_view scope, std::string_view label, base::Language language);

}  // namespace kaoji::http
