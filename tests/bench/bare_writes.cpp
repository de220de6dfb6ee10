#include <fmt/format.h>

#include <stdexcept>
#include <vector>

#include "bench/bare_database.hpp"
#include "bench/data_set.hpp"

namespace kaoji::bench {

namespace {

constexpr std::int64_t kNow = 1'773'280'800'000;  // 12 March 2026 in milliseconds
const std::string kDigest(64, 'd');
/// As long as the server's answers to these two, which it keeps for a repeated request.
const std::string kSubmitAnswer(4688, '{');
const std::string kReviewAnswer(1713, '{');

/// What every write leaves behind: its row of the audit trail and its answer.
class Records {
 public:
  explicit Records(BareDatabase& database)
      : last_(database, "SELECT seq, digest FROM audit_row ORDER BY seq DESC LIMIT 1"),
        audit_(
            database,
            "INSERT INTO audit_row (seq, at, account, actor, role, act, object, result, detail, request_id, address, "
            "prev, digest) VALUES (?, ?, 1, ?, ?, ?, ?, 'ok', ?, '0123456789abcdef', '127.0.0.1', ?, ?)"),
        answer_(database,
                "INSERT INTO answer (account, idempotency_key, request_digest, status, content_type, etag, location, "
                "body, at) VALUES (1, ?, ?, 201, 'application/json', '\"1\"', '', ?, ?)") {}

  void keep(const char* act, const std::string& object, const std::string& body) {
    const bool some = last_.start().next();
    const std::int64_t seq = some ? last_.number(0) + 1 : 1;
    const std::string prev = some ? last_.text(1) : kDigest;
    last_.start();
    audit_.start(seq, kNow, "10001", "institution-clerk", act, object, object, prev, kDigest).drain();
    answer_.start(fmt::format("bare-{}-{}", act, seq), kDigest, body, kNow).drain();
  }

 private:
  BareStatement last_;
  BareStatement audit_;
  BareStatement answer_;
};

constexpr const char* kInsertEvent =
    "INSERT INTO application_event (application, at, event, actor, stage, revision, note, policy_id, clause) "
    "VALUES (?, ?, ?, '10001', NULLIF(?, ''), 1, '', 'bench', '二(二)3')";

class Submitting {
 public:
  explicit Submitting(BareDatabase& database)
      : database_(database),
        account_(database, "SELECT * FROM account WHERE login = ?"),
        institution_(database, "SELECT * FROM institution WHERE id = ?"),
        plan_(database,
              "SELECT p.*, c.name FROM certificate c JOIN plan p ON p.certificate = c.id "
              "WHERE c.name = ? AND p.institution = ? AND p.level = ? AND p.plan_year = ?"),
        application_(database,
                     "INSERT INTO application (number, kind, institution, status, revision, version, "
                     "submitted_revision, round_policy, round_name, round_year, policy_id, returned_by, waived, "
                     "created_at, updated_at, first_submitted_at, submitted_at, contact_name, contact_phone, "
                     "line_count, headcount) VALUES ('', 'decrease', ?, 'submitted', 1, 2, 1, 'bench', 'spring', 2026, "
                     "'bench', 'submit', 0, ?, ?, ?, ?, '联系人甲', '', 8, 8)"),
        number_(database, "UPDATE application SET number = ? WHERE id = ?"),
        line_(database,
              "INSERT INTO application_line (application, revision, position, certificate_text, certificate, "
              "level_text, headcount, reason, year, plan_year, plan, before) "
              "VALUES (?, 1, ?, ?, ?, ?, 1, '参加考核学生减少', ?, ?, ?, ?)"),
        event_(database, kInsertEvent),
        records_(database) {}

  void submit(std::int64_t n) {
    const int i = static_cast<int>(n % kInstitutions);
    const int j = static_cast<int>(n / kInstitutions) % kNewApplications;
    database_.run("BEGIN IMMEDIATE");
    account_.start(institution_code(i)).drain();
    institution_.start(i + 1).drain();
    application_.start(i + 1, kNow, kNow, kNow, kNow).drain();
    const std::int64_t id = database_.last_id();
    const std::string number = fmt::format("KJ2026-{:06}", id);
    number_.start(number, id).drain();
    for (int line = 0; line < kLines; ++line) write_line(id, i, plan_of_line(j, line), line);
    event_.start(id, kNow, "submitted", "").drain();
    records_.keep("application-submit", fmt::format("application/{}", id), kSubmitAnswer);
    database_.run("COMMIT");
  }

