#include "core/reconcile/comparison.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "core/reconcile/difference.hpp"

namespace kaoji::core {
namespace {

Institution institution(std::int64_t id, std::string code, std::string name) {
  Institution one;
  one.id = InstitutionId{id};
  one.code = std::move(code);
  one.name = std::move(name);
  return one;
}

Certificate certificate(std::int64_t id, std::string name) {
  Certificate one;
  one.id = CertificateId{id};
  one.name = std::move(name);
  return one;
}

/// Two colleges, of which one had another name, and two certificates.
NameBook book() {
  NameBook names;
  names.add(institution(1, "10842", "演练职业学院"), {"演练职业技术专科学校", "旧名"});
  names.add(institution(2, "10843", "演练应用学院"), {"旧名"});
  names.add(certificate(1, "Web前端开发"));
  names.add(certificate(2, "物流管理"));
  return names;
}

PlatformRow row(std::string code, std::string name, std::string certificate, std::int64_t headcount, int line = 2) {
  return {std::move(code), std::move(name), std::move(certificate), Level::junior, 2026, headcount, line};
}

OurPlan plan(std::int64_t institution, std::int64_t certificate, std::int64_t headcount) {
  return {{InstitutionId{institution}, CertificateId{certificate}, Level::junior, 2026}, headcount};
}

ComparisonResult compared(const std::vector<PlatformRow>& theirs, const std::vector<OurPlan>& ours,
                          const NameBook& names) {
  PlatformSums sums;
  for (const PlatformRow& each : theirs) sums.add(each);
  return compare(sums, ours, names);
}

TEST(NameBook, FindsByCodeThenNameThenFormerName) {
  const NameBook names = book();
  EXPECT_EQ(names.institution("10842", "演练应用学院").by, FoundBy::code);
  EXPECT_EQ(names.institution("10842", "演练应用学院").id, InstitutionId{1});
  EXPECT_EQ(names.institution("", "演练 应用学院").by, FoundBy::name);
  EXPECT_EQ(names.institution("99999", "演练应用学院").by, FoundBy::name);
  EXPECT_EQ(names.institution("", "演练职业技术专科学校").by, FoundBy::former_name);
  EXPECT_EQ(names.institution("", "旧名").by, FoundBy::nothing) << "two institutions bore it";
  EXPECT_EQ(names.institution("", "").by, FoundBy::nothing);
  EXPECT_EQ(names.certificate("web前端开发职业技能等级证书（中级）").id, CertificateId{1});
  EXPECT_EQ(names.certificate("老年照护").by, FoundBy::nothing);
}

TEST(NameBook, GoesByWhatWasDecided) {
  NameBook names = book();
  names.decide({NameKind::institution, NameBook::key_of_institution("", "演练职院"), "10842"});
  names.decide({NameKind::institution, NameBook::key_of_institution("5", ""), ""});
  names.decide({NameKind::institution, NameBook::key_of_institution("", "别处"), "77777"});
  names.decide({NameKind::certificate, NameBook::key_of_certificate("前端开发"), "Web前端开发"});
  EXPECT_EQ(names.institution("", "演练 职院").by, FoundBy::decision);
  EXPECT_EQ(names.institution("", "演练 职院").id, InstitutionId{1});
  EXPECT_EQ(names.institution("5", "").by, FoundBy::set_aside);
  EXPECT_EQ(names.institution("", "别处").by, FoundBy::nothing) << "its target is no institution of ours";
  EXPECT_EQ(names.certificate("前端开发（初级）").by, FoundBy::decision);
}

TEST(NameBook, OffersWhatIsMostAlike) {
  const auto offered = book().candidates(NameKind::institution, "演练职业技术学院", 5);
  ASSERT_FALSE(offered.empty());
  EXPECT_EQ(offered.front().code, "10842");
  EXPECT_TRUE(book().candidates(NameKind::certificate, "老年照护", 5).empty());
  EXPECT_EQ(book().candidates(NameKind::certificate, "Web前端", 5).front().name, "Web前端开发");
}

TEST(Comparison, MakesFourLists) {
  const auto result = compared(
      {row("10842", "", "Web前端开发", 30), row("10842", "", "物流管理", 41, 3), row("10843", "", "Web前端开发", 5, 4)},
      {plan(1, 1, 30), plan(1, 2, 40), plan(2, 2, 7), plan(2, 1, 0)}, book());
  ASSERT_EQ(result.items.size(), 4U);
  EXPECT_EQ(result.items[0].list, ReconcileList::equal);
  EXPECT_EQ(result.items[1].list, ReconcileList::different);
  EXPECT_EQ(result.items[1].ours, 40);
  EXPECT_EQ(result.items[1].theirs, 41);
  EXPECT_EQ(result.items[1].line, 3);
  // A plan whose headcount came down to 0 is there, and the platform still has it.
  EXPECT_EQ(result.items[2].list, ReconcileList::different);
  EXPECT_EQ(result.items[3].list, ReconcileList::only_here);
}

TEST(Comparison, APlanOfNobodyThatIsNotInTheFileIsNoDifference) {
  EXPECT_TRUE(compared({}, {plan(1, 1, 0)}, book()).items.empty());
}

TEST(Comparison, AddsUpTheRowsOfOnePlanHoweverTheyAreWritten) {
  const auto result =
      compared({row("10842", "", "Web前端开发", 10, 9), row("", "演练职业学院", "Web前端开发（初级）", 20, 5)},
               {plan(1, 1, 30)}, book());
  ASSERT_EQ(result.items.size(), 1U);
  EXPECT_EQ(result.items[0].list, ReconcileList::equal);
  EXPECT_EQ(result.items[0].rows, 2);
  EXPECT_EQ(result.items[0].line, 5);
}

TEST(Comparison, TellsNamesThatWaitForADecision) {
  NameBook names = book();
  names.decide({NameKind::institution, NameBook::key_of_institution("", "外省学院"), ""});
  const auto result = compared(
      {row("", "演练职院", "物流管理", 4), row("", "演练职院", "老年照护", 6), row("", "外省学院", "物流管理", 9)},
      {plan(1, 2, 4)}, names);
  ASSERT_EQ(result.names.size(), 3U);
  EXPECT_EQ(result.names[0].name, "外省学院");
  EXPECT_EQ(result.names[0].by, FoundBy::set_aside);
  EXPECT_EQ(result.names[1].name, "演练职院");
  EXPECT_EQ(result.names[1].rows, 2);
  EXPECT_EQ(result.names[1].headcount, 10);
  EXPECT_EQ(result.names[2].kind, NameKind::certificate);
  EXPECT_EQ(result.rows_set_aside, 1);
  const auto there = std::ranges::count(result.items, ReconcileList::only_there, &ReconcileItem::list);
  EXPECT_EQ(there, 2);
  EXPECT_EQ(result.items.size(), 3U);
}

/// The same by brute force: for every pair of an institution's and a certificate's place, what both sides say.
std::map<std::tuple<std::string, std::string, int, int>, std::pair<std::int64_t, std::int64_t>> naive(
    const std::vector<PlatformRow>& theirs, const std::vector<OurPlan>& ours) {
  std::map<std::tuple<std::string, std::string, int, int>, std::pair<std::int64_t, std::int64_t>> both;
  for (const OurPlan& each : ours) {
    both[{std::to_string(each.key.institution.value), std::to_string(each.key.certificate.value),
          static_cast<int>(each.key.level), each.key.year}]
        .first = each.headcount;
  }
  for (const PlatformRow& each : theirs) {
    // Codes and names of the small world below are its ids.
    const std::string school = each.institution_code.empty() ? each.institution_name.substr(6) : each.institution_code;
    both[{school, each.certificate.substr(6), static_cast<int>(each.level), each.year}].second += each.headcount;
  }
  return both;
}

TEST(ComparisonProperty, EqualsWhatIsFoundByHand) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::mt19937 dice(seed);
    const auto roll = [&](int sides) { return static_cast<int>(dice() % static_cast<unsigned>(sides)); };
    NameBook names;
    const int schools = 1 + roll(5);
    const int certificates = 1 + roll(4);
    for (int i = 1; i <= schools; ++i) names.add(institution(i, std::to_string(i), "学院" + std::to_string(i)), {});
    for (int i = 1; i <= certificates; ++i) names.add(certificate(i, "证书" + std::to_string(i)));
    std::map<PlanKey, std::int64_t> plans;
    for (int i = roll(20); i > 0; --i) {
      plans[{InstitutionId{1 + roll(schools)}, CertificateId{1 + roll(certificates)}, static_cast<Level>(roll(3)),
             2025 + roll(2)}] = roll(4);
    }
    std::vector<OurPlan> ours;
    for (const auto& [key, headcount] : plans) ours.push_back({key, headcount});
    std::vector<PlatformRow> theirs;
    for (int i = roll(20); i > 0; --i) {
      const std::string school = std::to_string(1 + roll(schools));
      const bool by_code = roll(2) == 0;
      theirs.push_back({by_code ? school : "", by_code ? "" : "学院" + school,
                        "证书" + std::to_string(1 + roll(certificates)), static_cast<Level>(roll(3)), 2025 + roll(2),
                        roll(4), i});
    }
    const auto expected = naive(theirs, ours);
    const auto result = compared(theirs, ours, names);
    std::size_t shown = 0;
    for (const auto& [key, both] : expected) {
      const bool there = std::ranges::any_of(theirs, [&](const PlatformRow& each) {
        const std::string school =
            each.institution_code.empty() ? each.institution_name.substr(6) : each.institution_code;
        return std::tuple{school, each.certificate.substr(6), static_cast<int>(each.level), each.year} == key;
      });
      if (!there && both.first == 0) continue;
      ++shown;
      const auto found = std::ranges::find_if(result.items, [&](const ReconcileItem& item) {
        return std::tuple{std::to_string(item.institution.value), std::to_string(item.certificate.value),
                          static_cast<int>(item.level), item.year} == key;
      });
      ASSERT_NE(found, result.items.end()) << "seed " << seed;
      EXPECT_EQ(found->ours, both.first) << "seed " << seed;
      EXPECT_EQ(found->theirs, both.second) << "seed " << seed;
      EXPECT_EQ(found->rows > 0, there) << "seed " << seed;
      const bool same = found->list == ReconcileList::equal;
      EXPECT_EQ(same, there && both.first == both.second &&
                          plans.contains({found->institution, found->certificate, found->level, found->year}))
          << "seed " << seed;
    }
    EXPECT_EQ(result.items.size(), shown) << "seed " << seed;
  }
}

