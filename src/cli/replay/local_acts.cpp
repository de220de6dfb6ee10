#include "cli/replay/local_acts.hpp"

#include <fmt/format.h>

#include "usecases/draft_application.hpp"
#include "usecases/grants.hpp"
#include "usecases/review_application.hpp"
#include "usecases/run_exit.hpp"
#include "usecases/signed_scan.hpp"
#include "usecases/submit_application.hpp"
#include "usecases/withdraw_application.hpp"

namespace kaoji::cli::replay {

namespace {

Verdict verdict_of(const usecases::Refusal& refusal) {
  if (refusal.current_version) throw StepImpossible("申报已被他人更改 someone changed it first");
  const core::Finding& headline = refusal.findings.headline();
  return {std::string(core::to_text(headline.code)), headline.clause, headline.zh};
}

std::vector<core::LineWish> wishes_of(const core::Application& application) {
  std::vector<core::LineWish> wishes;
  for (const core::Line& line : application.lines) wishes.push_back(line.wish);
  return wishes;
}

}  // namespace

template <class UseCase>
Verdict LocalActs::write(const UseCase& use_case) const {
  Verdict verdict;
  store_.write_and_wait([&](ports::Transaction& tx) {
    const usecases::Context context = context_(tx);
    const auto outcome = use_case(tx, context);
    verdict = outcome ? Verdict{} : verdict_of(outcome.error());
  });
  return verdict;
}

core::ApplicationId LocalActs::id_of(const std::string& story_id) const {
  const auto found = applications_.find(story_id);
  if (found == applications_.end()) throw StepImpossible(fmt::format("没有此申报 no such application: {}", story_id));
  return found->second;
}

/// Hands in a scan of the revision that stands now.
Verdict LocalActs::attach(core::ApplicationId id) const {
  return write([&](ports::Transaction& tx, const usecases::Context& context) -> usecases::Outcome<usecases::ScanView> {
    const auto application = tx.applications().application(id);
    if (!application) return usecases::not_yours();
    const std::string content = fmt::format("scan of {} revision {}", application->number, application->revision);
    const usecases::KeptScan kept{context.crypto.sm3(content), static_cast<std::int64_t>(content.size()), 1};
    return usecases::attach_scan(tx, context, id, application->revision, kept);
  });
}

/// A new revision with these lines and the form that the story hands in, then the submission. A stale scan is one that
/// was made before the revision.
Verdict LocalActs::hand_in(core::ApplicationId id, const std::vector<usecases::LineInput>& lines,
                           FormHandedIn form) const {
  if (form == FormHandedIn::stale) {
    if (Verdict verdict = attach(id); !verdict.ok()) return verdict;
  }
  Verdict verdict = write([&](ports::Transaction& tx, const usecases::Context& context) {
    const auto application = tx.applications().application(id);
    // The contact names the revision, so that equal lines make a new one, too.
    const std::string contact = application ? fmt::format("revision {}", application->revision + 1) : std::string();
    return usecases::save_application(tx, context, id, {lines, contact, {}}, std::nullopt);
  });
  if (!verdict.ok()) return verdict;
  if (form == FormHandedIn::none) {
    verdict = write([&](ports::Transaction& tx, const usecases::Context& context) {
      return usecases::detach_scan(tx, context, id);
    });
  } else if (form == FormHandedIn::signed_scan) {
    verdict = attach(id);
  }
  if (!verdict.ok()) return verdict;
  return write([&](ports::Transaction& tx, const usecases::Context& context) {
    return usecases::submit_application(tx, context, id, std::nullopt);
  });
}

Verdict LocalActs::play(const Apply& apply) const {
  core::ApplicationId id;
  const Verdict verdict = write([&](ports::Transaction& tx, const usecases::Context& context) {
    auto created = usecases::create_application(tx, context, {apply.kind, apply.institution, {}, false});
    if (created) id = created->id;
    return created;
  });
  if (!verdict.ok()) return verdict;
  applications_[apply.id] = id;
  return hand_in(id, apply.lines, apply.form);
}

Verdict LocalActs::play(const Resubmit& resubmit) const {
  return hand_in(id_of(resubmit.application), resubmit.lines, resubmit.form);
}

Verdict LocalActs::play(const Withdraw& withdraw) const {
  return write([&](ports::Transaction& tx, const usecases::Context& context) {
    return usecases::withdraw_application(tx, context, id_of(withdraw.application), {}, std::nullopt);
  });
}

Verdict LocalActs::play(const Review& review) const {
  return write([&](ports::Transaction& tx, const usecases::Context& context) {
    const core::ApplicationId id = id_of(review.application);
    core::ReviewWish wish{review.decision, review.note, {}};
    if (const auto application = tx.applications().application(id)) {
      wish.except = excepted_lines(review.except, wishes_of(*application));
    }
    return usecases::review_application(tx, context, id, wish, std::nullopt, false);
  });
}

Verdict LocalActs::play(const Register& act) const {
  return write([&](ports::Transaction& tx, const usecases::Context& context) {
    return usecases::register_institution(tx, context, act.institution);
  });
}

Verdict LocalActs::play(const Admit& act) const {
  return write([&](ports::Transaction& tx, const usecases::Context& context) {
    return usecases::grant_admission(tx, context, act.institution, act.until);
  });
}

Verdict LocalActs::play(const SwitchPlatform& act) const {
  return write([&](ports::Transaction& tx, const usecases::Context& context) {
    return usecases::switch_platform(tx, context, act.open);
  });
}

Verdict LocalActs::play(const Extend& act) const {
  return write([&](ports::Transaction& tx, const usecases::Context& context) {
    return usecases::grant_extension(tx, context, {act.stage, act.until, act.reason, act.institution, act.bureau});
  });
}

Verdict LocalActs::play(const Waive& act) const {
  return write([&](ports::Transaction& tx, const usecases::Context& context) {
    return usecases::grant_waiver(tx, context, act.institution, act.reason);
  });
}

Verdict LocalActs::play(const CloseCertificate& act) const {
  return write([&](ports::Transaction& tx, const usecases::Context& context) {
    return usecases::close_certificate(tx, context, act.certificate, act.level, act.from);
  });
}

Verdict LocalActs::play(const Assess& act) const {
  return write([&](ports::Transaction& tx, const usecases::Context& context) {
    return usecases::record_assessment(tx, context, act.plan, act.wish);
  });
}

Verdict LocalActs::play(const PlaceHold& act) const {
  return write([&](ports::Transaction& tx, const usecases::Context& context) {
    return usecases::place_hold(tx, context, act.plan, act.reason);
  });
}

Verdict LocalActs::play(const RunExit& /*act*/) const {
  return write(
      [&](ports::Transaction& tx, const usecases::Context& context) { return usecases::run_exit(tx, context, false); });
}

}  // namespace kaoji::cli::replay
