#include "core/access/acts.hpp"

#include "base/words.hpp"

namespace kaoji::core {

namespace {

constexpr std::array<std::string_view, kActCount> kActs{
    "session-open",       "session-close",        "me-read",
    "password-change",    "sandbox-read",         "sandbox-sign-in",
    "sandbox-clock",      "sandbox-world",        "calendar-read",
    "window-read",        "policy-read",          "policy-list",
    "policy-check",       "policy-save",          "policy-discard",
    "policy-trial",       "policy-enact",         "certificate-list",
    "certificate-export", "certificate-add",      "certificate-change",
    "closure-list",       "closure-create",       "closure-delete",
    "bureau-list",        "institution-list",     "institution-export",
    "institution-read",   "institution-add",      "institution-change",
    "cap-read",           "registration-confirm", "admission-list",
    "admission-grant",    "waiver-list",          "waiver-grant",
    "extension-list",     "extension-grant",      "grant-export",
    "platform-read",      "platform-switch",      "application-list",
    "application-export", "application-create",   "application-check",
    "application-read",   "application-save",     "application-discard",
    "revision-list",      "form-print",           "scan-read",
    "scan-upload",        "application-submit",   "application-withdraw",
    "application-review", "progress-read",        "progress-export",
    "reminder-send",      "package-print",        "plan-list",
    "plan-export",        "plan-totals",          "plan-read",
    "ledger-read",        "assessment-list",      "assessment-export",
    "assessment-record",  "assessment-reverse",   "fee-record",
    "assessment-import",  "schedule-list",        "schedule-record",
    "hold-list",          "hold-place",           "hold-lift",
    "exit-preview",       "exit-export",          "exit-run-list",
    "exit-run",           "exit-reverse",         "exit-letter",
    "rate-read",          "rate-export",          "reconcile-read",
    "reconcile-export",   "reconcile-upload",     "reconcile-compare",
    "reconcile-decide",   "reconcile-explain",    "worklist-read",
    "dashboard-read",     "action-list",          "account-list",
    "account-add",        "account-change",       "account-disable",
    "account-reset",      "announcement-read",    "announcement-list",
    "announcement-write", "contact-read",         "contact-write",
    "notice-list",        "notice-mark",          "filter-list",
    "filter-save",        "filter-delete",        "audit-read",
    "audit-export",       "audit-verify",         "contract-read",
    "health-read",
};

}  // namespace

std::string_view to_text(Act act) {
  return kActs[static_cast<std::size_t>(act)];
}

std::optional<Act> parse_act(std::string_view text) {
  return base::enumerator_of<Act>(kActs, text);
}

}  // namespace kaoji::core
