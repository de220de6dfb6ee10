#include <gmock/gmock.h>

#include <tuple>

#include "base/check.hpp"
#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using core::ApplicationKind;
using core::EntryKind;
using core::Level;
using core::Status;
using testing::ElementsAre;
using testing::IsEmpty;

class ApplicationContract : public StoreContract {
 protected:
  ApplicationContract() {
    write([&](ports::Transaction& tx) {
      world_ = found(tx);
      web_ = declare(tx, {world_.school, world_.web, Level::junior, 2026}, 200);
      care_ = declare(tx, {world_.school, world_.care, Level::intermediate, 2026}, 100);
    });
  }

  core::Application store(const core::Application& application) {
    core::Application made;
    write([&](ports::Transaction& tx) { made = tx.applications().insert(application, "KJ2026-"); });
    return made;
  }
  core::Application store_submitted(const core::Application& application, const core::RoundRef& round = spring()) {
    core::Application made;
    write([&](ports::Transaction& tx) { made = submit(tx, tx.applications().insert(application, "KJ2026-"), round); });
    return made;
  }
  core::Application load(core::ApplicationId id) {
    return *ask([&](ports::Transaction& tx) { return tx.applications().application(id); });
  }
  void update(const core::Application& application) {
    write([&](ports::Transaction& tx) { tx.applications().update(application); });
  }
  std::vector<std::int64_t> ids(const ports::ApplicationFilter& filter) {
    return ask([&](ports::Transaction& tx) {
      std::vector<std::int64_t> ids;
      for (const auto& row : tx.applications().applications(filter)) ids.push_back(row.id.value);
      EXPECT_EQ(tx.applications().count_applications(filter), static_cast<std::int64_t>(ids.size()));
      return ids;
    });
  }
  std::vector<std::int64_t> revisions(core::ApplicationId id) {
    return ask([&](ports::Transaction& tx) { return tx.applications().revisions(id); });
  }

  SmallWorld world_;
  core::Plan web_;
  core::Plan care_;
};

TEST_P(ApplicationContract, GetsItsNumberFromItsId) {
  const auto first = store(draft(world_.school, ApplicationKind::increase, {web_}, 5));
  const auto second = store(draft(world_.school, ApplicationKind::increase, {web_}, 5));
  EXPECT_EQ(first.number, "KJ2026-00000" + std::to_string(first.id.value));
  EXPECT_LT(first.id, second.id);
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.applications().application(core::ApplicationId{99}); }));
  const auto number = [&](std::int64_t id) {
    return ask([&](ports::Transaction& tx) { return tx.applications().number(core::ApplicationId{id}); });
  };
  EXPECT_EQ(number(second.id.value), second.number);
  EXPECT_EQ(number(99), "");
  EXPECT_EQ(number(0), "") << "of no application";
}

TEST_P(ApplicationContract, ComesBackAsItWasWritten) {
  auto written = draft(world_.school, ApplicationKind::new_plans, {web_, care_}, 5);
  core::Line& odd = written.lines.emplace_back();
  odd.wish.certificate = "不在目录里";
  odd.wish.level_text = "特级";
  odd.wish.year = 2025;
  written.lines[0].block = core::AnnexBlock::right;
  written.lines[0].before = 17;
  written.lines[1].except = core::LineExcept{core::Stage::final, "", noon(3), "province"};
  written.contact_phone = "000";
  written.waived = true;
  written.returned_by = core::Stage::preliminary;
  const auto id = store(written).id;
  const auto read = load(id);
  EXPECT_EQ(read.kind, ApplicationKind::new_plans);
  EXPECT_EQ(read.status, Status::draft);
  EXPECT_EQ(read.institution, world_.school);
  EXPECT_EQ(read.revision, 1);
  EXPECT_EQ(read.version, 1);
  EXPECT_EQ(read.created_at, noon());
  EXPECT_EQ(read.contact_name, "联系人甲");
  EXPECT_EQ(read.contact_phone, "000");
  EXPECT_TRUE(read.waived);
  EXPECT_EQ(read.returned_by, core::Stage::preliminary);
  EXPECT_FALSE(read.submitted_at || read.first_submitted_at || read.decided_at || read.scan_revision);
  ASSERT_EQ(read.lines.size(), 3U);
  EXPECT_EQ(read.lines[0].wish.certificate_id, world_.web);
  EXPECT_EQ(read.lines[0].wish.headcount, 5);
  EXPECT_EQ(read.lines[0].plan, web_.id);
  EXPECT_EQ(read.lines[0].before, 17);
  EXPECT_EQ(read.lines[0].block, core::AnnexBlock::right);
  EXPECT_FALSE(read.lines[0].except);
  ASSERT_TRUE(read.lines[1].except);
  EXPECT_EQ(read.lines[1].except->stage, core::Stage::final);
  EXPECT_EQ(read.lines[1].except->at, noon(3));
  EXPECT_EQ(read.lines[1].except->actor, "province");
  EXPECT_EQ(read.lines[2].wish.certificate, "不在目录里");
  EXPECT_FALSE(read.lines[2].wish.certificate_id || read.lines[2].wish.headcount || read.lines[2].block);
  EXPECT_EQ(read.lines[2].wish.year, 2025);
}

