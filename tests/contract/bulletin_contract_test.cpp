#include <gmock/gmock.h>

#include "base/check.hpp"
#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class BulletinContract : public StoreContract {
 protected:
  std::int64_t put_up(const std::string& title, base::Date from) {
    ports::Announcement announcement;
    announcement.title_zh = title;
    announcement.body_zh = "正文\n第二段";
    announcement.from = from;
    announcement.changed_at = noon(3);
    announcement.actor = "office";
    std::int64_t id = 0;
    write([&](ports::Transaction& tx) { id = tx.bulletin().insert(announcement); });
    return id;
  }
  std::vector<std::string> titles() {
    std::vector<std::string> found;
    for (const auto& each : ask([](ports::Transaction& tx) { return tx.bulletin().announcements(); }))
      found.push_back(each.title_zh);
    return found;
  }
};

TEST_P(BulletinContract, GivesAnnouncementsTheLatestFirstDayInFront) {
  EXPECT_THAT(titles(), IsEmpty());
  put_up("三月", day(2026, 3, 1));
  put_up("四月", day(2026, 4, 1));
  put_up("四月二", day(2026, 4, 1));
  EXPECT_THAT(titles(), ElementsAre("四月二", "四月", "三月"));
}

TEST_P(BulletinContract, KeepsWhatAnAnnouncementSays) {
  const std::int64_t id = put_up("三月", day(2026, 3, 1));
  write([&](ports::Transaction& tx) {
    auto announcement = *tx.bulletin().announcement(id);
    EXPECT_EQ(announcement.version, 1);
    EXPECT_EQ(announcement.body_zh, "正文\n第二段");
    EXPECT_FALSE(announcement.until || announcement.for_visitors);
    announcement.version = 2;
    announcement.title_en = "March";
    announcement.until = day(2026, 3, 31);
    announcement.for_visitors = true;
    announcement.changed_at = noon(9);
    tx.bulletin().update(announcement);
  });
  const auto kept = ask([&](ports::Transaction& tx) { return tx.bulletin().announcement(id); });
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->version, 2);
  EXPECT_EQ(kept->title_en, "March");
  EXPECT_EQ(kept->from, day(2026, 3, 1));
  EXPECT_EQ(kept->until, day(2026, 3, 31));
  EXPECT_TRUE(kept->for_visitors);
  EXPECT_EQ(kept->changed_at, noon(9));
  EXPECT_EQ(kept->actor, "office");
}

TEST_P(BulletinContract, AnAnnouncementThatIsTakenOffIsGoneAndItsNumberNeverComesAgain) {
  const std::int64_t id = put_up("三月", day(2026, 3, 1));
  write([&](ports::Transaction& tx) {
    tx.bulletin().remove_announcement(id);
    tx.bulletin().remove_announcement(id);
  });
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.bulletin().announcement(id); }));
  EXPECT_GT(put_up("四月", day(2026, 4, 1)), id);
}

TEST_P(BulletinContract, RefusesALastDayBeforeTheFirst) {
  ports::Announcement announcement;
  announcement.title_zh = "倒";
  announcement.from = day(2026, 3, 2);
  announcement.until = day(2026, 3, 1);
  EXPECT_THROW(write([&](ports::Transaction& tx) { tx.bulletin().insert(announcement); }), base::BrokenAssumption);
}

TEST_P(BulletinContract, ContactsTakeThePlaceOfThoseBeforeInTheirOrder) {
  const auto desks = [&] {
    std::vector<std::string> found;
    for (const auto& each : ask([](ports::Transaction& tx) { return tx.bulletin().contacts(); }))
      found.push_back(each.desk_zh + each.phone + each.mail + each.note_en);
    return found;
  };
  EXPECT_THAT(desks(), IsEmpty());
  write([](ports::Transaction& tx) {
    tx.bulletin().put_contacts({{"乙", "", "1", "", "", ""}, {"甲", "", "", "a@example.org", "", "weekdays"}});
  });
  EXPECT_THAT(desks(), ElementsAre("乙1", "甲a@example.orgweekdays"));
  write([](ports::Transaction& tx) { tx.bulletin().put_contacts({{"丙", "", "", "", "", ""}}); });
  EXPECT_THAT(desks(), ElementsAre("丙"));
}

TEST_P(BulletinContract, IsEmptiedWithTheRest) {
  put_up("三月", day(2026, 3, 1));
  write([](ports::Transaction& tx) { tx.bulletin().put_contacts({{"丙", "", "", "", "", ""}}); });
  store_->wipe();
  EXPECT_THAT(titles(), IsEmpty());
  EXPECT_TRUE(ask([](ports::Transaction& tx) { return tx.bulletin().contacts(); }).empty());
}

KAOJI_ON_EVERY_DATABASE(BulletinContract);

}  // namespace
}  // namespace kaoji::contract
