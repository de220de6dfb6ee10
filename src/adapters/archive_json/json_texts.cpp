#include "adapters/archive_json/json_texts.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>

namespace kaoji::ports {

// In the namespace of the structures, where Boost looks for it.
BOOST_DESCRIBE_STRUCT(ArchivedTotal, (), (kind, status, applications, lines, headcount))
BOOST_DESCRIBE_STRUCT(ArchivedRound, (),
                      (format, program, wrapping, policy, round, year, label, clause, zone, zone_minutes, submit_from,
                       submit_to, preliminary_from, preliminary_to, final_from, final_to, made_at, made_by, policies,
                       applications, scans, plans, entries, audit_rows, audit_head_seq, audit_head_digest, totals))
BOOST_DESCRIBE_STRUCT(ArchivedLine, (),
                      (certificate, level, headcount, plan_year, plan, before, block, reason, excepted_at, excepted_by,
                       excepted_reason))
BOOST_DESCRIBE_STRUCT(ArchivedEvent, (), (at, event, actor, stage, revision, note, policy, clause))
BOOST_DESCRIBE_STRUCT(ArchivedScan, (), (revision, digest, bytes, pages, uploaded_at, actor, member))
BOOST_DESCRIBE_STRUCT(ArchivedApplication, (),
                      (id, number, kind, status, institution_code, institution_name, institution_kind, bureau, revision,
                       policy, waived, first_submitted_at, submitted_at, decided_at, form, form_digest, lines, events,
                       scans))
BOOST_DESCRIBE_STRUCT(ArchivedPlan, (),
                      (id, institution_code, certificate, level, year, carried, declared, increased, decreased, exited,
                       headcount, examined, passed, declared_on, use_from))
BOOST_DESCRIBE_STRUCT(ArchivedEntry, (),
                      (id, plan, kind, headcount, passed, effective_on, effective_at, recorded_at, declared_on,
                       in_indicators, actor, application, reason, reverses))
BOOST_DESCRIBE_STRUCT(ArchivedAuditRow, (),
                      (seq, at, account, actor, role, act, object, result, detail, request_id, address, prev, digest))

}  // namespace kaoji::ports

namespace kaoji::archive_json {

namespace {

namespace json = boost::json;

/// An archive's objects are flat; a hostile one is not to use up the stack.
constexpr std::size_t kDeepest = 8;

template <class Value>
std::string written(const Value& value) {
  return json::serialize(json::value_from(value));
}

template <class Value>
bool read_exactly(std::string_view text, Value& value) {
  json::parse_options options;
  options.max_depth = kDeepest;
  json::error_code error;
  const json::value parsed = json::parse(json::string_view(text.data(), text.size()), error, {}, options);
  if (error) return false;
  auto read = json::try_value_to<Value>(parsed);
  if (!read) return false;
  value = std::move(read).value();
  // Anything that the value does not say, a second field of a name, another spelling of a number: not ours.
  return written(value) == text;
}

}  // namespace

std::string JsonTexts::text(const ports::ArchivedRound& round) const {
  return written(round);
}
std::string JsonTexts::text(const ports::ArchivedApplication& application) const {
  return written(application);
}
std::string JsonTexts::text(const ports::ArchivedPlan& plan) const {
  return written(plan);
}
std::string JsonTexts::text(const ports::ArchivedEntry& entry) const {
  return written(entry);
}
std::string JsonTexts::text(const ports::ArchivedAuditRow& row) const {
  return written(row);
}

bool JsonTexts::read(std::string_view text, ports::ArchivedRound& round) const {
  return read_exactly(text, round);
}
bool JsonTexts::read(std::string_view text, ports::ArchivedApplication& application) const {
  return read_exactly(text, application);
}
bool JsonTexts::read(std::string_view text, ports::ArchivedPlan& plan) const {
  return read_exactly(text, plan);
}
bool JsonTexts::read(std::string_view text, ports::ArchivedEntry& entry) const {
  return read_exactly(text, entry);
}
bool JsonTexts::read(std::string_view text, ports::ArchivedAuditRow& row) const {
  return read_exactly(text, row);
}

}  // namespace kaoji::archive_json