TEST_P(ApplicationContract, AnUpdateStoresEveryField) {
  auto application = store(draft(world_.school, ApplicationKind::increase, {web_, care_}, 5));
  application.status = Status::partly_approved;
  application.version = 4;
  application.round = spring();
  application.policy_id = "henan-2021-628";
  application.first_submitted_at = noon(1);
  application.submitted_at = noon(2);
  application.decided_at = noon(3);
  application.updated_at = noon(4);
  application.lines[0].wish.headcount = 6;
  application.lines[1].except = core::LineExcept{core::Stage::preliminary, "理由", noon(3), "zz"};
  update(application);
  const auto read = load(application.id);
  EXPECT_EQ(read.status, Status::partly_approved);
  EXPECT_EQ(read.version, 4);
  EXPECT_EQ(read.round, spring());
  EXPECT_EQ(read.first_submitted_at, noon(1));
  EXPECT_EQ(read.submitted_at, noon(2));
  EXPECT_EQ(read.decided_at, noon(3));
  EXPECT_EQ(read.updated_at, noon(4));
  EXPECT_EQ(read.lines[0].wish.headcount, 6);
  EXPECT_EQ(read.lines[1].except->reason, "理由");
}

TEST_P(ApplicationContract, LinesComeAndGo) {
  auto application = store(draft(world_.school, ApplicationKind::increase, {web_, care_}, 5));
  application.lines.erase(application.lines.begin());
  update(application);
  EXPECT_EQ(load(application.id).lines.size(), 1U);
  EXPECT_EQ(load(application.id).lines[0].plan, care_.id);
  application.lines.clear();
  update(application);
  EXPECT_THAT(load(application.id).lines, IsEmpty());
  EXPECT_THAT(store_->examine(), IsEmpty());
}

TEST_P(ApplicationContract, KeepsSubmittedRevisionsAndDropsOtherEarlierOnes) {
  auto application = store(draft(world_.school, ApplicationKind::increase, {web_}, 5));
  application.revision = 2;
  update(application);
  EXPECT_THAT(revisions(application.id), ElementsAre(2));
  write([&](ports::Transaction& tx) { application = submit(tx, application, {}); });
  application.status = Status::returned;
  update(application);
  for (const int revision : {3, 4}) {
    application.revision = revision;
    application.lines[0].wish.headcount = revision;
    update(application);
  }
  EXPECT_THAT(revisions(application.id), ElementsAre(2, 4));
  const auto lines =
      ask([&](ports::Transaction& tx) { return tx.applications().lines_of_revision(application.id, 2); });
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].wish.headcount, 5);
  EXPECT_EQ(load(application.id).lines[0].wish.headcount, 4);
}

TEST_P(ApplicationContract, OnlyADraftThatWasNeverSubmittedIsDiscarded) {
  const auto gone = store(draft(world_.school, ApplicationKind::increase, {web_}, 5));
  write([&](ports::Transaction& tx) {
    tx.applications().append_event(gone.id, {noon(), "created", "clerk", {}, 1, "", "", ""});
    tx.applications().discard(gone.id);
  });
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.applications().application(gone.id); }));
  const auto next = store(draft(world_.school, ApplicationKind::increase, {web_}, 5));
  EXPECT_GT(next.id, gone.id) << "an id names one application for ever";
  const auto kept = store_submitted(draft(world_.school, ApplicationKind::increase, {web_}, 5));
  EXPECT_THROW(write([&](ports::Transaction& tx) { tx.applications().discard(kept.id); }), base::BrokenAssumption);
  EXPECT_EQ(load(kept.id).lines.size(), 1U);
}

