#include "adapters/store_sql/migrations/signed_receipts.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kSignedReceiptSteps[] = {
    {On::both, R"sql(CREATE TABLE signed_receipt (
  id {id},
  application BIGINT NOT NULL REFERENCES application (id),
  revision BIGINT NOT NULL,
  receipt {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE INDEX signed_receipt_by_application ON signed_receipt (application))sql"},
    {On::sqlite, R"sql(CREATE TRIGGER signed_receipt_no_update BEFORE UPDATE ON signed_receipt
BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END)sql"},
    {On::sqlite, R"sql(CREATE TRIGGER signed_receipt_no_delete BEFORE DELETE ON signed_receipt
BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END)sql"},
    {On::postgresql, R"sql(CREATE TRIGGER signed_receipt_append_only BEFORE UPDATE OR DELETE ON signed_receipt
FOR EACH ROW EXECUTE FUNCTION refuse_change())sql"},
};

}  // namespace

std::span<const Migration::Step> signed_receipt_steps() {
  return kSignedReceiptSteps;
}

}  // namespace kaoji::store_sql
