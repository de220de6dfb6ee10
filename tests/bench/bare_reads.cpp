#include <stdexcept>

#include "bench/bare_database.hpp"
#include "bench/data_set.hpp"

namespace kaoji::bench {

namespace {

constexpr const char* kPlanRows =
    "SELECT p.id, p.institution, p.certificate, p.level, p.plan_year, p.carried, p.declared, p.increased, p.decreased, "
    "p.exited_headcount, p.headcount, p.examined, p.passed, p.examined_year, p.examined_in_year, p.exited, "
    "p.declared_on, p.use_from, i.code, i.name, c.name, c.organisation FROM plan p "
    "JOIN institution i ON i.id = p.institution JOIN certificate c ON c.id = p.certificate ";

void check(bool good, const char* what) {
  if (!good) throw std::runtime_error(what);
}

}  // namespace

BareRun read_plans_page(BareDatabase& database, double seconds) {
  BareStatement account(database, "SELECT * FROM account WHERE login = ?");
  BareStatement institution(database, "SELECT * FROM institution WHERE code = ?");
  BareStatement page(
      database,
      (std::string{kPlanRows} + "WHERE p.institution = ? AND p.plan_year = ? ORDER BY p.id LIMIT 20").c_str());
  BareStatement sums(database,
                     "SELECT COUNT(*), SUM(headcount), SUM(headcount - examined + CASE WHEN examined_year = 2026 THEN "
                     "examined_in_year ELSE 0 END), SUM(examined) FROM plan WHERE institution = ? AND plan_year = ?");
  return repeat(seconds, [&](std::int64_t n) {
    const int i = static_cast<int>(n * 7 % kInstitutions);
    const int year = kFirstYear + i % 2 + 2 * static_cast<int>(n % 4);
    const std::string code = institution_code(i);
    database.run("BEGIN");
    account.start(code).drain();
    check(institution.start(code).next(), "no such institution");
    const std::int64_t id = institution.number(0);
    institution.start(code).drain();
    check(page.start(id, year).drain() == 20, "a page has 20 plans");
    sums.start(id, year).drain();
    database.run("COMMIT");
    return true;
  });
}

BareRun read_application(BareDatabase& database, double seconds) {
  BareStatement account(database, "SELECT * FROM account WHERE login = ?");
  BareStatement application(database, "SELECT * FROM application WHERE id = ?");
  BareStatement institution(database, "SELECT * FROM institution WHERE id = ?");
  BareStatement lines(database,
                      "SELECT l.*, c.name, c.organisation FROM application_line l JOIN certificate c "
                      "ON c.id = l.certificate WHERE l.application = ? AND l.revision = ? ORDER BY l.position");
  BareStatement events(database, "SELECT * FROM application_event WHERE application = ? ORDER BY id");
  BareStatement scans(database, "SELECT * FROM scan WHERE application = ? ORDER BY id DESC");
  return repeat(seconds, [&](std::int64_t n) {
    const int i = static_cast<int>(n * 7 % kInstitutions);
    const std::string code = institution_code(i);
    const std::int64_t id = std::int64_t{i} * kApplicationsEach + n % kApplicationsEach + 1;
    database.run("BEGIN");
    account.start(code).drain();
    check(application.start(id).drain() == 1, "no such application");
    institution.start(i + 1).drain();
    check(lines.start(id, 1).drain() == kLines, "an application has eight lines");
    events.start(id).drain();
    scans.start(id).drain();
    database.run("COMMIT");
    return true;
  });
}

BareRun read_totals(BareDatabase& database, double seconds) {
  BareStatement totals(database,
                       "SELECT COALESCE(i.bureau, ''), i.kind, p.plan_year, COUNT(*), SUM(p.headcount), "
                       "SUM(p.headcount - p.examined + CASE WHEN p.examined_year = 2026 THEN p.examined_in_year ELSE 0 "
                       "END), SUM(p.examined) FROM plan p JOIN institution i ON i.id = p.institution "
                       "GROUP BY i.bureau, i.kind, p.plan_year ORDER BY 1, 2, 3");
  return repeat(seconds, [&](std::int64_t) { return totals.start().drain() > 0; });
}

BareRun read_all_plans(BareDatabase& database, double seconds) {
  BareStatement plans(database, (std::string{kPlanRows} + "ORDER BY p.id").c_str());
  return repeat(seconds,
                [&](std::int64_t) { return plans.start().drain() == std::int64_t{kInstitutions} * kPlansEach; });
}

}  // namespace kaoji::bench
