#include "adapters/store_sql/migrations/bulletin.hpp"

namespace kaoji::store_sql {

namespace {

using On = Migration::Step::On;

constexpr Migration::Step kBulletinSteps[] = {
    {On::both, R"sql(CREATE TABLE announcement (
  id {fresh_id},
  version BIGINT NOT NULL CHECK (version >= 1),
  title_zh {text} NOT NULL CHECK (title_zh <> ''),
  title_en {text} NOT NULL,
  body_zh {text} NOT NULL,
  body_en {text} NOT NULL,
  from_day {text} NOT NULL,
  until_day {text} CHECK (until_day >= from_day),
  for_visitors BIGINT NOT NULL CHECK (for_visitors IN (0, 1)),
  changed_at BIGINT NOT NULL,
  actor {text} NOT NULL
))sql"},
    {On::both, R"sql(CREATE TABLE contact (
  place {key} CHECK (place >= 1),
  desk_zh {text} NOT NULL CHECK (desk_zh <> ''),
  desk_en {text} NOT NULL,
  phone {text} NOT NULL,
  mail {text} NOT NULL,
  note_zh {text} NOT NULL,
  note_en {text} NOT NULL
))sql"},
};

}  // namespace

std::span<const Migration::Step> bulletin_steps() {
  return kBulletinSteps;
}

}  // namespace kaoji::store_sql
