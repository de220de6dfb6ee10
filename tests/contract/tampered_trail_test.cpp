#include <fmt/format.h>
#include <gmock/gmock.h>

#include <random>

#include "adapters/system/national_crypto.hpp"
#include "adapters/system/sm2_signing.hpp"
#include "contract/store_contract.hpp"
#include "usecases/audit_trail.hpp"

namespace kaoji::contract {
namespace {

constexpr std::int64_t kRows = 60;
/// Rows after which a head was signed; the last one among them.
constexpr std::array<std::int64_t, 4> kHeads{11, 30, 47, kRows};
/// Somebody made a copy of the database then.
constexpr std::int64_t kCopied = 47;
/// Of the file; a statement on a cluster takes longer.
constexpr int kTamperings = 1000;
constexpr int kTamperingsOnPostgresql = 150;

/// A statement past the store, and the row that must be named for it.
struct Tampering {
  std::string sql;
  std::int64_t first_bad = 0;
};

/// A trail of made-up acts, the heads that were signed of it, and someone who writes into the database.
class TamperedTrail : public StoreContract {
 protected:
  void SetUp() override {
    const core::PolicyBook book;
    for (std::int64_t seq = 1; seq <= kRows; ++seq) {
      write([&](ports::Transaction& tx) {
        const usecases::Context context{book, base::Instant{std::chrono::hours(seq)}, {}, crypto_, "192.0.2.1", "r"};
        usecases::append_audit(tx, context, {"application-submit", fmt::format("application/{}", seq), "ok", "演练"});
      });
      if (seq == kCopied) place_.run("CREATE TABLE kept_end AS SELECT * FROM audit_head");
      if (std::ranges::find(kHeads, seq) == kHeads.end()) continue;
      heads_.push_back(ask([&](ports::Transaction& tx) {
        return usecases::sign_head(tx, base::Instant{std::chrono::hours(seq)}, signing_)->first;
      }));
    }
    ask([&](ports::Transaction& tx) {
      tx.records().each_audit_row({}, [&](const ports::AuditRow& row) { rows_.push_back(row); });
      return true;
    });
    place_.run("CREATE TABLE kept_trail AS SELECT * FROM audit_row");
  }
  void TearDown() override {
    place_.run("DROP TABLE IF EXISTS kept_trail");
    place_.run("DROP TABLE IF EXISTS kept_end");
  }

  usecases::AuditVerdict verdict() {
    return ask([&](ports::Transaction& tx) { return usecases::verify_audit(tx, crypto_, heads_); });
  }
  void mend() {
    place_.run("DELETE FROM audit_row");
    place_.run("INSERT INTO audit_row SELECT * FROM kept_trail");
  }
  std::int64_t throw_dice(std::int64_t first, std::int64_t last) {
    return std::uniform_int_distribution<std::int64_t>(first, last)(dice_);
  }