TEST_P(ApplicationContract, KeepsItsTimelineInOrder) {
  const auto application = store(draft(world_.school, ApplicationKind::increase, {web_}, 5));
  write([&](ports::Transaction& tx) {
    tx.applications().append_event(application.id, {noon(1), "submitted", "clerk", {}, 1, "", "p", ""});
    tx.applications().append_event(application.id,
                                   {noon(2), "returned", "zz", core::Stage::preliminary, 1, "改一改", "p", "二(三)"});
  });
  const auto events = ask([&](ports::Transaction& tx) { return tx.applications().events(application.id); });
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].event, "submitted");
  EXPECT_FALSE(events[0].stage);
  EXPECT_EQ(events[1].at, noon(2));
  EXPECT_EQ(events[1].actor, "zz");
  EXPECT_EQ(events[1].stage, core::Stage::preliminary);
  EXPECT_EQ(events[1].revision, 1);
  EXPECT_EQ(events[1].note, "改一改");
  EXPECT_EQ(events[1].policy_id, "p");
  EXPECT_EQ(events[1].clause, "二(三)");
}

TEST_P(ApplicationContract, KeepsEveryScanAndSaysWhichOneCounts) {
  auto application = store(draft(world_.school, ApplicationKind::increase, {web_}, 5));
  write([&](ports::Transaction& tx) {
    tx.applications().insert_scan({0, application.id, 1, "aa", 10, 1, noon(1), "clerk"});
    tx.applications().insert_scan({0, application.id, 1, "bb", 20, 2, noon(2), "clerk"});
  });
  const auto scans = ask([&](ports::Transaction& tx) { return tx.applications().scans(application.id); });
  ASSERT_EQ(scans.size(), 2U);
  EXPECT_EQ(scans[0].digest, "bb");
  EXPECT_EQ(scans[0].bytes, 20);
  EXPECT_EQ(scans[0].pages, 2);
  EXPECT_EQ(scans[0].uploaded_at, noon(2));
  EXPECT_FALSE(load(application.id).scan_revision);
  application.scan_revision = 1;
  update(application);
  EXPECT_EQ(load(application.id).scan_revision, 1);
  EXPECT_EQ(ask([](ports::Transaction& tx) { return tx.applications().applications({}).at(0).scan_revision; }), 1);
}

TEST_P(ApplicationContract, ListsByFilter) {
  const auto a = store_submitted(draft(world_.school, ApplicationKind::decrease, {web_}, 5)).id.value;
  const auto b = store(draft(world_.college, ApplicationKind::increase, {}, 5)).id.value;
  const auto c = store_submitted(draft(world_.school, ApplicationKind::increase, {care_}, 7), {}).id.value;
  EXPECT_THAT(ids({}), ElementsAre(c, b, a));
  EXPECT_THAT(ids({.institution = world_.school}), ElementsAre(c, a));
  EXPECT_THAT(ids({.bureau = "410100"}), ElementsAre(c, a));
  EXPECT_THAT(ids({.kinds_of_institution = {core::InstitutionKind::higher_vocational}}), ElementsAre(b));
  EXPECT_THAT(ids({.statuses = {Status::submitted, Status::forwarded}}), ElementsAre(c, a));
  EXPECT_THAT(ids({.kind = ApplicationKind::decrease}), ElementsAre(a));
  EXPECT_THAT(ids({.round = spring()}), ElementsAre(a));
  EXPECT_THAT(ids({.year = 2026}), ElementsAre(c, b, a));
  EXPECT_THAT(ids({.year = 2025}), IsEmpty());
  EXPECT_THAT(ids({.hide_drafts = true}), ElementsAre(c, a));
  EXPECT_THAT(ids({.search = "乙职业"}), ElementsAre(b));
  EXPECT_THAT(ids({.search = "kj2026"}), ElementsAre(c, b, a));
  EXPECT_THAT(ids({.search = "20001"}), ElementsAre(b));
  const auto page = ask([c](ports::Transaction& tx) {
    return tx.applications().applications({.after = core::ApplicationId{c}, .limit = 1});
  });
  ASSERT_EQ(page.size(), 1U);
  EXPECT_EQ(page[0].id.value, b);
}

