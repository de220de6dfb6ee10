#include "properties/raced_acts.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "properties/random_world.hpp"
#include "usecases/draft_application.hpp"
#include "usecases/grants.hpp"
#include "usecases/plan_acts.hpp"
#include "usecases/review_application.hpp"
#include "usecases/run_exit.hpp"
#include "usecases/signed_scan.hpp"
#include "usecases/submit_application.hpp"
#include "usecases/withdraw_application.hpp"

namespace kaoji::naive {

namespace {

usecases::DraftContent content_of(const Application& application) {
  usecases::DraftContent content;
  for (const Line& line : application.lines) {
    const char* reason = application.kind == Kind::increase ? "参加考核学生增加" : "参加考核学生减少";
    content.lines.push_back(
        {certificate_name(line.certificate), level_name(line.level), line.headcount, reason, line.year});
  }
  return content;
}

core::Actor actor_of(ports::Transaction& tx, const std::string& login) {
  const auto account = tx.accounts().account_by_login(login);
  base::check(account.has_value(), "an actor of the world is not there");
  return {account->id, account->login, account->role, account->institution, account->bureau};
}

}  // namespace

std::string words_of(const RacedAct& act) {
  switch (act.deed) {
    case RacedAct::Deed::submit:
      return fmt::format("{} submits a{}", act.by, act.application);
    case RacedAct::Deed::withdraw:
      return fmt::format("{} withdraws a{}", act.by, act.application);
    case RacedAct::Deed::review:
      return fmt::format("{} decides {} on a{}", act.by, core::to_text(static_cast<core::Decision>(act.decision)),
                         act.application);
    case RacedAct::Deed::assess:
      return fmt::format("{} examined {} of plan {} {} {}", act.by, act.examined, act.plan.certificate, act.plan.level,
                         act.plan.year);
    case RacedAct::Deed::exit:
      break;
  }
  return fmt::format("{} runs the forced exit", act.by);
}

std::string do_on(Model& model, const RacedAct& act) {
  switch (act.deed) {
    case RacedAct::Deed::submit:
      return model.resubmit(act.by, act.application,
                            model.applications[static_cast<std::size_t>(act.application)].lines, Form::signed_scan);
    case RacedAct::Deed::withdraw:
      return model.withdraw(act.by, act.application);
    case RacedAct::Deed::review:
      return model.review(act.by, act.application, act.decision, true, {}, true);
    case RacedAct::Deed::assess:
      return model.assess(act.by, act.plan.school, act.plan.certificate, act.plan.level, act.plan.year, model.today(),
                          act.examined, act.examined);
    case RacedAct::Deed::exit:
      break;
  }
  return model.exit(act.by);
}

void RacedDoor::draft(const Application& application, const std::string& school, Ms now) {
  core::ApplicationId id;
  store_.write_and_wait([&](ports::Transaction& tx) {
    const usecases::Context clerk{book_, instant_of(now), actor_of(tx, school), crypto_, "property", {}};
    const auto kind = static_cast<core::ApplicationKind>(application.kind);
    const auto created = usecases::create_application(tx, clerk, {kind, school, content_of(application), false});
    base::check(created.ok(), "a school may draft");
    id = created->id;
    const std::string scan = fmt::format("scan of {}", created->number);
    const usecases::KeptScan kept{crypto_.sm3(scan), static_cast<std::int64_t>(scan.size()), 1};
    base::check(usecases::attach_scan(tx, clerk, id, created->revision, kept).ok(), "a draft takes its scan");
    if (application.kind != Kind::increase) return;
    const usecases::Context office{book_, instant_of(now), actor_of(tx, "office"), crypto_, "property", {}};
    base::check(usecases::grant_admission(tx, office, school, std::nullopt).ok(), "the office may admit");
  });
  drafts_.push_back(id);
}

template <class UseCase>
Came RacedDoor::write(const std::string& by, Ms now, const UseCase& use_case) const {
  Came came;
  store_.write_and_wait([&](ports::Transaction& tx) {
    const usecases::Context context{book_, instant_of(now), actor_of(tx, by), crypto_, "property", {}};
    const auto outcome = use_case(tx, context);
    came.code = outcome ? "ok" : std::string(core::to_text(outcome.error().findings.headline().code));
    const auto row = tx.records().last_audit_row();
    base::check(row && row->actor == by && row->result == came.code, "every act leaves its row in the trail");
    came.seq = row->seq;
  });
  return came;
}

Came RacedDoor::act(const RacedAct& act, const std::string& school, Ms now) const {
  const auto id = act.application < 0 ? core::ApplicationId{} : drafts_[static_cast<std::size_t>(act.application)];
  try {
    return write(act.by, now, [&](ports::Transaction& tx, const usecases::Context& context) {
      const auto done = [](const auto& outcome) -> usecases::Outcome<usecases::Done> {
        if (!outcome) return outcome.error();
        return usecases::Done{};
      };
      switch (act.deed) {
        case RacedAct::Deed::submit:
          return done(usecases::submit_application(tx, context, id, std::nullopt));
        case RacedAct::Deed::withdraw:
          return done(usecases::withdraw_application(tx, context, id, {}, std::nullopt));
        case RacedAct::Deed::review: {
          const core::ReviewWish wish{static_cast<core::Decision>(act.decision), "说明", {}};
          return done(usecases::review_application(tx, context, id, wish, std::nullopt, false));
        }
        case RacedAct::Deed::assess: {
          const usecases::PlanName plan{school, certificate_name(act.plan.certificate), level_name(act.plan.level),
                                        act.plan.year};
          return done(usecases::record_assessment(tx, context, plan, {context.today(), act.examined, act.examined}));
        }
        case RacedAct::Deed::exit:
          break;
      }
      return done(usecases::run_exit(tx, context, false));
    });
  } catch (const std::exception& thrown) {
    return {fmt::format("threw: {}", thrown.what()), 0};
  }
}

std::vector<std::string> RacedDoor::statuses() const {
  std::vector<std::string> all;
  store_.read([&](ports::Transaction& tx) {
    for (const core::ApplicationId id : drafts_) {
      const auto application = tx.applications().application(id);
      all.emplace_back(application ? core::to_text(application->status) : "gone");
    }
  });
  return all;
}

}  // namespace kaoji::naive
