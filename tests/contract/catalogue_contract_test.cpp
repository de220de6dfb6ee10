#include <gmock/gmock.h>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class CatalogueContract : public StoreContract {
 protected:
  CatalogueContract() {
    write([&](ports::Transaction& tx) { world_ = found(tx); });
  }

  std::vector<std::string> codes(const ports::InstitutionFilter& filter) {
    return ask([&](ports::Transaction& tx) {
      std::vector<std::string> codes;
      for (const auto& each : tx.catalogue().institutions(filter)) codes.push_back(each.code);
      return codes;
    });
  }

  std::vector<std::string> search(std::string_view text, int limit = 50) {
    return ask([&](ports::Transaction& tx) {
      std::vector<std::string> names;
      for (const auto& each : tx.catalogue().search_certificates(text, limit)) names.push_back(each.certificate.name);
      return names;
    });
  }

  SmallWorld world_;
};

TEST_P(CatalogueContract, KeepsBureausInTheOrderOfTheirCodes) {
  write([](ports::Transaction& tx) {
    tx.catalogue().put_bureau({"410000", "先"});
    tx.catalogue().put_bureau({"410100", "改了名", core::MapTile{4, 2}});
  });
  const auto bureaus = ask([](ports::Transaction& tx) { return tx.catalogue().bureaus(); });
  ASSERT_EQ(bureaus.size(), 2U);
  EXPECT_EQ(bureaus[0].name, "先");
  EXPECT_EQ(bureaus[1].name, "改了名");
  EXPECT_FALSE(bureaus[0].tile.has_value());
  EXPECT_EQ(bureaus[1].tile, (core::MapTile{4, 2}));
}

TEST_P(CatalogueContract, FindsAnInstitutionByIdAndByCode) {
  const auto by_id = ask([&](ports::Transaction& tx) { return tx.catalogue().institution(world_.school); });
  ASSERT_TRUE(by_id);
  EXPECT_EQ(by_id->code, "10001");
  EXPECT_EQ(by_id->name, "甲中等职业学校");
  EXPECT_EQ(by_id->kind, core::InstitutionKind::local_secondary);
  EXPECT_EQ(by_id->bureau, "410100");
  EXPECT_FALSE(by_id->registered);
  const auto by_code = ask([](ports::Transaction& tx) { return tx.catalogue().institution_by_code("20001"); });
  ASSERT_TRUE(by_code);
  EXPECT_EQ(by_code->id, world_.college);
  EXPECT_EQ(by_code->bureau, "");
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.catalogue().institution(core::InstitutionId{99}); }));
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.catalogue().institution_by_code("99999"); }));
}

TEST_P(CatalogueContract, ListsInstitutionsByFilterInTheOrderOfTheirCodes) {
  EXPECT_THAT(codes({}), ElementsAre("10001", "20001"));
  EXPECT_THAT(codes({.kind = core::InstitutionKind::higher_vocational}), ElementsAre("20001"));
  EXPECT_THAT(codes({.bureau = "410100"}), ElementsAre("10001"));
  EXPECT_THAT(codes({.search = "职业技术"}), ElementsAre("20001"));
  EXPECT_THAT(codes({.search = "0001"}), ElementsAre("10001", "20001"));
  EXPECT_THAT(codes({.search = "%"}), IsEmpty());
  EXPECT_THAT(codes({.after_code = "10001"}), ElementsAre("20001"));
  EXPECT_THAT(codes({.limit = 1}), ElementsAre("10001"));
}

TEST_P(CatalogueContract, KeepsTheHistoryOfNames) {
  write([&](ports::Transaction& tx) {
    auto school = *tx.catalogue().institution(world_.school);
    school.name = "甲学校（新）";
    EXPECT_EQ(tx.catalogue().put_institution(school, noon(10)), world_.school);
    EXPECT_EQ(tx.catalogue().put_institution(school, noon(20)), world_.school);
  });
  const auto names = ask([&](ports::Transaction& tx) { return tx.catalogue().former_names(world_.school); });
  ASSERT_EQ(names.size(), 1U);
  EXPECT_EQ(names[0].name, "甲中等职业学校");
  EXPECT_EQ(names[0].until, noon(10));
}

TEST_P(CatalogueContract, CorrectsACode) {
  EXPECT_TRUE(ask([](ports::Transaction& tx) { return tx.catalogue().institution_by_code("10001"); }));
  write([&](ports::Transaction& tx) { tx.catalogue().set_code(world_.school, "10009"); });
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.catalogue().institution_by_code("10001"); }));
  EXPECT_EQ(ask([](ports::Transaction& tx) { return tx.catalogue().institution_by_code("10009"); })->id, world_.school);
  EXPECT_THAT(codes({}), ElementsAre("10009", "20001"));
}