TEST_P(ApplicationContract, ARowSumsItsLines) {
  auto application = draft(world_.school, ApplicationKind::increase, {web_, care_}, 5);
  application.lines.emplace_back().wish.level_text = "初级";
  store(application);
  const auto rows = ask([](ports::Transaction& tx) { return tx.applications().applications({}); });
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].lines, 3);
  EXPECT_EQ(rows[0].headcount, 10);
  EXPECT_EQ(rows[0].institution_code, "10001");
  EXPECT_EQ(rows[0].bureau, "410100");
  EXPECT_EQ(rows[0].created_at, noon());
  const auto counts = ask([](ports::Transaction& tx) { return tx.applications().count_by_status({}); });
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].status, Status::draft);
  EXPECT_EQ(counts[0].applications, 1);
  EXPECT_EQ(counts[0].headcount, 10);
}

TEST_P(ApplicationContract, OldestSubmissionFirstAndDraftsLast) {
  const auto drafted = store(draft(world_.school, ApplicationKind::increase, {}, 5)).id.value;
  auto late = store_submitted(draft(world_.school, ApplicationKind::increase, {web_}, 5), {});
  const auto early = store_submitted(draft(world_.college, ApplicationKind::increase, {}, 5), {}).id.value;
  late.submitted_at = noon(9);
  update(late);
  EXPECT_THAT(ids({.order = ports::ApplicationOrder::oldest_submission_first}),
              ElementsAre(early, late.id.value, drafted));
}

TEST_P(ApplicationContract, RoundDecreasesAreWhatIsApprovedAndWhatAwaits) {
  auto approved = store_submitted(draft(world_.school, ApplicationKind::decrease, {web_}, 20));
  const auto awaiting = store_submitted(draft(world_.school, ApplicationKind::decrease, {care_}, 8));
  store_submitted(draft(world_.school, ApplicationKind::decrease, {care_}, 9), {"henan-2021-628", "autumn", 2026});
  store(draft(world_.school, ApplicationKind::decrease, {web_}, 10));
  write([&](ports::Transaction& tx) {
    approved.status = Status::approved;
    tx.applications().update(approved);
    auto cut = entry(web_.id, EntryKind::decreased, 20, day(2026, 3, 26));
    cut.application = approved.id;
    const auto cut_id = tx.plans().append(cut);
    auto back = entry(web_.id, EntryKind::decreased, -20, day(2026, 3, 27));
    back.reverses = cut_id;
    tx.plans().append(back);
    cut.headcount = 15;
    tx.plans().append(cut);
  });
  const auto decreases =
      ask([&](ports::Transaction& tx) { return tx.applications().round_decreases(world_.school, spring(), {}); });
  ASSERT_EQ(decreases.size(), 2U);
  EXPECT_TRUE(decreases[0].approved);
  EXPECT_EQ(decreases[0].application, approved.id);
  EXPECT_EQ(decreases[0].plan, web_.id);
  EXPECT_EQ(decreases[0].headcount, 15);
  EXPECT_FALSE(decreases[1].approved);
  EXPECT_EQ(decreases[1].application, awaiting.id);
  EXPECT_EQ(decreases[1].headcount, 8);
  const auto without = ask(
      [&](ports::Transaction& tx) { return tx.applications().round_decreases(world_.school, spring(), awaiting.id); });
  EXPECT_EQ(without.size(), 1U);
}

TEST_P(ApplicationContract, ReviewsComeWithTheirOrderAndWhatTheyWaitedFor) {
  const auto first = store_submitted(draft(world_.school, ApplicationKind::new_plans, {web_}, 20));
  const auto other = store_submitted(draft(world_.college, ApplicationKind::increase, {}, 20), {});
  write([&](ports::Transaction& tx) {
    const auto happened = [&](core::ApplicationId id, const char* event, std::int64_t when,
                              std::optional<core::Stage> stage) {
      ports::ApplicationEvent made;
      made.event = event;
      made.at = noon(when);
      made.stage = stage;
      tx.applications().append_event(id, made);
    };
    happened(first.id, "submitted", 10, std::nullopt);
    happened(first.id, "saved", 11, std::nullopt);
    happened(other.id, "submitted", 12, std::nullopt);
    happened(first.id, "returned", 20, core::Stage::preliminary);
    happened(first.id, "resubmitted", 30, std::nullopt);
    happened(other.id, "rejected", 35, core::Stage::final);
    happened(first.id, "forwarded", 40, core::Stage::preliminary);
    happened(first.id, "partly-approved", 50, core::Stage::final);
  });
  store_->read([&](ports::Transaction& tx) {
    const auto reviews = [&](const ports::ApplicationFilter& filter, std::int64_t from, std::int64_t until) {
      auto found = tx.applications().reviews_done(filter, {noon(from), noon(until)});
      std::ranges::sort(found, {}, [](const core::ReviewDone& each) { return each.at; });
      return found;
    };
    const auto all = reviews({}, 0, 99);
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].becomes, Status::returned);
    EXPECT_EQ(all[0].round, spring());
    EXPECT_TRUE(all[0].first);
    EXPECT_EQ(all[0].awaited_since, noon(10));
    EXPECT_EQ(all[1].kind, ApplicationKind::increase);
    EXPECT_TRUE(all[1].first);
    EXPECT_EQ(all[2].awaited_since, noon(30));
    EXPECT_FALSE(all[2].first);
    EXPECT_EQ(all[3].stage, core::Stage::final);
    EXPECT_EQ(all[3].awaited_since, noon(40));
    const auto later = reviews({}, 40, 50);
    ASSERT_EQ(later.size(), 1U);
    EXPECT_FALSE(later[0].first) << "the first one lies before the span";
    EXPECT_EQ(reviews({.bureau = "410100"}, 0, 99).size(), 3U);
    EXPECT_EQ(reviews({.institution = world_.college}, 0, 99).size(), 1U);
  });
}

