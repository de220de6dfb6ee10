#include <gmock/gmock.h>

#include "adapters/store_sql/open_store.hpp"
#include "adapters/system/key_file.hpp"
#include "adapters/system/key_ring.hpp"
#include "adapters/system/national_crypto.hpp"
#include "core/policy/policy_book.hpp"
#include "usecases/audit_trail.hpp"

namespace kaoji::usecases {
namespace {

/// A name must not write a second row into an export or a log (trust.md A6).
TEST(AuditTrail, KeepsANameWithALineFeedOnOneLine) {
  const system::NationalCrypto crypto(system::passing_key(), 1);
  const auto store = store_sql::open_store({.sealing = system::passing_ring()});
  const core::PolicyBook book;
  const Context context{book, base::Instant{}, {}, crypto, "terminal", {}};
  store->write_and_wait([&](ports::Transaction& tx) {
    append_audit(tx, context, {"account-add", "account/a\nb", "ok", "first\r\nsecond\tthird"});
  });
  store->read([&](ports::Transaction& tx) {
    const auto row = tx.records().last_audit_row();
    ASSERT_TRUE(row.has_value());
    EXPECT_EQ(row->object, "account/a b");
    EXPECT_EQ(row->detail, "first  second third");
    EXPECT_EQ(row->digest, crypto.sm3(canonical_text(*row)));
  });
}

}  // namespace
}  // namespace kaoji::usecases