TEST_P(CatalogueContract, CountsChangesOfInstitutionsAndCertificatesApart) {
  const auto edits = [&] {
    return ask([&](ports::Transaction& tx) {
      return std::pair{tx.catalogue().last_edit(world_.school), tx.catalogue().last_edit(world_.web)};
    });
  };
  const auto [untouched, certificate] = edits();
  EXPECT_EQ(untouched.version, 1);
  EXPECT_FALSE(untouched.at);
  EXPECT_EQ(untouched.actor, "");
  EXPECT_EQ(certificate.version, 1);
  for (const int day : {10, 11}) {
    write([&](ports::Transaction& tx) { tx.catalogue().note_edit(world_.school, noon(day), "office"); });
  }
  write([&](ports::Transaction& tx) {
    (void)tx.catalogue().lock_certificate(world_.web);
    tx.catalogue().note_edit(world_.web, noon(12), "office2");
  });
  const auto [school, web] = edits();
  EXPECT_EQ(school.version, 3);
  EXPECT_EQ(school.at, noon(11));
  EXPECT_EQ(school.actor, "office");
  EXPECT_EQ(web.version, 2);
  EXPECT_EQ(web.at, noon(12));
  EXPECT_EQ(web.actor, "office2");
}

TEST_P(CatalogueContract, RegistersAnInstitution) {
  write([&](ports::Transaction& tx) { tx.catalogue().set_registered(world_.school, noon(7)); });
  const auto school = ask([&](ports::Transaction& tx) { return tx.catalogue().institution(world_.school); });
  EXPECT_TRUE(school->registered);
  EXPECT_EQ(school->registered_at, noon(7));
}

TEST_P(CatalogueContract, GivesCertificatesWithTheirLevelsLowestFirst) {
  const auto web = ask([](ports::Transaction& tx) { return tx.catalogue().certificate_by_name("Web前端开发"); });
  ASSERT_TRUE(web);
  EXPECT_EQ(web->id, world_.web);
  EXPECT_EQ(web->organisation, "某培训评价组织");
  ASSERT_EQ(web->levels.size(), 3U);
  EXPECT_EQ(web->levels[0].level, core::Level::junior);
  EXPECT_EQ(web->levels[2].level, core::Level::senior);
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.catalogue().certificate_by_name("web前端开发"); }));
  EXPECT_FALSE(ask([](ports::Transaction& tx) { return tx.catalogue().certificate(core::CertificateId{99}); }));
}

TEST_P(CatalogueContract, GivesManyCertificatesAtOnceAndLeavesUnknownOut) {
  std::vector<core::CertificateId> wanted{world_.care, core::CertificateId{999}, world_.web, world_.care};
  write([&](ports::Transaction& tx) {
    for (int i = 0; i < 40; ++i) {
      core::Certificate more;
      more.name = "证书" + std::to_string(i);
      more.organisation = "组织";
      wanted.push_back(tx.catalogue().put_certificate(more, {}));
    }
  });
  const auto found = ask([&](ports::Transaction& tx) { return tx.catalogue().certificates(wanted); });
  EXPECT_EQ(found.size(), 42U);
  const auto none = ask([&](ports::Transaction& tx) { return tx.catalogue().certificates({}); });
  EXPECT_TRUE(none.empty());
}

TEST_P(CatalogueContract, SearchesByNameOrganisationPinyinAndInitials) {
  EXPECT_THAT(search("WEB"), ElementsAre("Web前端开发"));
  EXPECT_THAT(search("照护"), ElementsAre("老年照护"));
  EXPECT_THAT(search("LNZH"), ElementsAre("老年照护"));
  EXPECT_THAT(search("zhaohu"), ElementsAre("老年照护"));
  EXPECT_THAT(search("组织"), ElementsAre("Web前端开发", "老年照护"));
  EXPECT_THAT(search(""), ElementsAre("Web前端开发", "老年照护"));
  EXPECT_THAT(search("", 1), ElementsAre("Web前端开发"));
  EXPECT_THAT(search("_"), IsEmpty());
  const auto found = ask([](ports::Transaction& tx) { return tx.catalogue().search_certificates("照护", 50); });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].pinyin.full, "laonianzhaohu");
  EXPECT_EQ(found[0].pinyin.initials, "lnzh");
  EXPECT_FALSE(found[0].certificate.levels.empty());
}