TEST(Difference, IsKeptAsLongAsItsNumbersAre) {
  const Explanation said{"高职组", "平台尚未录入", DifferenceState::explained, 40, 41, false};
  EXPECT_EQ(carried_over(said, 40, 41), said);
  const Explanation again = carried_over(said, 40, 45);
  EXPECT_EQ(again.state, DifferenceState::open);
  EXPECT_TRUE(again.changed);
  EXPECT_EQ(again.note, "平台尚未录入");
  EXPECT_EQ(again.owner, "高职组");
}

TEST(Difference, NobodyExplainsWithoutANote) {
  EXPECT_TRUE(check_explanation({"甲", "　", DifferenceState::explained, 1, 2, false}).has(Code::note_required));
  EXPECT_TRUE(check_explanation({"甲", "", DifferenceState::working, 1, 2, false}).empty());
  EXPECT_TRUE(check_explanation({"", "漏报", DifferenceState::explained, 1, 2, false}).empty());
}

TEST(Subject, IsTheSameHoweverTheFileWritesIt) {
  const auto one = compared({row("10842", "", "Web前端开发", 1)}, {}, book()).items.at(0);
  const auto two = compared({row("", "演练职业学院", "WEB前端开发（初级）", 2)}, {}, book()).items.at(0);
  const auto unknown = compared({row("", "演练职院", "物流管理", 2)}, {}, book()).items.at(0);
  EXPECT_EQ(subject_of(one), subject_of(two));
  EXPECT_NE(subject_of(one), subject_of(unknown));
}

}  // namespace
}  // namespace kaoji::core
