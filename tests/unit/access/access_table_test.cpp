#include "core/access/access_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/access/access.hpp"

namespace kaoji::core {
namespace {

constexpr std::array kRoles{Role::institution_clerk,    Role::bureau_reviewer, Role::department_reviewer, Role::office,
                            Role::system_administrator, Role::auditor};
constexpr std::array kRelations{Relation::none, Relation::own, Relation::owned_by_bureau, Relation::everything};

std::vector<Status> all_statuses() {
  std::vector<Status> statuses;
  for (std::size_t i = 0; i < kStatusCount; ++i) statuses.push_back(static_cast<Status>(i));
  return statuses;
}

/// The roles for which the act in that status is granted over some relation.
std::set<Role> who_may(Act act, Status status) {
  std::set<Role> roles;
  for (const Role role : kRoles) {
    for (const Relation relation : kRelations) {
      if (access(role, relation, act, status) == Access::granted) roles.insert(role);
    }
  }
  return roles;
}

TEST(AccessTable, NamesExactlyTheActsOfTheContract) {
  std::ifstream file(std::string(KAOJI_SOURCE_DIR) + "/api/openapi.yaml");
  const std::string contract{std::istreambuf_iterator<char>(file), {}};
  const std::regex act_line(R"(\n +x-kaoji-act: (\S+))");
  std::set<std::string> asked;
  for (std::sregex_iterator it(contract.begin(), contract.end(), act_line), end; it != end; ++it) {
    asked.insert((*it)[1].str());
  }
  std::set<std::string> known;
  for (const Act act : all_acts()) known.insert(std::string(to_text(act)));
  EXPECT_EQ(asked, known);
}

TEST(AccessTable, HasOneRowForEachActAndOneNameForEach) {
  std::set<Act> acts;
  for (const AccessRow& row : kAccessTable) EXPECT_TRUE(acts.insert(row.act).second) << to_text(row.act);
  EXPECT_EQ(acts.size(), kActCount);
  for (const Act act : all_acts()) {
    EXPECT_TRUE(has_row(act)) << to_text(act);
    EXPECT_EQ(parse_act(to_text(act)), act);
  }
  EXPECT_EQ(parse_act("application-approve"), std::nullopt);
}

TEST(AccessTable, EveryGrantHasARelationAndAStatus) {
  for (const AccessRow& row : kAccessTable) {
    for (const Grant& grant : row.grants) {
      EXPECT_EQ(grant.relation == Relation::none, grant.states == StatusSet{}) << to_text(row.act);
    }
  }
}

TEST(AccessTable, OpensToVisitorsOnlyWhatTheContractOpens) {
  std::set<std::string> open;
  for (const Act act : all_acts()) {
    if (open_to_visitors(act)) open.insert(std::string(to_text(act)));
  }
  EXPECT_EQ(open,
            (std::set<std::string>{"session-open", "sandbox-read", "sandbox-sign-in", "sandbox-clock", "sandbox-world",
                                   "calendar-read", "window-read", "policy-read", "announcement-read", "contact-read",
                                   "refusal-list", "contract-read", "health-read"}));
}

TEST(AccessTable, WhatVisitorsMayDoEveryRoleMay) {
  for (const Act act : all_acts()) {
    if (!open_to_visitors(act)) continue;
    for (const Role role : kRoles) EXPECT_TRUE(may_ever(role, act)) << to_text(role) << ' ' << to_text(act);
  }
}

TEST(AccessTable, ShowsADraftToItsOwnInstitutionAlone) {
  for (const Act act : all_acts()) {
    if (act == Act::application_list || to_text(act).starts_with("application") || act == Act::revision_list ||
        act == Act::form_print || act == Act::scan_read || act == Act::scan_upload) {
      for (const Role role : who_may(act, Status::draft)) EXPECT_EQ(role, Role::institution_clerk) << to_text(act);
    }
  }
  EXPECT_EQ(access(Role::bureau_reviewer, Relation::owned_by_bureau, Act::application_read, Status::draft),
            Access::hidden);
  EXPECT_EQ(access(Role::department_reviewer, Relation::everything, Act::application_review, Status::draft),
            Access::hidden);
}

TEST(AccessTable, LetsOnlyReviewersDecide) {
  const std::set<Role> reviewers{Role::bureau_reviewer, Role::department_reviewer};
  for (const Status status : all_statuses()) {
    const std::set<Role> deciders = who_may(Act::application_review, status);
    if (status == Status::submitted) {
      EXPECT_EQ(deciders, reviewers);
    } else if (status == Status::forwarded) {
      EXPECT_EQ(deciders, std::set<Role>{Role::department_reviewer});
    } else {
      EXPECT_TRUE(deciders.empty()) << to_text(status);
    }
  }
}

TEST(AccessTable, KeepsNumbersWithTheInstitution) {
  for (const Act act : {Act::application_create, Act::application_save, Act::application_discard, Act::scan_upload,
                        Act::application_submit, Act::application_withdraw, Act::assessment_record}) {
    for (const Role role : kRoles) EXPECT_EQ(may_ever(role, act), role == Role::institution_clerk) << to_text(act);
  }
}

TEST(AccessTable, KeepsTheOfficesGrantsWithTheOffice) {
  for (const Act act :
       {Act::registration_confirm, Act::admission_grant, Act::waiver_grant, Act::extension_grant, Act::platform_switch,
        Act::closure_create, Act::closure_delete, Act::hold_place, Act::hold_lift}) {
    for (const Role role : kRoles) EXPECT_EQ(may_ever(role, act), role == Role::office) << to_text(act);
  }
  EXPECT_FALSE(may_ever(Role::office, Act::application_review));
  EXPECT_FALSE(may_ever(Role::office, Act::exit_run));
  EXPECT_FALSE(may_ever(Role::office, Act::exit_reverse));
}

TEST(AccessTable, KeepsTheAdministratorAwayFromSubmissionsAndTheTrailWithTheAuditor) {
  for (const Act act : all_acts()) {
    if (to_text(act).starts_with("application") || to_text(act).starts_with("plan") || act == Act::exit_run) {
      EXPECT_FALSE(may_ever(Role::system_administrator, act)) << to_text(act);
    }
    if (to_text(act).starts_with("audit")) {
      for (const Role role : kRoles) EXPECT_EQ(may_ever(role, act), role == Role::auditor);
    }
  }
}

TEST(Access, GrantsNothingOverNoRelation) {
  for (const Act act : all_acts()) {
    for (const Role role : kRoles) EXPECT_NE(access(role, Relation::none, act), Access::granted) << to_text(act);
  }
}

TEST(Access, TellsHiddenFromDeniedFromWrongState) {
  EXPECT_EQ(access(Role::institution_clerk, Relation::none, Act::application_submit, Status::draft), Access::hidden);
  EXPECT_EQ(access(Role::office, Relation::everything, Act::application_review, Status::submitted), Access::denied);
  EXPECT_EQ(access(Role::institution_clerk, Relation::own, Act::application_submit, Status::approved),
            Access::wrong_state);
  EXPECT_EQ(access(Role::institution_clerk, Relation::own, Act::application_submit, Status::returned), Access::granted);
  EXPECT_EQ(refusal_of(Access::granted), std::nullopt);
  EXPECT_EQ(refusal_of(Access::hidden), Code::not_yours);
  EXPECT_EQ(refusal_of(Access::denied), Code::not_yours);
  EXPECT_EQ(refusal_of(Access::wrong_state), Code::not_awaiting);
}

TEST(Access, NeverDependsOnTheObjectWhenDenied) {
  for (const Act act : all_acts()) {
    for (const Role role : kRoles) {
      for (const Relation relation : kRelations) {
        for (const Status status : all_statuses()) {
          EXPECT_EQ(access(role, relation, act, status) == Access::denied, !may_ever(role, act));
        }
      }
    }
  }
}

TEST(Access, ListsForARoleWhatItMayEverDo) {
  for (const Role role : kRoles) {
    const std::vector<Act> acts = acts_of(role);
    for (const Act act : all_acts()) EXPECT_EQ(std::ranges::count(acts, act) == 1, may_ever(role, act));
  }
}

Institution institution(std::int64_t id, std::string bureau) {
  Institution one;
  one.id = InstitutionId{id};
  one.bureau = std::move(bureau);
  return one;
}

Actor actor(Role role, std::int64_t institution_id, std::string bureau) {
  Actor one;
  one.role = role;
  one.institution = InstitutionId{institution_id};
  one.bureau = std::move(bureau);
  return one;
}

TEST(RelationTo, IsOwnershipNotPlace) {
  EXPECT_EQ(relation_to(actor(Role::institution_clerk, 7, ""), institution(7, "")), Relation::own);
  EXPECT_EQ(relation_to(actor(Role::institution_clerk, 7, ""), institution(8, "")), Relation::none);
  EXPECT_EQ(relation_to(actor(Role::bureau_reviewer, 0, "410181"), institution(8, "410181")),
            Relation::owned_by_bureau);
  EXPECT_EQ(relation_to(actor(Role::bureau_reviewer, 0, "410100"), institution(8, "410181")), Relation::none);
  EXPECT_EQ(relation_to(actor(Role::office, 0, ""), institution(8, "410181")), Relation::everything);
}

TEST(RelationTo, OfAnUnfinishedAccountIsNone) {
  EXPECT_EQ(relation_to(actor(Role::institution_clerk, 0, ""), institution(0, "")), Relation::none);
  EXPECT_EQ(relation_to(actor(Role::bureau_reviewer, 0, ""), institution(8, "")), Relation::none);
}

}  // namespace
}  // namespace kaoji::core
