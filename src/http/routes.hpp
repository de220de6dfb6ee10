#pragma once

#include <span>

#include "http/route.hpp"

namespace kaoji::http {

/// Every operation of api/openapi.yaml, in its order, one table for each of its parts.
[[nodiscard]] std::span<const std::span<const Route>> all_routes();

[[nodiscard]] std::span<const Route> session_routes();
[[nodiscard]] std::span<const Route> factor_routes();
[[nodiscard]] std::span<const Route> sandbox_routes();
[[nodiscard]] std::span<const Route> policy_routes();
[[nodiscard]] std::span<const Route> policy_file_routes();
[[nodiscard]] std::span<const Route> catalogue_routes();
[[nodiscard]] std::span<const Route> catalogue_act_routes();
[[nodiscard]] std::span<const Route> grant_routes();
[[nodiscard]] std::span<const Route> granted_routes();
[[nodiscard]] std::span<const Route> application_routes();
[[nodiscard]] std::span<const Route> form_routes();
[[nodiscard]] std::span<const Route> annex_routes();
[[nodiscard]] std::span<const Route> scan_routes();
[[nodiscard]] std::span<const Route> paper_routes();
[[nodiscard]] std::span<const Route> bundle_routes();
[[nodiscard]] std::span<const Route> work_plan_routes();
[[nodiscard]] std::span<const Route> round_routes();
[[nodiscard]] std::span<const Route> review_routes();
[[nodiscard]] std::span<const Route> plan_routes();
[[nodiscard]] std::span<const Route> ledger_routes();
[[nodiscard]] std::span<const Route> assessment_routes();
[[nodiscard]] std::span<const Route> assessment_import_routes();
[[nodiscard]] std::span<const Route> catalogue_import_routes();
[[nodiscard]] std::span<const Route> contact_routes();
[[nodiscard]] std::span<const Route> exit_routes();
[[nodiscard]] std::span<const Route> reconcile_routes();
[[nodiscard]] std::span<const Route> overview_routes();
[[nodiscard]] std::span<const Route> rates_routes();
[[nodiscard]] std::span<const Route> rate_list_routes();
[[nodiscard]] std::span<const Route> edition_routes();
[[nodiscard]] std::span<const Route> account_routes();
[[nodiscard]] std::span<const Route> bulletin_routes();
[[nodiscard]] std::span<const Route> desk_routes();
[[nodiscard]] std::span<const Route> audit_routes();
[[nodiscard]] std::span<const Route> refusal_routes();
[[nodiscard]] std::span<const Route> service_routes();

}  // namespace kaoji::http