TEST_P(ApplicationContract, ARoundYieldsNoMoreThanItDeclared) {
  auto approved = store_submitted(draft(world_.school, ApplicationKind::new_plans, {web_}, 20));
  write([&](ports::Transaction& tx) {
    approved.status = Status::approved;
    tx.applications().update(approved);
    auto brought = entry(web_.id, EntryKind::declared, 20, day(2026, 3, 26));
    brought.application = approved.id;
    tx.plans().append(brought);
    auto wrong = entry(care_.id, EntryKind::declared, 6, day(2026, 3, 26));
    wrong.application = approved.id;
    const auto wrong_id = tx.plans().append(wrong);
    auto back = entry(care_.id, EntryKind::declared, -6, day(2026, 3, 27));
    back.reverses = wrong_id;
    tx.plans().append(back);
    auto sat = entry(web_.id, EntryKind::examined, 30, day(2026, 5, 5));
    sat.passed = 12;
    tx.plans().append(sat);
  });
  const auto of = [&](const ports::ApplicationFilter& filter) {
    return ask([&](ports::Transaction& tx) { return tx.applications().round_yield(filter); });
  };
  const auto yield = of({.round = spring()});
  EXPECT_EQ(yield.plans, 1);
  EXPECT_EQ(yield.approved, 20);
  EXPECT_EQ(yield.examined, 20) << "of the 30 who sat, the round declared 20";
  EXPECT_EQ(yield.passed, 12);
  EXPECT_EQ(of({.institution = world_.college}).plans, 0);
}

TEST_P(ApplicationContract, WhatARoundYieldsIsKeptBesideTheLedger) {
  auto approved = store_submitted(draft(world_.school, ApplicationKind::new_plans, {web_}, 20));
  const auto of = [&](ports::ApplicationFilter filter) {
    filter.kind = ApplicationKind::new_plans;
    filter.round = spring();
    const auto kept = ask([&](ports::Transaction& tx) { return tx.applications().round_yield(filter); });
    // Asked for its status too, it is folded from the ledger.
    filter.statuses = {Status::approved};
    const auto folded = ask([&](ports::Transaction& tx) { return tx.applications().round_yield(filter); });
    EXPECT_EQ(std::tie(kept.plans, kept.approved, kept.examined, kept.passed),
              std::tie(folded.plans, folded.approved, folded.examined, folded.passed));
    return kept;
  };
  EXPECT_EQ(of({}).plans, 0);
  core::EntryId brought_id;
  core::EntryId sat_id;
  write([&](ports::Transaction& tx) {
    approved.status = Status::approved;
    tx.applications().update(approved);
    auto brought = entry(web_.id, EntryKind::declared, 20, day(2026, 3, 26));
    brought.application = approved.id;
    brought_id = tx.plans().append(brought);
    auto sat = entry(web_.id, EntryKind::examined, 15, day(2026, 5, 5));
    sat.passed = 12;
    sat_id = tx.plans().append(sat);
  });
  EXPECT_EQ(of({}).examined, 15);
  EXPECT_EQ(of({.institution = world_.school}).passed, 12);
  EXPECT_EQ(of({.institution = world_.college}).approved, 0);
  EXPECT_EQ(of({.bureau = "410100"}).approved, 20);
  EXPECT_EQ(of({.kinds_of_institution = {core::InstitutionKind::local_secondary}}).approved, 20);
  EXPECT_EQ(of({.kinds_of_institution = {core::InstitutionKind::higher_vocational}}).approved, 0);
  write([&](ports::Transaction& tx) {
    tx.plans().append(entry(web_.id, EntryKind::examined, 30, day(2026, 6, 5)));
    auto back = entry(web_.id, EntryKind::examined, -15, day(2026, 6, 6));
    back.passed = -12;
    back.reverses = sat_id;
    tx.plans().append(back);
  });
  EXPECT_EQ(of({}).examined, 20) << "30 sat, the round declared 20";
  EXPECT_EQ(of({}).passed, 0);
  write([&](ports::Transaction& tx) {
    auto back = entry(web_.id, EntryKind::declared, -20, day(2026, 6, 7));
    back.reverses = brought_id;
    tx.plans().append(back);
  });
  EXPECT_EQ(of({}).plans, 0);
  for (const ports::BrokenRow& row : store_->examine()) EXPECT_NE(row.invariant, "sums by round equal the ledger");
}

