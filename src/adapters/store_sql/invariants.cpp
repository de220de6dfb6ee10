#include "adapters/store_sql/invariants.hpp"

#include <fmt/format.h>

#include "adapters/store_sql/plan_rows.hpp"
#include "adapters/store_sql/seal_rows.hpp"
#include "adapters/store_sql/stored_words.hpp"

namespace kaoji::store_sql {

namespace {

/// A query that must find nothing; each row is one text that names the offender.
struct Invariant {
  std::string_view name;
  std::string_view sql;
};

constexpr Invariant kInvariants[] = {
    {"live is never below 0",
     "SELECT 'plan ' || id || ': headcount ' || headcount || ', examined ' || examined FROM plan "
     "WHERE headcount < 0 OR examined < 0 OR examined > headcount ORDER BY id"},
    {"the entries of an approved application equal its lines",
     "SELECT 'application ' || a.id || ': lines ' || COALESCE(l.headcount, 0) || ', entries ' || "
     "COALESCE(e.headcount, 0) FROM application a "
     "LEFT JOIN (SELECT l.application, SUM(l.headcount) AS headcount FROM application_line l JOIN application b "
     "ON b.id = l.application AND b.revision = l.revision WHERE l.except_stage IS NULL GROUP BY l.application) l "
     "ON l.application = a.id "
     "LEFT JOIN (SELECT application, SUM(headcount) AS headcount FROM ledger_entry "
     "WHERE reverses IS NULL GROUP BY application) e ON e.application = a.id "
     "WHERE (a.status IN ('approved', 'partly-approved') AND COALESCE(l.headcount, 0) <> COALESCE(e.headcount, 0)) "
     "OR (a.status NOT IN ('approved', 'partly-approved') AND e.headcount IS NOT NULL) ORDER BY a.id"},
    {"entries fit the kind of their application",
     "SELECT 'entry ' || e.id || ': ' || e.kind || ' from ' || a.kind FROM ledger_entry e "
     "JOIN application a ON a.id = e.application JOIN plan p ON p.id = e.plan WHERE p.institution <> a.institution "
     "OR e.kind <> CASE a.kind WHEN 'new' THEN 'declared' WHEN 'increase' THEN 'increased' ELSE 'decreased' END "
     "ORDER BY e.id"},
    {"one awaiting application per plan",
     "SELECT 'institution ' || t.institution || ', certificate ' || t.certificate || ' ' || t.level_text || ' ' || "
     "t.plan_year || ': ' || COUNT(*) || ' applications' FROM (SELECT DISTINCT a.id, a.institution, l.certificate, "
     "l.level_text, l.plan_year FROM application a JOIN application_line l ON l.application = a.id "
     "AND l.revision = a.revision WHERE a.status IN ('submitted', 'forwarded')) t "
     "GROUP BY t.institution, t.certificate, t.level_text, t.plan_year HAVING COUNT(*) > 1 ORDER BY 1"},
    {"a submitted application has what submission needs",
     "SELECT 'application ' || a.id FROM application a WHERE a.status <> 'draft' AND (a.submitted_at IS NULL "
     "OR a.first_submitted_at IS NULL OR a.submitted_revision IS NULL OR a.policy_id = '' "
     // Of the revision that was submitted: one that came back may be emptied while it is mended.
     "OR NOT EXISTS (SELECT 1 FROM application_line l WHERE l.application = a.id "
     "AND l.revision = a.submitted_revision)) ORDER BY a.id"},
    {"an application's sums equal its lines",
     "SELECT 'application ' || a.id FROM application a LEFT JOIN (SELECT application, revision, COUNT(*) AS lines, "
     "COALESCE(SUM(headcount), 0) AS headcount FROM application_line GROUP BY application, revision) l "
     "ON l.application = a.id AND l.revision = a.revision "
     "WHERE a.line_count <> COALESCE(l.lines, 0) OR a.headcount <> COALESCE(l.headcount, 0) ORDER BY a.id"},
    {"a scan's revision exists",
     "SELECT 'scan ' || s.id FROM scan s LEFT JOIN application a ON a.id = s.application "
     "WHERE a.id IS NULL OR s.revision > a.revision ORDER BY s.id"},
    {"the scan that an application goes by exists",
     "SELECT 'application ' || a.id FROM application a WHERE a.scan_revision IS NOT NULL AND NOT EXISTS "
     "(SELECT 1 FROM scan s WHERE s.application = a.id AND s.revision = a.scan_revision) ORDER BY a.id"},
    {"audit numbers follow without gaps",
     "SELECT 'audit row ' || seq FROM (SELECT seq, ROW_NUMBER() OVER (ORDER BY seq) AS place FROM audit_row) numbered "
     "WHERE seq <> place ORDER BY seq"},
    {"each audit row follows from the one before",
     "SELECT 'audit row ' || seq FROM (SELECT seq, prev, LAG(digest) OVER (ORDER BY seq) AS before FROM audit_row) "
     "chained "
     "WHERE before IS NOT NULL AND prev <> before ORDER BY seq"},
    {"sums by plan year equal the plans",
     "SELECT 'institution ' || institution || ', plan year ' || plan_year || ', examined in ' || examined_year FROM ("
     "SELECT institution, plan_year, examined_year, COUNT(*) AS plans, SUM(headcount) AS headcount, "
     "SUM(examined) AS examined, SUM(examined_in_year) AS examined_in_year FROM plan "
     "GROUP BY institution, plan_year, examined_year UNION ALL SELECT institution, plan_year, examined_year, -plans, "
     "-headcount, -examined, -examined_in_year FROM plan_sum) both_sides GROUP BY institution, plan_year, "
     "examined_year "
     "HAVING SUM(plans) <> 0 OR SUM(headcount) <> 0 OR SUM(examined) <> 0 OR SUM(examined_in_year) <> 0 ORDER BY 1"},
    {"sums by day equal the ledger",
     "SELECT 'institution ' || institution || ', ' || effective_on || ', ' || kind FROM ("
     "SELECT p.institution, e.effective_year, e.effective_on, e.kind, e.in_indicators, e.headcount, e.passed "
     "FROM ledger_entry e JOIN plan p ON p.id = e.plan UNION ALL SELECT institution, effective_year, effective_on, "
     "kind, "
     "in_indicators, -headcount, -passed FROM entry_sum) both_sides "
     "GROUP BY institution, effective_year, effective_on, kind, in_indicators "
     "HAVING SUM(headcount) <> 0 OR SUM(passed) <> 0 ORDER BY 1"},
    {"sums by certificate equal the ledger",
     "SELECT 'certificate ' || certificate || ', ' || effective_on || ', ' || kind FROM ("
     "SELECT p.certificate, e.effective_year, e.effective_on, e.kind, e.in_indicators, e.headcount, e.passed "
     "FROM ledger_entry e JOIN plan p ON p.id = e.plan UNION ALL SELECT certificate, effective_year, effective_on, "
     "kind, in_indicators, -headcount, -passed FROM certificate_sum) both_sides "
     "GROUP BY certificate, effective_year, effective_on, kind, in_indicators "
     "HAVING SUM(headcount) <> 0 OR SUM(passed) <> 0 ORDER BY 1"},
    {"sums by institution and certificate equal the ledger",
     "SELECT 'institution ' || institution || ', certificate ' || certificate || ', ' || effective_on || ', ' || kind "
     "FROM (SELECT p.institution, p.certificate, e.effective_year, e.effective_on, e.kind, e.in_indicators, "
     "e.headcount, e.passed FROM ledger_entry e JOIN plan p ON p.id = e.plan UNION ALL SELECT institution, "
     "certificate, effective_year, effective_on, kind, in_indicators, -headcount, -passed FROM "
     "institution_certificate_sum) both_sides "
     "GROUP BY institution, certificate, effective_year, effective_on, kind, in_indicators "
     "HAVING SUM(headcount) <> 0 OR SUM(passed) <> 0 ORDER BY 1"},
    {"sums by round equal the ledger",
     "SELECT 'institution ' || institution || ', ' || round_name || ' ' || round_year FROM ("
     "SELECT y.round_year, y.round_name, y.round_policy, p.institution, 1 AS plans, y.headcount, "
     "CASE WHEN p.examined < y.headcount THEN p.examined ELSE y.headcount END AS examined, "
     "CASE WHEN p.passed < y.headcount THEN p.passed ELSE y.headcount END AS passed FROM (SELECT a.round_year, "
     "a.round_name, a.round_policy, e.plan, SUM(e.headcount + COALESCE(r.headcount, 0)) AS headcount FROM application "
     "a CROSS JOIN ledger_entry e LEFT JOIN ledger_entry r ON r.reverses = e.id WHERE e.application = a.id "
     "AND +e.reverses IS NULL AND a.kind = 'new' GROUP BY a.round_year, a.round_name, a.round_policy, e.plan) y "
     "JOIN plan p ON p.id = y.plan WHERE y.headcount > 0 UNION ALL SELECT round_year, round_name, round_policy, "
     "institution, -plans, -headcount, -examined, -passed FROM round_sum) both_sides "
     "GROUP BY round_year, round_name, round_policy, institution "
     "HAVING SUM(plans) <> 0 OR SUM(headcount) <> 0 OR SUM(examined) <> 0 OR SUM(passed) <> 0 ORDER BY 1"},
    {"an edition knows no entry that is not there",
     "SELECT 'edition ' || id FROM edition WHERE last_entry > (SELECT COALESCE(MAX(id), 0) FROM ledger_entry) "
     "OR last_event > (SELECT COALESCE(MAX(id), 0) FROM application_event) ORDER BY id"},
    {"an entry's year is the year of its day",
     "SELECT 'entry ' || id FROM ledger_entry WHERE effective_year <> CAST(substr(effective_on, 1, 4) AS BIGINT) "
     "ORDER BY id"},
    {"a reversing entry mirrors the one it takes back",
     "SELECT 'entry ' || r.id FROM ledger_entry r JOIN ledger_entry e ON e.id = r.reverses "
     "WHERE r.plan <> e.plan OR r.kind <> e.kind OR r.headcount <> -e.headcount OR r.passed <> -e.passed ORDER BY "
     "r.id"},
    {"a session belongs to an account that may sign in",
     "SELECT 'session of account ' || s.account FROM session s LEFT JOIN account a ON a.id = s.account "
     "WHERE a.id IS NULL OR a.disabled = 1 ORDER BY s.account"},
    {"an admission is used by an increase of its institution",
     "SELECT 'admission ' || g.id FROM admission g JOIN application a ON a.id = g.used_by "
     "WHERE a.institution <> g.institution OR a.kind <> 'increase' ORDER BY g.id"},
    {"a waiver is used by a decrease of its institution",
     "SELECT 'waiver ' || g.id FROM waiver g JOIN application a ON a.id = g.used_by "
     "WHERE a.institution <> g.institution OR a.kind <> 'decrease' ORDER BY g.id"},
    {"an institution is told of its own voided applications",
     "SELECT 'notice ' || n.id FROM notice n JOIN application a ON a.id = n.application "
     "WHERE a.institution <> n.institution OR a.status <> 'voided' ORDER BY n.id"},
    {"a closed level says so in the catalogue",
     "SELECT 'closure ' || k.id FROM closure k LEFT JOIN certificate_level l ON l.certificate = k.certificate "
     "AND l.level = k.level WHERE COALESCE(l.closed_from, '') <> k.from_day ORDER BY k.id"},
};

void run(Session& session, const Invariant& invariant, std::vector<ports::BrokenRow>& broken) {
  auto query = session.query({invariant.sql, "t"});
  while (query.next()) broken.push_back({std::string{invariant.name}, query.text()});
}

/// Folds every plan's ledger with core::after, in one walk over both tables, and compares with the stored balance.
class BalanceCheck {
 public:
  explicit BalanceCheck(std::vector<ports::BrokenRow>& broken) : broken_(broken) {}

