#include <gmock/gmock.h>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using testing::ElementsAre;

ports::PolicyFile draft_file(const std::string& id) {
  ports::PolicyFile file;
  file.id = id;
  file.text = "id = \"" + id + "\" # 通知\n";
  file.digest = std::string(64, 'a');
  file.uploaded_at = noon(1);
  file.actor = "office";
  return file;
}

ports::PolicyFile put(ports::PolicyFile file, base::Date from) {
  file.version += 1;
  file.in_force_from = from;
  file.put_in_force_at = noon(2);
  file.put_in_force_by = "office2";
  return file;
}

class PolicyContract : public StoreContract {
 protected:
  std::optional<ports::PolicyFile> file(const std::string& id) {
    return ask([&](ports::Transaction& tx) { return tx.policies().policy_file(id); });
  }
  std::vector<std::string> ids() {
    return ask([](ports::Transaction& tx) {
      std::vector<std::string> ids;
      for (const auto& each : tx.policies().policy_files()) ids.push_back(each.id);
      return ids;
    });
  }
};

TEST_P(PolicyContract, KeepsADraftWhole) {
  write([](ports::Transaction& tx) { tx.policies().insert(draft_file("n-1")); });
  const auto kept = file("n-1");
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->text, draft_file("n-1").text);
  EXPECT_EQ(kept->digest, std::string(64, 'a'));
  EXPECT_EQ(kept->version, 1);
  EXPECT_EQ(kept->uploaded_at, noon(1));
  EXPECT_EQ(kept->actor, "office");
  EXPECT_TRUE(kept->draft());
  EXPECT_FALSE(kept->put_in_force_at);
  EXPECT_EQ(kept->put_in_force_by, "");
  EXPECT_FALSE(file("n-2"));
}

TEST_P(PolicyContract, ListsInTheOrderOfIdsAndKnowsEachOnce) {
  for (const char* id : {"n-2", "n-1", "n-10"}) {
    write([id](ports::Transaction& tx) { tx.policies().insert(draft_file(id)); });
  }
  EXPECT_THAT(ids(), ElementsAre("n-1", "n-10", "n-2"));
  EXPECT_ANY_THROW(write([](ports::Transaction& tx) { tx.policies().insert(draft_file("n-1")); }));
}

TEST_P(PolicyContract, PutsInForceAndTakesBack) {
  write([](ports::Transaction& tx) {
    tx.policies().insert(draft_file("n-1"));
    tx.policies().update(put(draft_file("n-1"), day(2027, 1, 1)));
  });
  const auto kept = file("n-1");
  EXPECT_FALSE(kept->draft());
  EXPECT_EQ(kept->in_force_from, day(2027, 1, 1));
  EXPECT_EQ(kept->put_in_force_at, noon(2));
  EXPECT_EQ(kept->put_in_force_by, "office2");
  EXPECT_EQ(kept->version, 2);
  write([](ports::Transaction& tx) { tx.policies().update(draft_file("n-1")); });
  EXPECT_TRUE(file("n-1")->draft());
}

TEST_P(PolicyContract, TwoNeverComeIntoForceOnOneDay) {
  write([](ports::Transaction& tx) {
    tx.policies().insert(put(draft_file("n-1"), day(2027, 1, 1)));
    tx.policies().insert(draft_file("n-2"));
  });
  EXPECT_ANY_THROW(
      write([](ports::Transaction& tx) { tx.policies().update(put(draft_file("n-2"), day(2027, 1, 1))); }));
  EXPECT_TRUE(file("n-2")->draft());
}

TEST_P(PolicyContract, OnlyADraftIsTakenAway) {
  write([](ports::Transaction& tx) {
    tx.policies().insert(draft_file("n-1"));
    tx.policies().insert(put(draft_file("n-2"), day(2027, 1, 1)));
    tx.policies().remove_draft("n-1");
    tx.policies().remove_draft("n-2");
  });
  EXPECT_THAT(ids(), ElementsAre("n-2"));
}

KAOJI_ON_EVERY_DATABASE(PolicyContract);

}  // namespace
}  // namespace kaoji::contract
