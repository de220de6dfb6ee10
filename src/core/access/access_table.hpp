#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "core/access/acts.hpp"
#include "core/access/role.hpp"
#include "core/application/application.hpp"

namespace kaoji::core {

/// How the object of an act lies to the actor.
enum class Relation {
  none,             ///< a stranger's
  own,              ///< the clerk's institution; for every role its own account
  owned_by_bureau,  ///< an institution of the reviewer's bureau
  everything,       ///< the whole province, and what belongs to nobody (catalogue, policy, calendar)
};

/// A set of application statuses.
class StatusSet {
 public:
  constexpr StatusSet() = default;
  constexpr StatusSet(std::initializer_list<Status> statuses) {
    for (const Status status : statuses) bits_ |= bit(status);
  }
  /// Every status; also said of acts on things that have none.
  static constexpr StatusSet any() {
    StatusSet all;
    all.bits_ = (1U << kStatusCount) - 1;
    return all;
  }
  [[nodiscard]] constexpr StatusSet without(Status status) const {
    StatusSet rest = *this;
    rest.bits_ &= ~bit(status);
    return rest;
  }
  [[nodiscard]] constexpr bool contains(Status status) const { return (bits_ & bit(status)) != 0; }

  friend constexpr bool operator==(const StatusSet&, const StatusSet&) = default;

 private:
  static constexpr std::uint32_t bit(Status status) { return 1U << static_cast<unsigned>(status); }
  std::uint32_t bits_ = 0;
};

/// What a role may do: to objects of which relation, in which statuses. Relation::none: nothing at all.
struct Grant {
  Relation relation = Relation::none;
  StatusSet states;

  friend constexpr bool operator==(const Grant&, const Grant&) = default;
};

/// A grant for each role in the order of Role, and last for a visitor who has not signed in.
class GrantRow {
 public:
  /// One for each column: a row that lacks one does not compile.
  constexpr GrantRow(Grant clerk, Grant bureau, Grant department, Grant office, Grant system, Grant security,
                     Grant auditor, Grant visitor)
      : grants_{clerk, bureau, department, office, system, security, auditor, visitor} {}

  [[nodiscard]] constexpr const Grant& operator[](std::size_t column) const { return grants_[column]; }
  [[nodiscard]] constexpr auto begin() const { return grants_.begin(); }
  [[nodiscard]] constexpr auto end() const { return grants_.end(); }