 private:
  void write_line(std::int64_t application, int i, int k, int position) {
    const PlanShape shape = plan_of(i, k);
    const std::string name = certificate_name(shape.certificate);
    const std::string level(core::to_text(shape.level));
    if (!plan_.start(name, i + 1, level, shape.year).next()) throw std::runtime_error("no such plan");
    const std::int64_t plan = plan_.number(0);
    const std::int64_t certificate = plan_.number(2);
    const std::int64_t before = plan_.number(10);
    plan_.start(name, i + 1, level, shape.year).drain();
    line_.start(application, position, name, certificate, level, shape.year, shape.year, plan, before).drain();
  }

  BareDatabase& database_;
  BareStatement account_;
  BareStatement institution_;
  BareStatement plan_;
  BareStatement application_;
  BareStatement number_;
  BareStatement line_;
  BareStatement event_;
  Records records_;
};

class Deciding {
 public:
  explicit Deciding(BareDatabase& database)
      : database_(database),
        account_(database, "SELECT * FROM account WHERE login = 'department0'"),
        application_(database, "SELECT * FROM application WHERE id = ?"),
        institution_(database, "SELECT * FROM institution WHERE id = ?"),
        lines_(database,
               "SELECT l.plan, p.*, l.* FROM application_line l JOIN plan p ON p.id = l.plan "
               "WHERE l.application = ? AND l.revision = 1 ORDER BY l.position"),
        decided_(database,
                 "UPDATE application SET status = 'approved', version = version + 1, updated_at = ?, decided_at = ? "
                 "WHERE id = ?"),
        entry_(database,
               "INSERT INTO ledger_entry (plan, kind, headcount, passed, effective_on, effective_year, effective_at, "
               "recorded_at, in_indicators, actor, application, reason) "
               "VALUES (?, 'decreased', 1, 0, '2026-03-26', 2026, ?, ?, 1, 'department0', ?, '参加考核学生减少')"),
        balance_(database, "UPDATE plan SET decreased = decreased + 1, headcount = headcount - 1 WHERE id = ?"),
        plan_sum_(database,
                  "UPDATE plan_sum SET headcount = headcount - 1 WHERE (institution, plan_year, examined_year) = "
                  "(SELECT institution, plan_year, examined_year FROM plan WHERE id = ?)"),
        entry_sum_(database,
                   "INSERT INTO entry_sum (institution, effective_year, effective_on, kind, in_indicators, headcount, "
                   "passed) VALUES (?, 2026, '2026-03-26', 'decreased', 1, 8, 0) ON CONFLICT (institution, "
                   "effective_year, effective_on, kind, in_indicators) DO UPDATE SET "
                   "headcount = entry_sum.headcount + excluded.headcount"),
        event_(database, kInsertEvent),
        records_(database) {}

  void decide(std::int64_t id) {
    database_.run("BEGIN IMMEDIATE");
    account_.start().drain();
    if (!application_.start(id).next()) throw std::runtime_error("no such application");
    const std::int64_t institution = application_.number(3);
    application_.start(id).drain();
    institution_.start(institution).drain();
    std::int64_t plans[kLines] = {};
    int count = 0;
    for (lines_.start(id); lines_.next() && count < kLines; ++count) plans[count] = lines_.number(0);
    lines_.start(id).drain();
    decided_.start(kNow, kNow, id).drain();
    for (const std::int64_t plan : plans) {
      entry_.start(plan, kNow, kNow, id).drain();
      balance_.start(plan).drain();
    }
    // The lines of an application lie in one year or two: the server sums them up before it writes.
    plan_sum_.start(plans[0]).drain();
    plan_sum_.start(plans[kLines - 1]).drain();
    entry_sum_.start(institution).drain();
    event_.start(id, kNow, "approved", "final").drain();
    records_.keep("application-review", fmt::format("application/{}", id), kReviewAnswer);
    database_.run("COMMIT");
  }

 private:
  BareDatabase& database_;
  BareStatement account_;
  BareStatement application_;
  BareStatement institution_;
  BareStatement lines_;
  BareStatement decided_;
  BareStatement entry_;
  BareStatement balance_;
  BareStatement plan_sum_;
  BareStatement entry_sum_;
  BareStatement event_;
  Records records_;
};

}  // namespace

BareRun submit_applications(BareDatabase& database, double seconds) {
  Submitting submitting(database);
  return repeat(seconds, [&](std::int64_t n) {
    submitting.submit(n);
    return true;
  });
}

BareRun decide_applications(BareDatabase& database, double seconds) {
  std::vector<std::int64_t> waiting;
  BareStatement list(database, "SELECT id FROM application WHERE status = 'submitted' ORDER BY id");
  for (list.start(); list.next();) waiting.push_back(list.number(0));
  Deciding deciding(database);
  return repeat(seconds, [&](std::int64_t n) {
    if (n >= static_cast<std::int64_t>(waiting.size())) return false;
    deciding.decide(waiting[static_cast<std::size_t>(n)]);
    return true;
  });
}

}  // namespace kaoji::bench