TEST_P(CatalogueContract, PuttingACertificateAgainChangesItsLevelsAndKeepsItsClosures) {
  write([&](ports::Transaction& tx) {
    tx.grants().put_closure({0, world_.web, "", core::Level::junior, day(2026, 5, 1), noon(), "office"});
    core::Certificate web;
    web.name = "Web前端开发";
    web.organisation = "换了组织";
    web.levels = {{core::Level::junior, {}}, {core::Level::senior, day(2027, 1, 1)}};
    EXPECT_EQ(tx.catalogue().put_certificate(web, {}), world_.web);
  });
  const auto web = ask([&](ports::Transaction& tx) { return tx.catalogue().certificate(world_.web); });
  EXPECT_EQ(web->organisation, "换了组织");
  ASSERT_EQ(web->levels.size(), 2U);
  EXPECT_EQ(web->levels[0].closed_from, day(2026, 5, 1));
  EXPECT_EQ(web->levels[1].closed_from, day(2027, 1, 1));
}

TEST_P(CatalogueContract, LocksOnlyWhereOthersWrite) {
  const bool rows_are_locked = GetParam() == Database::postgresql;
  write([&](ports::Transaction& tx) {
    EXPECT_EQ(tx.catalogue().lock_institution(world_.school), rows_are_locked);
    tx.catalogue().lock_all_institutions();
  });
  EXPECT_FALSE(ask([&](ports::Transaction& tx) { return tx.catalogue().lock_institution(world_.school); }));
}

// Sessions remember the catalogue between transactions: the four tests below would find them remembering too much.
TEST_P(CatalogueContract, AnAnswerGivenBeforeAChangeIsNotGivenAfterIt) {
  const auto name = [&] {
    return ask([&](ports::Transaction& tx) { return tx.catalogue().institution_by_code("10001")->name; });
  };
  EXPECT_EQ(name(), "甲中等职业学校");
  write([&](ports::Transaction& tx) {
    auto school = *tx.catalogue().institution(world_.school);
    school.name = "甲学校（新）";
    tx.catalogue().put_institution(school, noon(10));
    EXPECT_EQ(tx.catalogue().institution(world_.school)->name, "甲学校（新）");
  });
  EXPECT_EQ(name(), "甲学校（新）");
}

TEST_P(CatalogueContract, AClosedLevelIsClosedForWhoAskedBefore) {
  const auto closed_from = [&] {
    return ask([&](ports::Transaction& tx) { return tx.catalogue().certificate(world_.web)->levels[0].closed_from; });
  };
  EXPECT_EQ(closed_from(), std::nullopt);
  write([&](ports::Transaction& tx) {
    tx.grants().put_closure({0, world_.web, "", core::Level::junior, day(2026, 5, 1), noon(), "office"});
  });
  EXPECT_EQ(closed_from(), day(2026, 5, 1));
}

TEST_P(CatalogueContract, WhatWasRolledBackIsNotRemembered) {
  const auto put = [&](std::string_view name) {
    return [&, name](ports::Transaction& tx) {
      auto school = *tx.catalogue().institution(world_.school);
      school.name = name;
      tx.catalogue().put_institution(school, noon(10));
      EXPECT_EQ(tx.catalogue().institution(world_.school)->name, name);
    };
  };
  EXPECT_THROW(write([&](ports::Transaction& tx) {
                 put("没有成")(tx);
                 throw std::runtime_error("on purpose");
               }),
               std::runtime_error);
  write([&](ports::Transaction& tx) { EXPECT_EQ(tx.catalogue().institution(world_.school)->name, "甲中等职业学校"); });
  // This change takes the version that the one above had taken.
  write(put("成了"));
  write([&](ports::Transaction& tx) { EXPECT_EQ(tx.catalogue().institution(world_.school)->name, "成了"); });
  EXPECT_EQ(ask([&](ports::Transaction& tx) { return tx.catalogue().institution(world_.school)->name; }), "成了");
}

TEST_P(CatalogueContract, AnEmptiedStoreIsEmptyForWhoAskedBefore) {
  const auto there = [&] {
    return ask([&](ports::Transaction& tx) {
      return tx.catalogue().institution(world_.school).has_value() || tx.catalogue().certificate(world_.web) ||
             !tx.catalogue().bureaus().empty();
    });
  };
  EXPECT_TRUE(there());
  store_->wipe();
  EXPECT_FALSE(there());
}

KAOJI_ON_EVERY_DATABASE(CatalogueContract);

}  // namespace
}  // namespace kaoji::contract
