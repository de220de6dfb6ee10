#include "http/routes.hpp"

#include <array>

namespace kaoji::http {

std::span<const std::span<const Route>> all_routes() {
  static const std::array tables{
      session_routes(),
      sandbox_routes(),
      policy_routes(),
      policy_file_routes(),
      catalogue_routes(),
      grant_routes(),
      granted_routes(),
      application_routes(),
      form_routes(),
      scan_routes(),
      paper_routes(),
      review_routes(),
      plan_routes(),
      ledger_routes(),
      assessment_routes(),
      assessment_import_routes(),
      exit_routes(),
      overview_routes(),
      audit_routes(),
      service_routes(),
      rates_routes(),
      rate_list_routes(),
      catalogue_act_routes(),
      account_routes(),
      bulletin_routes(),
      round_routes(),
      desk_routes(),
      reconcile_routes(),
      edition_routes(),
      bundle_routes(),
      work_plan_routes(),
      annex_routes(),
      refusal_routes(),
      factor_routes(),
      catalogue_import_routes(),
      contact_routes(),
  };
  return tables;
}

}  // namespace kaoji::http
