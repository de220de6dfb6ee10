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
    // Ways around the triggers of before: REPLACE fires none of SQLite's on deletion, TRUNCATE none for each row.
    {On::sqlite, R"sql(CREATE TRIGGER audit_row_no_replace BEFORE INSERT ON audit_row
WHEN EXISTS (SELECT 1 FROM audit_row WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'a row is never replaced'); END)sql"},
    {On::postgresql, R"sql(CREATE TRIGGER audit_row_no_truncate BEFORE TRUNCATE ON audit_row
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change())sql"},
    {On::sqlite, R"sql(CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a row is never replaced'); END)sql"},
    {On::postgresql, R"sql(CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change())sql"},
    {On::sqlite, R"sql(CREATE TRIGGER edition_no_replace BEFORE INSERT ON edition
WHEN EXISTS (SELECT 1 FROM edition WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a row is never replaced'); END)sql"},
    {On::postgresql, R"sql(CREATE TRIGGER edition_no_truncate BEFORE TRUNCATE ON edition
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change())sql"},
    {On::sqlite, R"sql(CREATE TRIGGER signed_receipt_no_replace BEFORE INSERT ON signed_receipt
WHEN EXISTS (SELECT 1 FROM signed_receipt WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a row is never replaced'); END)sql"},
    {On::postgresql, R"sql(CREATE TRIGGER signed_receipt_no_truncate BEFORE TRUNCATE ON signed_receipt
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change())sql"},
};

}  // namespace

std::span<const Migration::Step> signed_receipt_steps() {
  return kSignedReceiptSteps;
}

}  // namespace kaoji::store_sql