  Tampering edited() {
    static constexpr std::array<const char*, 12> columns{"at",         "account", "actor",  "role",
                                                         "act",        "object",  "result", "detail",
                                                         "request_id", "address", "prev",   "digest"};
    const std::int64_t seq = throw_dice(1, kRows);
    const std::int64_t column = throw_dice(0, 11);
    const char* name = columns[static_cast<std::size_t>(column)];
    const std::string change =
        column < 2 ? fmt::format("{} + {}", name, throw_dice(1, 9)) : fmt::format("{} || 'x'", name);
    return {fmt::format("UPDATE audit_row SET {} = {} WHERE seq = {}", name, change, seq), seq};
  }
  Tampering deleted() {
    const std::int64_t first = throw_dice(1, kRows);
    const std::int64_t last = throw_dice(first, std::min(first + 3, kRows));
    // The row after the gap is the first that does not fit; a cut tail has none, and the first one missing is named.
    return {fmt::format("DELETE FROM audit_row WHERE seq BETWEEN {} AND {}", first, last),
            last < kRows ? last + 1 : first};
  }
  Tampering swapped() {
    const std::int64_t one = throw_dice(1, kRows - 1);
    const std::int64_t other = throw_dice(one + 1, kRows);
    // All but the number and what chains them is exchanged, so that only the digests can tell.
    return {
        fmt::format("UPDATE audit_row SET (at, object) = (SELECT k.at, k.object FROM kept_trail k WHERE k.seq = {0} + "
                    "{1} - audit_row.seq) WHERE seq IN ({0}, {1})",
                    one, other),
        one};
  }
  /// The rows from `first` on, with numbers, links and digests as the chain wants them.
  std::string chained(std::vector<ports::AuditRow> rows, std::int64_t first) {
    std::string values;
    std::string prev = first == 1 ? std::string(64, '0') : rows_[static_cast<std::size_t>(first - 2)].digest;
    for (ports::AuditRow& row : rows) {
      row.seq = first++;
      row.prev = prev;
      prev = row.digest = crypto_.sm3(usecases::canonical_text(row));
      values += fmt::format("{}({}, {}, {}, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')",
                            values.empty() ? "" : ", ", row.seq, row.at.time_since_epoch().count(), row.account.value,
                            row.actor, row.role, row.act, row.object, row.result, row.detail, row.request_id,
                            row.address, row.prev, row.digest);
    }
    return values;
  }
  /// Whoever knows SM3 puts a row in, or changes one, and writes everything after it anew.
  void rewrite(bool inserts, Tampering& tampering) {
    const std::int64_t first = throw_dice(1, kRows);
    std::vector<ports::AuditRow> rows(rows_.begin() + first - 1, rows_.end());
    if (inserts) rows.insert(rows.begin(), rows.front());
    rows.front().object = "application/999";
    place_.run(fmt::format("DELETE FROM audit_row WHERE seq >= {}", first));
    tampering.sql =
        "INSERT INTO audit_row (seq, at, account, actor, role, act, object, result, detail, request_id, "
        "address, prev, digest) VALUES " +
        chained(std::move(rows), first);
    // The chain fits again; the heads are what tells: every one of them when the first row is another.
    tampering.first_bad = first == 1 ? 1 : *std::ranges::lower_bound(kHeads, first);
  }

  Tampering random_tampering() {
    Tampering tampering;
    switch (throw_dice(0, 4)) {
      case 0:
        return edited();
      case 1:
        return deleted();
      case 2:
        return swapped();
      case 3:
        rewrite(true, tampering);
        return tampering;
      default:
        rewrite(false, tampering);
        return tampering;
    }
  }

  system::NationalCrypto crypto_{std::string(32, 'k'), 1};
  system::Sm2Signing signing_{system::new_signing_key()};
  std::vector<usecases::SignedHead> heads_;
  std::vector<ports::AuditRow> rows_;
  std::mt19937_64 dice_{20260312};
};

TEST_P(TamperedTrail, EveryEditDeletionInsertionSwapAndRewritingIsFoundWithItsFirstBadRow) {
  EXPECT_FALSE(verdict().first_bad);
  const int tamperings = GetParam() == Database::postgresql ? kTamperingsOnPostgresql : kTamperings;
  for (int i = 0; i < tamperings; ++i) {
    const Tampering tampering = random_tampering();
    place_.run(tampering.sql);
    const auto found = verdict();
    EXPECT_EQ(found.first_bad, tampering.first_bad) << i << ": " << tampering.sql.substr(0, 300);
    mend();
    if (HasFailure()) break;
  }
  EXPECT_FALSE(verdict().first_bad);
}

TEST_P(TamperedTrail, AnOlderCopyOfTheWholeTrailIsSeenByHeadsAlone) {
  place_.run(fmt::format("DELETE FROM audit_row WHERE seq > {}", kCopied));
  place_.run("UPDATE audit_head SET (seq, digest, mark) = (SELECT seq, digest, mark FROM kept_end)");
  EXPECT_EQ(verdict().first_bad, kCopied + 1);
  heads_.clear();
  EXPECT_FALSE(verdict().first_bad);
}

INSTANTIATE_TEST_SUITE_P(All, TamperedTrail, testing::ValuesIn(reachable_databases()), test_name);

}  // namespace
}  // namespace kaoji::contract
