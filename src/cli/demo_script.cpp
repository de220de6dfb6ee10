#include "cli/demo_script.hpp"

#include <fmt/format.h>

#include "usecases/bulletin.hpp"
#include "usecases/draft_application.hpp"
#include "usecases/review_application.hpp"
#include "usecases/run_exit.hpp"
#include "usecases/submit_application.hpp"
#include "usecases/withdraw_application.hpp"

namespace kaoji::cli {

namespace {

constexpr std::chrono::minutes kActTakes{2};

/// The value of an act that the demo world counts on.
template <class T>
T done(usecases::Outcome<T> outcome, const char* act, base::Instant now) {
  if (!outcome) {
    const auto& refusal = outcome.error();
    base::check(false, fmt::format("the demo world: {} at {} was refused: {}", act, base::to_text(base::Zone{}, now),
                                   refusal.findings.empty() ? "version" : refusal.findings.headline().en));
  }
  return std::move(outcome).value();
}

}  // namespace

DemoScript::DemoScript(ports::Transaction& tx, const core::PolicyBook& book, const ports::Crypto& crypto,
                       usecases::KeptScan scan)
    : tx_(tx), book_(book), crypto_(crypto), scan_(std::move(scan)) {}

void DemoScript::at(std::string_view day_and_time) {
  const auto to = base::parse_instant(fmt::format("{}:00+08:00", day_and_time));
  base::check(to.has_value(), "the demo world: no such instant");
  base::check(*to >= now_, fmt::format("the demo world goes backwards at {}", day_and_time));
  now_ = *to;
}

usecases::Context DemoScript::as(const std::string& login) {
  auto known = actors_.find(login);
  if (known == actors_.end()) {
    const auto account = tx_.accounts().account_by_login(login);
    base::check(account.has_value(), fmt::format("the demo world has no account {}", login));
    known =
        actors_.emplace(login, core::Actor{account->id, login, account->role, account->institution, account->bureau})
            .first;
  }
  now_ += kActTakes;
  return {book_, now_, known->second, crypto_, "demo", {}};
}

core::ApplicationId DemoScript::draft(const std::string& school, core::ApplicationKind kind, const Lines& lines) {
  usecases::CreateCommand command;
  command.kind = kind;
  command.content = {lines, "演示联系人（虚构）", ""};
  return done(usecases::create_application(tx_, as(school), command), "draft", now_).id;
}

void DemoScript::submit(const std::string& school, core::ApplicationId id) {
  const auto application = tx_.applications().application(id);
  base::check(application.has_value(), "the demo world: no such application");
  (void)done(usecases::attach_scan(tx_, as(school), id, application->revision, scan_), "scan", now_);
  (void)done(usecases::submit_application(tx_, as(school), id, std::nullopt), "submission", now_);
}

core::ApplicationId DemoScript::declare(const std::string& school, core::ApplicationKind kind, const Lines& lines) {
  const core::ApplicationId id = draft(school, kind, lines);
  submit(school, id);
  return id;
}

void DemoScript::revise(const std::string& school, core::ApplicationId id, const Lines& lines) {
  (void)done(usecases::save_application(tx_, as(school), id, {lines, "演示联系人（虚构）", ""}, std::nullopt),
             "revision", now_);
}

void DemoScript::withdraw(const std::string& school, core::ApplicationId id) {
  (void)done(usecases::withdraw_application(tx_, as(school), id, "改期申报（虚构）", std::nullopt), "withdrawal", now_);
}

void DemoScript::review(const std::string& by, core::ApplicationId id, const core::ReviewWish& wish) {
  (void)done(usecases::review_application(tx_, as(by), id, wish, std::nullopt, false), "review", now_);
}

void DemoScript::confirm_registration(const std::string& school) {
  (void)done(usecases::register_institution(tx_, as("office"), school), "registration", now_);
}

void DemoScript::admit(const std::string& school) {
  (void)done(usecases::grant_admission(tx_, as("office"), school, std::nullopt), "admission", now_);
}

void DemoScript::waive(const std::string& school, const std::string& reason) {
  (void)done(usecases::grant_waiver(tx_, as("office"), school, reason), "waiver", now_);
}

void DemoScript::extend(const usecases::ExtensionCommand& command) {
  (void)done(usecases::grant_extension(tx_, as("office"), command), "extension", now_);
}

void DemoScript::close_level(const std::string& certificate, const std::string& level, base::Date from) {
  (void)done(usecases::close_certificate(tx_, as("office"), certificate, level, from), "closure", now_);
}

void DemoScript::hold(const usecases::PlanName& plan, const std::string& reason) {
  (void)done(usecases::place_hold(tx_, as("office"), plan, reason), "hold", now_);
}

void DemoScript::assess(const usecases::PlanName& plan, const core::AssessmentWish& wish) {
  (void)done(usecases::record_assessment(tx_, as(plan.institution), plan, wish), "assessment", now_);
}

void DemoScript::announce(const ports::Announcement& announcement) {
  (void)done(usecases::put_up_announcement(tx_, as("office"), announcement), "announcement", now_);
}

void DemoScript::set_contacts(const std::vector<ports::Contact>& contacts) {
  (void)done(usecases::put_contacts(tx_, as("office"), contacts), "contacts", now_);
}

void DemoScript::run_exit() {
  (void)done(usecases::run_exit(tx_, as("department"), false), "exit", now_);
}

std::optional<core::Plan> DemoScript::plan(const usecases::PlanName& name) {
  const auto institution = tx_.catalogue().institution_by_code(name.institution);
  const auto certificate = tx_.catalogue().certificate_by_name(name.certificate);
  const auto level = core::parse_level(name.level);
  if (!institution || !certificate || !level) return std::nullopt;
  return tx_.plans().plan_by_key({institution->id, certificate->id, *level, name.year});
}

std::int64_t DemoScript::live(const usecases::PlanName& name) {
  const auto found = plan(name);
  return found ? core::live(found->balance, base::year_of(book_.today(now_))) : 0;
}

bool DemoScript::examined(const usecases::PlanName& name) {
  const auto found = plan(name);
  return found && found->balance.examined > 0;
}

}  // namespace kaoji::cli