TEST_P(ApplicationContract, AnExceptedLineIsNoDecreaseButStillTouchesItsPlan) {
  auto application = draft(world_.school, ApplicationKind::decrease, {web_, care_}, 20);
  application.lines[0].except = core::LineExcept{core::Stage::preliminary, "理由", noon(), "zz"};
  const auto stored = store_submitted(application);
  store_->read([&](ports::Transaction& tx) {
    const auto decreases = tx.applications().round_decreases(world_.school, spring(), {});
    ASSERT_EQ(decreases.size(), 1U);
    EXPECT_EQ(decreases[0].plan, care_.id);
    EXPECT_THAT(tx.applications().awaiting_plans(),
                ElementsAre(std::pair(stored.id, web_.id), std::pair(stored.id, care_.id)));
    // A decrease of a closed level stays possible (R16).
    EXPECT_THAT(tx.applications().awaiting_on_certificate(world_.web, std::nullopt), IsEmpty());
    const auto touches = tx.applications().awaiting_touches(world_.school, {});
    ASSERT_EQ(touches.size(), 2U);
    EXPECT_EQ(touches[0].application, stored.id);
    EXPECT_EQ(touches[0].number, stored.number);
    EXPECT_EQ(touches[0].key, web_.key);
    EXPECT_THAT(tx.applications().awaiting_touches(world_.school, stored.id), IsEmpty());
    EXPECT_THAT(tx.applications().awaiting_touches(world_.college, {}), IsEmpty());
  });
}

TEST_P(ApplicationContract, ANewPlanOrIncreaseThatAwaitsTouchesItsCertificateAndLevel) {
  const auto increase = store_submitted(draft(world_.school, ApplicationKind::increase, {web_}, 20));
  store_->read([&](ports::Transaction& tx) {
    ports::ApplicationStore& applications = tx.applications();
    EXPECT_THAT(applications.awaiting_on_certificate(world_.web, std::nullopt), ElementsAre(increase.id));
    EXPECT_THAT(applications.awaiting_on_certificate(world_.web, web_.key.level), ElementsAre(increase.id));
    const auto other = web_.key.level == core::Level::senior ? core::Level::junior : core::Level::senior;
    EXPECT_THAT(applications.awaiting_on_certificate(world_.web, other), IsEmpty());
    EXPECT_THAT(applications.awaiting_on_certificate(world_.care, std::nullopt), IsEmpty());
  });
}

TEST_P(ApplicationContract, ADecidedApplicationTouchesNothing) {
  auto application = store_submitted(draft(world_.school, ApplicationKind::decrease, {web_}, 20));
  application.status = Status::voided;
  application.decided_at = noon(77);
  update(application);
  store_->read([&](ports::Transaction& tx) {
    EXPECT_THAT(tx.applications().awaiting_plans(), IsEmpty());
    EXPECT_THAT(tx.applications().awaiting_touches(world_.school, {}), IsEmpty());
    EXPECT_THAT(tx.applications().round_decreases(world_.school, spring(), {}), IsEmpty());
    const auto voided = tx.applications().voided_at(noon(77));
    ASSERT_EQ(voided.size(), 1U);
    EXPECT_EQ(voided[0].id, application.id);
    EXPECT_THAT(tx.applications().voided_at(noon(78)), IsEmpty());
  });
}

KAOJI_ON_EVERY_DATABASE(ApplicationContract);

}  // namespace
}  // namespace kaoji::contract
