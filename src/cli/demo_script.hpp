#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/review/review.hpp"
#include "usecases/application_facts.hpp"
#include "usecases/grants.hpp"
#include "usecases/plan_acts.hpp"
#include "usecases/signed_scan.hpp"

namespace kaoji::cli {

/// Acts of made-up people at made-up instants, through the use cases of the server, so that ledger, timeline and audit
/// trail of the demo world are real. An act that is refused is a mistake of the demo world: BrokenAssumption.
class DemoScript {
 public:
  using Lines = std::vector<usecases::LineInput>;

  /// `scan` lies in the file store already. All references must outlive the script.
  DemoScript(ports::Transaction& tx, const core::PolicyBook& book, const ports::Crypto& crypto,
             usecases::KeptScan scan);

  /// Moves the clock to `2026-03-12 09:00` in the policy's zone, never backwards. Every act then takes two minutes.
  void at(std::string_view day_and_time);

  core::ApplicationId draft(const std::string& school, core::ApplicationKind kind, const Lines& lines);
  /// Uploads the scan and submits, or resubmits.
  void submit(const std::string& school, core::ApplicationId id);
  core::ApplicationId declare(const std::string& school, core::ApplicationKind kind, const Lines& lines);
  void revise(const std::string& school, core::ApplicationId id, const Lines& lines);
  void withdraw(const std::string& school, core::ApplicationId id);
  /// `by`: a bureau's code or `department`.
  void review(const std::string& by, core::ApplicationId id, const core::ReviewWish& wish);

  void confirm_registration(const std::string& school);
  void admit(const std::string& school);
  void waive(const std::string& school, const std::string& reason);
  void extend(const usecases::ExtensionCommand& command);
  void close_level(const std::string& certificate, const std::string& level, base::Date from);
  void hold(const usecases::PlanName& plan, const std::string& reason);
  void assess(const usecases::PlanName& plan, const core::AssessmentWish& wish);
  void announce(const ports::Announcement& announcement);
  void set_contacts(const std::vector<ports::Contact>& contacts);
  void run_exit();

  /// The plan's live headcount now; 0 when there is no such plan.
  [[nodiscard]] std::int64_t live(const usecases::PlanName& plan);
  /// Was anyone of it examined?
  [[nodiscard]] bool examined(const usecases::PlanName& plan);

 private:
  [[nodiscard]] usecases::Context as(const std::string& login);
  [[nodiscard]] std::optional<core::Plan> plan(const usecases::PlanName& name);

  ports::Transaction& tx_;
  const core::PolicyBook& book_;
  const ports::Crypto& crypto_;
  usecases::KeptScan scan_;
  base::Instant now_;
  std::map<std::string, core::Actor, std::less<>> actors_;
};

}  // namespace kaoji::cli
