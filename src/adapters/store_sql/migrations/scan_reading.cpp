#include "adapters/store_sql/migrations/scan_reading.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kScanReadingSteps[] = {
    {On::both, R"sql(CREATE TABLE scan_reading (
  scan BIGINT PRIMARY KEY REFERENCES scan (id),
  state {text} NOT NULL CHECK (state IN ('read', 'unread'))
){clustered})sql"},
    {On::both, R"sql(CREATE TABLE scan_page (
  scan BIGINT NOT NULL REFERENCES scan_reading (scan),
  page BIGINT NOT NULL CHECK (page >= 1),
  turned BIGINT NOT NULL CHECK (turned IN (0, 90, 180, 270)),
  picture {text} NOT NULL,
  form_number {text},
  form_revision BIGINT,
  form_page BIGINT,
  form_pages BIGINT,
  form_digest {text},
  PRIMARY KEY (scan, page),
  CHECK ((form_number IS NULL) = (form_revision IS NULL)),
  CHECK ((form_number IS NULL) = (form_page IS NULL)),
  CHECK ((form_number IS NULL) = (form_pages IS NULL)),
  CHECK ((form_number IS NULL) = (form_digest IS NULL)),
  CHECK (form_page BETWEEN 1 AND form_pages)
){clustered})sql"},
    {On::both, R"sql(CREATE TABLE scan_sighting (
  scan BIGINT NOT NULL REFERENCES scan_reading (scan),
  mark {text} NOT NULL CHECK (mark IN ('seal', 'leader-signature', 'department-signature')),
  sighting {text} NOT NULL CHECK (sighting IN ('found', 'not-found', 'uncertain')),
  page BIGINT NOT NULL CHECK (page >= 0),
  x BIGINT NOT NULL,
  y BIGINT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  PRIMARY KEY (scan, mark)
){clustered})sql"},
};

}  // namespace

std::span<const Migration::Step> scan_reading_steps() {
  return kScanReadingSteps;
}

}  // namespace kaoji::store_sql