  void walk(Session& session) {
    static const std::string text = fmt::format(
        "SELECT {}, e.id, e.kind, e.headcount, e.passed, e.effective_on, e.declared_on FROM plan p "
        "LEFT JOIN ledger_entry e ON e.plan = p.id ORDER BY p.id, e.id",
        kPlanSelect);
    static const std::string columns = std::string{kPlanColumns} + "ntnntt";
    auto query = session.query({text, columns});
    while (query.next()) {
      core::Plan plan;
      read_plan(query, plan);
      if (plan.id != plan_.id) finish();
      plan_ = plan;
      const auto entry_id = query.number_or_null();
      if (!entry_id) continue;
      core::LedgerEntry entry;
      entry.kind = entry_kind_in(query.text());
      entry.headcount = query.number();
      entry.passed = query.number();
      entry.effective_on = query.date();
      entry.declared_on = query.date_or_null();
      folded_ = core::after(folded_, entry);
    }
    finish();
  }

 private:
  void finish() {
    if (plan_.id.some() && plan_.balance != folded_) {
      broken_.push_back(
          {"a balance equals the fold of its ledger",
           fmt::format("plan {}: stored headcount {}, examined {}; by the ledger {}, {}", plan_.id.value,
                       plan_.balance.headcount, plan_.balance.examined, folded_.headcount, folded_.examined)});
    }
    folded_ = core::Balance{};
  }

  std::vector<ports::BrokenRow>& broken_;
  core::Plan plan_;
  core::Balance folded_;
};

}  // namespace

std::vector<ports::BrokenRow> broken_rows(Session& session) {
  std::vector<ports::BrokenRow> broken;
  BalanceCheck(broken).walk(session);
  for (const Invariant& invariant : kInvariants) run(session, invariant, broken);
  find_broken_seals(session, broken);
  return broken;
}

}  // namespace kaoji::store_sql
