#include "bench/years_sql.hpp"

#include <array>

namespace kaoji::bench {

namespace {

// Beforehand, for each plan, all that will have happened to it.
constexpr const char* kMakeFate = R"sql(
CREATE TEMP TABLE fate (
  plan INTEGER PRIMARY KEY, institution, slot, plan_year, certificate, level, declared, decreased,
  first, first_on, second, exited, spring, autumn))sql";

constexpr const char* kFate = R"sql(
WITH RECURSIVE place (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n < 999999),
dated AS (
  SELECT n + 1 AS plan, n / 1000 AS i, n % 1000 AS k, CASE WHEN n % 1000 < 300 THEN 2022 WHEN n % 1000 < 550 THEN 2023
    WHEN n % 1000 < 750 THEN 2024 WHEN n % 1000 < 900 THEN 2025 ELSE 2026 END AS y FROM place),
slotted AS (
  SELECT plan, i, y, k - CASE y WHEN 2022 THEN 0 WHEN 2023 THEN 300 WHEN 2024 THEN 550 WHEN 2025 THEN 750 ELSE 900 END
    AS slot FROM dated),
sized AS (
  SELECT *, 20 + (i + 7 * slot) % 80 AS declared, CASE WHEN slot % 10 = 4 THEN 5 ELSE 0 END AS decreased FROM slotted),
kept AS (SELECT *, declared - decreased AS kept FROM sized)
INSERT INTO fate SELECT plan, i + 1, slot, y, (i * 17 + slot) % 450 + 1,
  CASE slot % 3 WHEN 0 THEN '初级' WHEN 1 THEN '中级' ELSE '高级' END, declared, decreased,
  CASE WHEN slot % 3 = 2 THEN 0 WHEN y = 2026 THEN CASE slot % 3 WHEN 0 THEN kept / 2 ELSE 0 END
    WHEN slot % 3 = 0 THEN kept * 9 / 10 ELSE kept / 2 END,
  CASE WHEN y = 2026 THEN '2026-06-20' ELSE y || '-12-05' END,
  CASE WHEN y < 2026 AND slot % 3 = 1 THEN kept * 2 / 5 ELSE 0 END,
  CASE WHEN y < 2025 AND slot % 3 = 2 THEN kept ELSE 0 END,
  (y - 2022) * 2000 + i + 1, (y - 2022) * 2000 + 1000 + i + 1 FROM kept)sql";

constexpr const char* kPlans = R"sql(
INSERT INTO plan (id, institution, certificate, level, plan_year, declared, decreased, exited_headcount, headcount,
  examined, passed, examined_year, examined_in_year, exited, declared_on, use_from)
SELECT plan, institution, certificate, level, plan_year, declared, decreased, exited, declared - decreased - exited,
  first + second, first * 4 / 5 + second * 4 / 5,
  CASE WHEN second > 0 THEN plan_year + 1 WHEN first > 0 THEN plan_year ELSE 0 END,
  CASE WHEN second > 0 THEN second ELSE first END, exited > 0, plan_year || '-03-15', plan_year || '-03-26'
FROM fate)sql";

constexpr const char* kMakePapers = R"sql(
CREATE TEMP TABLE paper AS
SELECT spring AS id, institution, plan_year, 'new' AS kind, 'spring' AS round, plan_year || '-03-' AS month,
  COUNT(*) AS lines, SUM(declared) AS headcount FROM fate GROUP BY spring
UNION ALL
SELECT autumn, institution, plan_year, 'decrease', 'autumn', plan_year || '-09-', COUNT(*), SUM(decreased)
FROM fate WHERE decreased > 0 GROUP BY autumn)sql";

constexpr const char* kApplications = R"sql(
INSERT INTO application (id, number, kind, institution, status, revision, version, submitted_revision, round_policy,
  round_name, round_year, policy_id, returned_by, waived, created_at, updated_at, decided_at, first_submitted_at,
  submitted_at, contact_name, contact_phone, line_count, headcount)
