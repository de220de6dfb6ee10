#include <stdexcept>

#include "bench/bare_database.hpp"

namespace kaoji::bench {

namespace {

constexpr const char* kDue =
    "FROM plan p JOIN institution i ON i.id = p.institution JOIN certificate c ON c.id = p.certificate "
    "LEFT JOIN exit_hold h ON h.plan = p.id AND h.year = 2026 AND h.lifted_at IS NULL "
    "WHERE p.examined = 0 AND p.headcount > 0 AND p.declared_on <= '2025-11-11'";

// The order of the statements is that of a program that would do it so: what is due is written down first, then each
// table takes its part of it.
constexpr const char* kRun[] = {
    "BEGIN IMMEDIATE",
    "CREATE TEMP TABLE due AS SELECT p.id, p.institution, p.certificate, p.level, p.plan_year, p.examined_year, "
    "p.headcount FROM plan p WHERE p.examined = 0 AND p.headcount > 0 AND p.declared_on <= '2025-11-11' "
    "AND NOT EXISTS (SELECT 1 FROM exit_hold h WHERE h.plan = p.id AND h.year = 2026 AND h.lifted_at IS NULL)",
    "CREATE TEMP TABLE touched AS SELECT DISTINCT a.id, a.institution FROM application a JOIN application_line l "
    "ON l.application = a.id AND l.revision = a.revision JOIN due d ON d.id = l.plan "
    "WHERE a.status IN ('submitted', 'forwarded')",
    "UPDATE application SET status = 'voided', version = version + 1, updated_at = 1794362400000, "
    "decided_at = 1794362400000 WHERE id IN (SELECT id FROM touched)",
    "INSERT INTO application_event (application, at, event, actor, revision, note, policy_id, clause) "
    "SELECT id, 1794362400000, 'voided', 'department0', 1, '所涉考核计划已强制退出', 'henan-2021-628', '二(四)' "
    "FROM touched",
    "INSERT INTO notice (kind, institution, bureau, round_policy, round_name, round_year, standing, application, year, "
    "plans, headcount, note, sender, created_at) SELECT 'application-voided', institution, '', '', '', 0, '', id, "
    "2026, 0, 0, '', 'department0', 1794362400000 FROM touched",
    "INSERT INTO ledger_entry (plan, kind, headcount, passed, effective_on, effective_year, effective_at, recorded_at, "
    "in_indicators, actor, reason) SELECT id, 'exited', headcount, 0, '2026-11-11', 2026, 1794362400000, "
    "1794362400000, 1, 'department0', '2026年度强制退出' FROM due",
    "UPDATE plan SET exited_headcount = exited_headcount + headcount, headcount = 0, exited = 1 "
    "WHERE id IN (SELECT id FROM due)",
    "INSERT INTO plan_sum (institution, plan_year, examined_year, plans, headcount, examined, examined_in_year) "
    "SELECT institution, plan_year, examined_year, 0, -SUM(headcount), 0, 0 FROM due WHERE true "
    "GROUP BY institution, plan_year, examined_year ON CONFLICT (institution, plan_year, examined_year) "
    "DO UPDATE SET headcount = plan_sum.headcount + excluded.headcount",
    "INSERT INTO entry_sum (institution, effective_year, effective_on, kind, in_indicators, headcount, passed) "
    "SELECT institution, 2026, '2026-11-11', 'exited', 1, SUM(headcount), 0 FROM due WHERE true GROUP BY institution "
    "ON CONFLICT (effective_year, kind, in_indicators, effective_on, institution) DO UPDATE SET "
    "headcount = entry_sum.headcount + excluded.headcount",
    "INSERT INTO notice (kind, institution, bureau, round_policy, round_name, round_year, standing, year, plans, "
    "headcount, note, sender, created_at) SELECT 'plan-exited', institution, '', '', '', 0, '', 2026, COUNT(*), "
    "SUM(headcount), '', 'department0', 1794362400000 FROM due GROUP BY institution",
    "INSERT INTO exit_run (year, ran_at, actor, plans, headcount) SELECT 2026, 1794362400000, 'department0', COUNT(*), "
    "SUM(headcount) FROM due",
    "INSERT INTO audit_row (seq, at, account, actor, role, act, object, result, detail, request_id, address, prev, "
    "digest) SELECT COALESCE(MAX(seq), 0) + 1, 1794362400000, 1, 'department0', 'department-reviewer', 'exit-run', "
    "'year/2026', 'ok', '', '', '127.0.0.1', '', '' FROM audit_row",
    "COMMIT",
};

}  // namespace

BareRun read_exit_candidates(BareDatabase& database, double seconds) {
  BareStatement page(
      database, (std::string{"SELECT p.*, i.code, i.name, c.name, h.id, h.reason "} + kDue +
                 " ORDER BY i.code, c.name, CASE p.level WHEN '初级' THEN 1 WHEN '中级' THEN 2 ELSE 3 END, p.plan_year "
                 "LIMIT 51")
                    .c_str());
  BareStatement totals(
      database, (std::string{"SELECT h.id IS NULL, COUNT(*), SUM(p.headcount) "} + kDue + " GROUP BY 1").c_str());
  return repeat(seconds, [&](std::int64_t) {
    database.run("BEGIN");
    if (page.start().drain() != 51) throw std::runtime_error("a page has 50 candidates and one more");
    if (totals.start().drain() != 2) throw std::runtime_error("some are held, the others are not");
    database.run("COMMIT");
    return true;
  });
}

BareRun run_exit(BareDatabase& database, double) {
  return repeat(0, [&](std::int64_t) {
    for (const char* sql : kRun) database.run(sql);
    return true;
  });
}

}  // namespace kaoji::bench
