#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace kaoji::core {

/// Everything that can be asked of the server: the values of `x-kaoji-act` in api/openapi.yaml, in its order.
enum class Act {
  session_open,
  session_close,
  me_read,
  password_change,
  sandbox_read,
  sandbox_sign_in,
  sandbox_clock,
  sandbox_world,
  calendar_read,
  window_read,
  policy_read,
  policy_list,
  policy_check,
  policy_save,
  policy_discard,
  policy_trial,
  policy_enact,
  certificate_list,
  certificate_export,
  certificate_add,
  certificate_change,
  closure_list,
  closure_create,
  closure_delete,
  bureau_list,
  institution_list,
  institution_export,
  institution_read,
  institution_add,
  institution_change,
  cap_read,
  registration_confirm,
  admission_list,
  admission_grant,
  waiver_list,
  waiver_grant,
  extension_list,
  extension_grant,
  grant_export,
  platform_read,
  platform_switch,
  application_list,
  application_export,
  application_create,
  application_check,
  application_read,
  application_save,
  application_discard,
  revision_list,
  form_print,
  scan_read,
  scan_upload,
  application_submit,
  application_withdraw,
  application_review,
  progress_read,
  reminder_send,
  package_print,
  plan_list,
  plan_export,
  plan_totals,
  plan_read,
  ledger_read,
  assessment_list,
  assessment_export,
  assessment_record,
  assessment_reverse,
  fee_record,
  assessment_import,
  schedule_list,
  schedule_record,
  hold_list,
  hold_place,
  hold_lift,
  exit_preview,
  exit_export,
  exit_run_list,
  exit_run,
  exit_reverse,
  exit_letter,
  rate_read,
  rate_export,
  reconcile_read,
  reconcile_export,
  reconcile_upload,
  reconcile_compare,
  reconcile_decide,
  reconcile_explain,
  worklist_read,
  dashboard_read,
  action_list,
  account_list,
  account_add,
  account_change,
  account_disable,
  account_reset,
  announcement_read,
  announcement_list,
  announcement_write,
  contact_read,
  contact_write,
  notice_list,
  notice_mark,
  filter_list,
  filter_save,
  filter_delete,
  audit_read,
  audit_export,
  audit_verify,
  refusal_list,
  contract_read,
  health_read,
};
inline constexpr std::size_t kActCount = static_cast<std::size_t>(Act::health_read) + 1;

/// All acts in their order.
[[nodiscard]] constexpr std::array<Act, kActCount> all_acts() {
  std::array<Act, kActCount> acts{};
  for (std::size_t i = 0; i < kActCount; ++i) acts[i] = static_cast<Act>(i);
  return acts;
}

/// `application-submit`, …
[[nodiscard]] std::string_view to_text(Act act);
/// The act of that name; nothing when there is none.
[[nodiscard]] std::optional<Act> parse_act(std::string_view text);

}  // namespace kaoji::core