SELECT id, printf('KJ%d-%06d', plan_year, id), kind, institution, 'approved', 1, 3, 1, 'henan-2021-628', round,
  plan_year, 'henan-2021-628', 'submit', 0, unixepoch(month || '15') * 1000, unixepoch(month || '26') * 1000,
  unixepoch(month || '26') * 1000, unixepoch(month || '15') * 1000, unixepoch(month || '15') * 1000, '联系人甲', '',
  lines, headcount FROM paper ORDER BY id)sql";

constexpr const char* kSpringLines = R"sql(
INSERT INTO application_line (application, revision, position, certificate_text, certificate, level_text, headcount,
  reason, plan_year, before, block)
SELECT f.spring, 1, f.slot, c.name, c.id, f.level, f.declared, '', f.plan_year, 0, 'left'
FROM fate f JOIN certificate c ON c.id = f.certificate ORDER BY f.spring, f.slot)sql";

constexpr const char* kAutumnLines = R"sql(
INSERT INTO application_line (application, revision, position, certificate_text, certificate, level_text, headcount,
  reason, year, plan_year, plan, before)
SELECT f.autumn, 1, f.slot / 10, c.name, c.id, f.level, f.decreased, '参加考核学生减少', f.plan_year, f.plan_year,
  f.plan, f.declared
FROM fate f JOIN certificate c ON c.id = f.certificate WHERE f.decreased > 0 ORDER BY f.autumn, f.slot)sql";

constexpr const char* kEvents = R"sql(
INSERT INTO application_event (application, at, event, actor, stage, revision, note, policy_id, clause)
SELECT a.id, unixepoch(a.month || s.day) * 1000, s.event,
  CASE s.event WHEN 'submitted' THEN i.code ELSE 'department0' END, s.stage, 1, '', 'henan-2021-628', '二(三)'
FROM paper a JOIN institution i ON i.id = a.institution JOIN (
  SELECT 1 AS step, 'submitted' AS event, '15' AS day, NULL AS stage
  UNION ALL SELECT 2, 'forwarded', '22', 'preliminary' UNION ALL SELECT 3, 'approved', '26', 'final') s
WHERE s.event <> 'forwarded' OR i.bureau IS NOT NULL ORDER BY a.plan_year, a.round DESC, s.step, a.id)sql";

constexpr const char* kEntries = R"sql(
INSERT INTO ledger_entry (plan, kind, headcount, passed, effective_on, effective_year, effective_at, recorded_at,
  declared_on, in_indicators, actor, application, reason)
SELECT plan, kind, headcount, passed, day, CAST(substr(day, 1, 4) AS INTEGER), unixepoch(day) * 1000,
  unixepoch(day) * 1000, declared_on, 1, 'department0', application, reason FROM (
  SELECT plan, 'declared' AS kind, declared AS headcount, 0 AS passed, plan_year || '-03-26' AS day,
    plan_year || '-03-15' AS declared_on, spring AS application, '' AS reason FROM fate
  UNION ALL SELECT plan, 'decreased', decreased, 0, plan_year || '-09-26', NULL, autumn, '参加考核学生减少' FROM fate
    WHERE decreased > 0
  UNION ALL SELECT plan, 'examined', first, first * 4 / 5, first_on, NULL, NULL, '' FROM fate WHERE first > 0
  UNION ALL SELECT plan, 'examined', second, second * 4 / 5, (plan_year + 1) || '-06-20', NULL, NULL, '' FROM fate
    WHERE second > 0
  UNION ALL SELECT plan, 'exited', exited, 0, (plan_year + 1) || '-11-11', NULL, NULL,
    (plan_year + 1) || '年度强制退出' FROM fate WHERE exited > 0)
ORDER BY day, plan)sql";

constexpr const char* kPlanSums = R"sql(
INSERT INTO plan_sum (institution, plan_year, examined_year, plans, headcount, examined, examined_in_year)
SELECT institution, plan_year, examined_year, COUNT(*), SUM(headcount), SUM(examined), SUM(examined_in_year) FROM plan
GROUP BY institution, plan_year, examined_year)sql";

