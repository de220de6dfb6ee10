#include <fmt/format.h>

#include <charconv>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "bench/bare_database.hpp"

namespace kaoji::bench {

namespace {

constexpr const char* kPlansOf2026 =
    "SELECT i.code, i.name, c.name, p.level, p.headcount, p.id FROM plan p JOIN institution i ON i.id = p.institution "
    "JOIN certificate c ON c.id = p.certificate WHERE p.plan_year = 2026 ORDER BY p.id";

// The four lists, as rows that are kept.
constexpr const char* kCompare =
    "INSERT INTO reconcile_item (reconciliation, run, list, institution, institution_code, institution_name, "
    "certificate, certificate_name, level, plan_year, ours, theirs, line, row_count, owner, note, state, changed, "
    "version, editor) "
    "SELECT 1, 1, CASE WHEN p.id IS NULL THEN 'only-there' WHEN p.headcount = t.headcount THEN 'equal' ELSE "
    "'different' END, i.id, t.code, i.name, c.id, t.certificate, t.level, 2026, COALESCE(p.headcount, 0), t.headcount, "
    "t.line, 1, '', '', 'open', 0, 1, '' FROM theirs t LEFT JOIN institution i ON i.code = t.code "
    "LEFT JOIN certificate c ON c.name = t.certificate LEFT JOIN plan p ON p.institution = i.id "
    "AND p.certificate = c.id AND p.level = t.level AND p.plan_year = 2026 "
    "UNION ALL SELECT 1, 1, 'only-here', i.id, i.code, i.name, c.id, c.name, p.level, 2026, p.headcount, 0, 0, 0, '', "
    "'', 'open', 0, 1, '' FROM plan p JOIN institution i ON i.id = p.institution "
    "JOIN certificate c ON c.id = p.certificate WHERE p.plan_year = 2026 AND p.headcount > 0 AND NOT EXISTS "
    "(SELECT 1 FROM theirs t WHERE t.code = i.code AND t.certificate = c.name AND t.level = p.level)";

std::string_view next_cell(std::string_view& line) {
  const std::size_t end = std::min(line.find(','), line.size());
  const std::string_view cell = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return cell;
}

void load(BareDatabase& database) {
  database.run(
      "CREATE TEMP TABLE theirs (line INTEGER PRIMARY KEY, code TEXT, certificate TEXT, level TEXT, headcount "
      "INTEGER)");
  BareStatement insert(database, "INSERT INTO theirs VALUES (?, ?, ?, ?, ?)");
  std::string line;
  std::getline(std::cin, line);
  for (int number = 2; std::getline(std::cin, line); ++number) {
    std::string_view rest(line);
    const std::string_view code = next_cell(rest);
    static_cast<void>(next_cell(rest));
    const std::string_view certificate = next_cell(rest);
    const std::string_view level = next_cell(rest);
    static_cast<void>(next_cell(rest));
    std::int64_t headcount = 0;
    std::from_chars(rest.data(), rest.data() + rest.size(), headcount);
    insert.start(number, code, certificate, level, headcount).drain();
  }
  database.run("CREATE INDEX temp.by_plan ON theirs (code, certificate, level)");
}

}  // namespace

BareRun print_platform_table(BareDatabase& database, double) {
  BareStatement plans(database, kPlansOf2026);
  fmt::print("学校代码,学校名称,证书名称,证书等级,计划年度,计划人数\n");
  for (plans.start(); plans.next();) {
    const std::int64_t id = plans.number(5);
    // Of a hundred: one certificate that we do not have, two numbers that differ.
    const char* const certificate_end = id % 100 == 7 ? "（旧）" : "";
    const std::int64_t more = id % 50 == 3 ? 1 : 0;
    fmt::print("{},{},{}{},{},2026,{}\n", plans.text(0), plans.text(1), plans.text(2), certificate_end, plans.text(3),
               plans.number(4) + more);
  }
  return {};
}

BareRun compare_platform_table(BareDatabase& database, double) {
  database.run(
      "INSERT OR IGNORE INTO reconciliation (id, name, digest, bytes, encoding, heading_line, lines, uploaded_at, "
      "actor, columns_read) VALUES (1, '', '', 0, 'UTF-8', 1, 100000, 0, '', '')");
  return repeat(0, [&](std::int64_t) {
    database.run("BEGIN IMMEDIATE");
    load(database);
    database.run(kCompare);
    database.run("COMMIT");
    return true;
  });
}

}  // namespace kaoji::bench