 private:
  std::array<Grant, kRoleCount + 1> grants_;
};
inline constexpr std::size_t kVisitor = kRoleCount;

/// A row of the access table: one act and its grants.
struct AccessRow {
  Act act{};
  GrantRow grants;
};

namespace access_words {

inline constexpr StatusSet kSeen = StatusSet::any().without(Status::draft);  // a draft is its institution's alone

inline constexpr Grant no{};
inline constexpr Grant own{Relation::own, StatusSet::any()};
inline constexpr Grant own_draft{Relation::own, {Status::draft}};
inline constexpr Grant own_editable{Relation::own, {Status::draft, Status::returned}};
inline constexpr Grant own_undecided{Relation::own, {Status::submitted, Status::forwarded, Status::returned}};
inline constexpr Grant its{Relation::owned_by_bureau, StatusSet::any()};
inline constexpr Grant its_seen{Relation::owned_by_bureau, kSeen};
inline constexpr Grant its_submitted{Relation::owned_by_bureau, {Status::submitted}};
inline constexpr Grant all{Relation::everything, StatusSet::any()};
inline constexpr Grant all_seen{Relation::everything, kSeen};
inline constexpr Grant all_awaiting{Relation::everything, {Status::submitted, Status::forwarded}};

/// The access table: role × relation × act × state, deny by default. The order of the rows is that of Act.
/// A bureau's and the department's `submitted` are not the same ones: R11's routing says whose turn it is.
// clang-format off
inline constexpr std::array<AccessRow, kActCount> kTable{{
    //                          clerk         bureau        department    office    system   security  auditor   visitor
    {Act::session_open,         {all,          all,          all,          all,      all,     all,      all,      all}},
    {Act::session_close,        {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::session_prove,        {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::me_read,              {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::password_change,      {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::factor_read,          {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::factor_enrol,         {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::factor_confirm,       {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::factor_prove,         {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::recovery_renew,       {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::own_session_list,     {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::own_session_end,      {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::sandbox_read,         {all,          all,          all,          all,      all,     all,      all,      all}},
    {Act::sandbox_sign_in,      {all,          all,          all,          all,      all,     all,      all,      all}},
    {Act::sandbox_clock,        {all,          all,          all,          all,      all,     all,      all,      all}},
    {Act::sandbox_world,        {all,          all,          all,          all,      all,     all,      all,      all}},
    {Act::calendar_read,        {all,          all,          all,          all,      all,     all,      all,      all}},
    {Act::window_read,          {all,          all,          all,          all,      all,     all,      all,      all}},
    {Act::policy_read,          {all,          all,          all,          all,      all,     all,      all,      all}},
    {Act::policy_list,          {no,           no,           all,          all,      all,     all,      all,      no}},
    {Act::policy_check,         {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::policy_save,          {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::policy_discard,       {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::policy_trial,         {no,           no,           all,          all,      no,      no,       all,      no}},
    {Act::policy_enact,         {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::certificate_list,     {all,          all,          all,          all,      all,     all,      all,      no}},
    {Act::certificate_export,   {all,          all,          all,          all,      all,     all,      all,      no}},
    {Act::certificate_add,      {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::certificate_change,   {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::closure_list,         {all,          all,          all,          all,      all,     all,      all,      no}},
    {Act::closure_create,       {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::closure_delete,       {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::bureau_list,          {all,          all,          all,          all,      all,     all,      all,      no}},
    {Act::institution_list,     {own,          its,          all,          all,      all,     all,      all,      no}},
    {Act::institution_export,   {own,          its,          all,          all,      all,     all,      all,      no}},
    {Act::institution_read,     {own,          its,          all,          all,      all,     all,      all,      no}},
    {Act::institution_add,      {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::institution_change,   {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::catalogue_import,     {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::cap_read,             {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::registration_confirm, {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::admission_list,       {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::admission_grant,      {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::waiver_list,          {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::waiver_grant,         {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::extension_list,       {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::extension_grant,      {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::grant_export,         {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::platform_read,        {all,          all,          all,          all,      all,     all,      all,      no}},
    {Act::platform_switch,      {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::application_list,     {own,          its_seen,     all_seen,     all_seen, no,      no,       all_seen, no}},
    {Act::application_export,   {own,          its_seen,     all_seen,     all_seen, no,      no,       all_seen, no}},
    {Act::application_create,   {own,          no,           no,           no,       no,      no,       no,       no}},
    {Act::application_check,    {own,          no,           no,           no,       no,      no,       no,       no}},
    {Act::application_read,     {own,          its_seen,     all_seen,     all_seen, no,      no,       all_seen, no}},
    {Act::application_save,     {own_editable, no,           no,           no,       no,      no,       no,       no}},
    {Act::application_discard,  {own_draft,    no,           no,           no,       no,      no,       no,       no}},
    {Act::contact_reveal,       {own,          its_seen,     all_seen,     all_seen, no,      no,       no,       no}},
    {Act::revision_list,        {own,          its_seen,     all_seen,     all_seen, no,      no,       all_seen, no}},
    {Act::form_print,           {own,          its_seen,     all_seen,     all_seen, no,      no,       all_seen, no}},
    {Act::scan_read,            {own,          its_seen,     all_seen,     all_seen, no,      no,       all_seen, no}},
    {Act::scan_upload,          {own_editable, no,           no,           no,       no,      no,       no,       no}},
    {Act::application_submit,   {own_editable, no,           no,           no,       no,      no,       no,       no}},
    {Act::application_withdraw, {own_undecided, no,           no,           no,       no,      no,       no,       no}},
    {Act::application_claim,    {no,           its_submitted, all_awaiting, no,       no,      no,       no,       no}},
    {Act::application_review,   {no,           its_submitted, all_awaiting, no,       no,      no,       no,       no}},
    {Act::progress_read,        {no,           its,          all,          all,      no,      no,       all,      no}},
    {Act::progress_export,      {no,           its,          all,          all,      no,      no,       all,      no}},
    {Act::reminder_send,        {no,           its,          all,          all,      no,      no,       no,       no}},
    {Act::package_print,        {no,           its,          all,          all,      no,      no,       all,      no}},
    {Act::archive_make,         {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::work_plan_print,      {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::plan_list,            {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::plan_export,          {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::plan_totals,          {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::plan_read,            {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::ledger_read,          {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::assessment_list,      {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::assessment_export,    {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::assessment_record,    {own,          no,           no,           no,       no,      no,       no,       no}},
    {Act::assessment_reverse,   {own,          no,           no,           no,       no,      no,       no,       no}},
    {Act::fee_record,           {own,          no,           no,           no,       no,      no,       no,       no}},
    {Act::assessment_import,    {own,          no,           no,           no,       no,      no,       no,       no}},
    {Act::schedule_list,        {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::schedule_record,      {own,          no,           no,           no,       no,      no,       no,       no}},
    {Act::schedule_reveal,      {own,          its,          all,          all,      no,      no,       no,       no}},
    {Act::hold_list,            {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::hold_place,           {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::hold_lift,            {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::exit_preview,         {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::exit_export,          {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::exit_run_list,        {no,           no,           all,          all,      no,      no,       all,      no}},
    {Act::exit_run,             {no,           no,           all,          no,       no,      no,       no,       no}},
    {Act::exit_reverse,         {no,           no,           all,          no,       no,      no,       no,       no}},
    {Act::exit_letter,          {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::rate_read,            {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::rate_export,          {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::edition_list,         {own,          its,          all,          all,      no,      no,       all,      no}},
    {Act::edition_freeze,       {no,           no,           all,          all,      no,      no,       no,       no}},
    {Act::edition_recompute,    {no,           no,           all,          all,      no,      no,       all,      no}},
    {Act::reconcile_read,       {no,           no,           all,          all,      no,      no,       all,      no}},
    {Act::reconcile_export,     {no,           no,           all,          all,      no,      no,       all,      no}},
    {Act::reconcile_upload,     {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::reconcile_compare,    {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::reconcile_decide,     {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::reconcile_explain,    {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::worklist_read,        {own,          its,          all,          all,      own,     own,      all,      no}},
    {Act::dashboard_read,       {own,          its,          all,          all,      own,     own,      all,      no}},
    {Act::action_list,          {all,          all,          all,          all,      all,     all,      all,      no}},
    {Act::account_list,         {no,           no,           no,           no,       all,     all,      all,      no}},
    {Act::account_export,       {no,           no,           no,           no,       all,     all,      all,      no}},
    {Act::account_add,          {no,           no,           no,           no,       all,     no,       no,       no}},
    {Act::account_change,       {no,           no,           no,           no,       no,      all,      no,       no}},
    {Act::account_disable,      {no,           no,           no,           no,       all,     no,       no,       no}},
    {Act::account_reset,        {no,           no,           no,           no,       all,     no,       no,       no}},
    {Act::account_unlock,       {no,           no,           no,           no,       no,      all,      no,       no}},
    {Act::factor_reset,         {no,           no,           no,           no,       no,      all,      no,       no}},
    {Act::announcement_read,    {all,          all,          all,          all,      all,     all,      all,      all}},
    {Act::announcement_list,    {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::announcement_write,   {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::contact_read,         {all,          all,          all,          all,      all,     all,      all,      all}},
    {Act::contact_write,        {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::bulletin_export,      {no,           no,           no,           all,      no,      no,       no,       no}},
    {Act::notice_list,          {own,          own,          no,           no,       no,      no,       no,       no}},
    {Act::notice_export,        {own,          own,          no,           no,       no,      no,       no,       no}},
    {Act::notice_mark,          {own,          own,          no,           no,       no,      no,       no,       no}},
    {Act::filter_list,          {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::filter_save,          {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::filter_delete,        {own,          own,          own,          own,      own,     own,      own,      no}},
    {Act::audit_read,           {no,           no,           no,           no,       no,      no,       all,      no}},
    {Act::audit_export,         {no,           no,           no,           no,       no,      no,       all,      no}},
    {Act::audit_verify,         {no,           no,           no,           no,       no,      no,       all,      no}},
    {Act::refusal_list,         {all,          all,          all,          all,      all,     all,      all,      all}},
    {Act::contract_read,        {all,          all,          all,          all,      all,     all,      all,      all}},
    {Act::health_read,          {all,          all,          all,          all,      all,     all,      all,      all}},
}};
// clang-format on

}  // namespace access_words

inline constexpr const std::array<AccessRow, kActCount>& kAccessTable = access_words::kTable;

/// Is it so grave that whoever does it has to have shown a factor within the last minutes (trust.md S9)? Rights and
/// access of others, windows and limits, what takes plans away or leaves the house as a whole.
[[nodiscard]] constexpr bool needs_fresh_factor(Act act) {
  switch (act) {
    case Act::account_add:
    case Act::account_change:
    case Act::account_disable:
    case Act::account_reset:
    case Act::account_unlock:
    case Act::factor_reset:
    case Act::recovery_renew:
    case Act::extension_grant:
    case Act::waiver_grant:
    case Act::policy_enact:
    case Act::exit_run:
    case Act::exit_reverse:
    case Act::archive_make:
    case Act::audit_export:
      return true;
    default:
      return false;
  }
}

/// Does every act have its row, in the place of its number?
[[nodiscard]] constexpr bool table_is_whole() {
  for (std::size_t i = 0; i < kActCount; ++i) {
    if (kAccessTable[i].act != static_cast<Act>(i)) return false;
  }
  return true;
}
static_assert(table_is_whole(), "each act needs its row in the access table, in the order of Act");

}  // namespace kaoji::core