constexpr const char* kEntrySums = R"sql(
INSERT INTO entry_sum (institution, effective_year, effective_on, kind, in_indicators, headcount, passed)
SELECT p.institution, e.effective_year, e.effective_on, e.kind, 1, SUM(e.headcount), SUM(e.passed)
FROM ledger_entry e JOIN plan p ON p.id = e.plan GROUP BY 1, 2, 3, 4)sql";

constexpr const char* kCertificateSums = R"sql(
INSERT INTO certificate_sum (certificate, effective_year, effective_on, kind, in_indicators, headcount, passed)
SELECT p.certificate, e.effective_year, e.effective_on, e.kind, 1, SUM(e.headcount), SUM(e.passed)
FROM ledger_entry e JOIN plan p ON p.id = e.plan GROUP BY 1, 2, 3, 4)sql";

constexpr const char* kBothSums = R"sql(
INSERT INTO institution_certificate_sum (institution, certificate, effective_year, effective_on, kind, in_indicators,
  headcount, passed)
SELECT p.institution, p.certificate, e.effective_year, e.effective_on, e.kind, 1, SUM(e.headcount), SUM(e.passed)
FROM ledger_entry e JOIN plan p ON p.id = e.plan GROUP BY 1, 2, 3, 4, 5)sql";

constexpr const char* kRoundSums = R"sql(
INSERT INTO round_sum (round_year, round_name, round_policy, institution, plans, headcount, examined, passed)
SELECT plan_year, 'spring', 'henan-2021-628', institution, COUNT(*), SUM(declared), SUM(first + second),
  SUM(first * 4 / 5 + second * 4 / 5) FROM fate GROUP BY plan_year, institution)sql";

constexpr const char* kExitRuns = R"sql(
INSERT INTO exit_run (year, ran_at, actor, plans, headcount)
SELECT effective_year, recorded_at, 'department0', COUNT(*), SUM(headcount) FROM ledger_entry WHERE kind = 'exited'
GROUP BY recorded_at ORDER BY recorded_at)sql";

constexpr const char* kHolds = R"sql(
INSERT INTO exit_hold (plan, year, reason, granted_at, actor)
SELECT plan, 2026, '考核已排定', unixepoch('2026-10-08') * 1000, 'department0' FROM fate
WHERE plan_year = 2025 AND slot = 2 AND institution % 50 = 0)sql";

constexpr const char* kIncreases = R"sql(
INSERT INTO application (id, number, kind, institution, status, revision, version, submitted_revision, round_policy,
  round_name, round_year, policy_id, returned_by, waived, created_at, updated_at, first_submitted_at, submitted_at,
  contact_name, contact_phone, line_count, headcount)
SELECT 10000 + id / 10, printf('KJ2026-%06d', 10000 + id / 10), 'increase', id, 'submitted', 1, 2, 1, '', '', 0,
  'henan-2021-628', 'submit', 0, unixepoch('2026-10-09') * 1000, unixepoch('2026-10-09') * 1000,
  unixepoch('2026-10-09') * 1000, unixepoch('2026-10-09') * 1000, '联系人甲', '', 4, 20
FROM institution WHERE id % 10 = 0)sql";

constexpr const char* kIncreaseLines = R"sql(
INSERT INTO application_line (application, revision, position, certificate_text, certificate, level_text, headcount,
  reason, year, plan_year, plan, before)
SELECT 10000 + f.institution / 10, 1, f.slot / 3 - 1, c.name, c.id, f.level, 5, '参加考核学生增加', 2025, 2025, f.plan,
  f.declared - f.decreased
FROM fate f JOIN certificate c ON c.id = f.certificate
WHERE f.plan_year = 2025 AND f.institution % 10 = 0 AND f.slot IN (5, 8, 11, 14))sql";

constexpr std::array kAll{kMakeFate,    kFate,      kPlans,    kMakePapers, kApplications, kSpringLines,
                          kAutumnLines, kEvents,    kEntries,  kPlanSums,   kEntrySums,    kCertificateSums,
                          kBothSums,    kRoundSums, kExitRuns, kHolds,      kIncreases,    kIncreaseLines};

}  // namespace

std::span<const char* const> years_sql() {
  return kAll;
}

}  // namespace kaoji::bench
