#include "adapters/store_sql/query.hpp"

#include "adapters/store_sql/statement.hpp"

namespace kaoji::store_sql {

Query::Query(Statement& statement) : statement_(statement), columns_(statement.columns()) {
  statement_.claim();
}

Query::~Query() {
  statement_.reset();
}

Query& Query::set(std::string_view name, std::int64_t value) {
  Slot& slot = statement_.parameter(name, 'n');
  slot.number = value;
  slot.null = false;
  return *this;
}

Query& Query::set(std::string_view name, std::string_view value) {
  Slot& slot = statement_.parameter(name, 't');
  slot.text.assign(value);
  slot.null = false;
  return *this;
}

Query& Query::set(std::string_view name, base::Date value) {
  return value.ok() ? set(name, std::string_view{base::to_text(value)}) : set(name, std::string_view{});
}

Query& Query::set_or_null(std::string_view name, const std::optional<std::int64_t>& value) {
  Slot& slot = statement_.parameter(name, 'n');
  slot.number = value.value_or(0);
  slot.null = !value;
  return *this;
}

Query& Query::set_or_null(std::string_view name, const std::optional<base::Date>& value) {
  return set_or_null(name, value ? std::string_view{base::to_text(*value)} : std::string_view{});
}

Query& Query::set_or_null(std::string_view name, const std::optional<base::Instant>& value) {
  return set_or_null(name, value ? std::optional<std::int64_t>{value->time_since_epoch().count()} : std::nullopt);
}

Query& Query::set_or_null(std::string_view name, std::string_view value) {
  Slot& slot = statement_.parameter(name, 't');
  slot.text.assign(value);
  slot.null = value.empty();
  return *this;
}

void Query::run() {
  column_ = 0;
  started_ = true;
  statement_.execute();
}

bool Query::next() {
  column_ = 0;
  if (started_) return statement_.fetch();
  started_ = true;
  return statement_.execute();
}

bool Query::null_here() const {
  return statement_.null_at(column_);
}

base::Date Query::date() {
  const std::string& day = text();
  return day.empty() ? base::Date{} : base::parse_date(day).value_or(base::Date{});
}

std::string Query::text_or_empty() {
  const bool null = null_here();
  const std::string& value = text();
  return null ? std::string{} : value;
}

std::optional<std::int64_t> Query::number_or_null() {
  const bool null = null_here();
  const std::int64_t value = number();
  return null ? std::nullopt : std::optional{value};
}

std::optional<base::Date> Query::date_or_null() {
  const bool null = null_here();
  const base::Date value = date();
  return null ? std::nullopt : std::optional{value};
}

std::optional<base::Instant> Query::instant_or_null() {
  const bool null = null_here();
  const base::Instant value = instant();
  return null ? std::nullopt : std::optional{value};
}

}  // namespace kaoji::store_sql
