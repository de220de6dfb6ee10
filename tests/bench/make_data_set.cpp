// Makes the benchmark's data folder: kaoji_bench_data FOLDER. Always the same world, through the store's ports; a
// sandbox opens it and goes on with it.
#include <fmt/format.h>

#include <exception>
#include <filesystem>

#include "adapters/store_sql/open_store.hpp"
#include "bench/data_set.hpp"
#include "bench/set_catalogue.hpp"
#include "cli/data_folder.hpp"

namespace kaoji::bench {

namespace {

constexpr int kInstitutionsOfCommit = 20;

core::RoundRef round_of(core::ApplicationKind kind) {
  return {"henan-2021-628", kind == core::ApplicationKind::decrease ? "autumn" : "spring", 2025};
}

core::LedgerEntry entry(core::PlanId plan, core::EntryKind kind, std::int64_t headcount, base::Date on,
                        core::ApplicationId application) {
  core::LedgerEntry made;
  made.plan = plan;
  made.kind = kind;
  made.headcount = headcount;
  made.effective_on = on;
  made.effective_at = morning(on);
  made.recorded_at = morning(on);
  if (kind == core::EntryKind::declared) made.declared_on = on;
  if (kind == core::EntryKind::examined) made.passed = headcount * 4 / 5;
  made.actor = "department0";
  made.application = application;
  return made;
}

/// Writes one institution with everything that is its own.
class School {
 public:
  School(ports::Transaction& tx, int number, const std::vector<core::CertificateId>& certificates)
      : tx_(tx), number_(number), certificates_(certificates) {}

  void write() {
    id_ = put_school(tx_, number_);
    for (int k = 0; k < kPlansEach; ++k) make_plan(k);
    std::vector<core::ApplicationId> applications;
    for (int j = 0; j < kApplicationsEach; ++j) applications.push_back(decided_application(j));
    for (int k = 0; k < kPlansEach; ++k) {
      const std::size_t declared_by = static_cast<std::size_t>(std::min(k / kLines, kNewApplications - 1));
      append_entries(k, applications[declared_by]);
    }
    for (int j = kNewApplications; j < kApplicationsEach; ++j)
      append_decreases(j, applications[static_cast<std::size_t>(j)]);
  }

 private:
  [[nodiscard]] core::CertificateId certificate_of(const PlanShape& shape) const {
    return certificates_[static_cast<std::size_t>(shape.certificate)];
  }

  void make_plan(int k) {
    const PlanShape shape = plan_of(number_, k);
    plans_.push_back(tx_.plans().find_or_make({id_, certificate_of(shape), shape.level, shape.year}).id);
  }

  void append_entries(int k, core::ApplicationId application) {
    const PlanShape shape = plan_of(number_, k);
    const core::PlanId plan = plans_[static_cast<std::size_t>(k)];
    tx_.plans().append(entry(plan, core::EntryKind::declared, shape.headcount, day(shape.year, 3, 11), application));
    if (k % 3 == 0 && shape.year < 2026)
      tx_.plans().append(entry(plan, core::EntryKind::examined, shape.headcount / 2, day(shape.year, 12, 5), {}));
  }

  void append_decreases(int j, core::ApplicationId application) {
    for (int n = 0; n < kLines; ++n) {
      const core::PlanId plan = plans_[static_cast<std::size_t>(plan_of_line(j, n))];
      tx_.plans().append(entry(plan, core::EntryKind::decreased, 1, day(2025, 9, 26), application));
    }
  }

  [[nodiscard]] core::Line line_of(int k, core::ApplicationKind kind) const {
    const PlanShape shape = plan_of(number_, k);
    core::Line line;
    line.wish.certificate = certificate_name(shape.certificate);
    line.wish.certificate_id = certificate_of(shape);
    line.wish.level_text = core::to_text(shape.level);
    line.plan_year = shape.year;
    if (kind == core::ApplicationKind::decrease) {
      line.wish.headcount = 1;
      line.wish.reason = "参加考核学生减少";
      line.wish.year = shape.year;
      line.plan = plans_[static_cast<std::size_t>(k)];
      line.before = shape.headcount;
    } else {
      line.wish.headcount = shape.headcount;
      line.block = core::AnnexBlock::left;
    }
    return line;
  }

  void append_event(const core::Application& application, const char* event, base::Instant at) {
    ports::ApplicationEvent row;
    row.at = at;
    row.event = event;
    const bool decided = row.event == "approved";
    row.actor = decided ? "department0" : institution_code(number_);
    if (decided) row.stage = core::Stage::final;
    row.revision = 1;
    if (row.event != "created") {
      row.policy_id = application.policy_id;
      row.clause = "二(二)";
    }
    tx_.applications().append_event(application.id, row);
  }

  core::ApplicationId decided_application(int j) {
    core::Application application;
    application.kind = j < kNewApplications ? core::ApplicationKind::new_plans : core::ApplicationKind::decrease;
    application.institution = id_;
    application.status = core::Status::submitted;
    application.round = round_of(application.kind);
    application.policy_id = application.round.policy_id;
    const unsigned month = application.kind == core::ApplicationKind::decrease ? 9 : 3;
    application.created_at = morning(day(2025, month, 12));
    application.first_submitted_at = application.created_at + std::chrono::hours{1};
    application.submitted_at = application.first_submitted_at;
    application.updated_at = *application.submitted_at;
    application.contact_name = "联系人甲";
    for (int n = 0; n < kLines; ++n) application.lines.push_back(line_of(plan_of_line(j, n), application.kind));
    application = tx_.applications().insert(application, "KJ2025-");
    append_event(application, "created", application.created_at);
    append_event(application, "submitted", *application.submitted_at);
    application.status = core::Status::approved;
    application.version = 2;
    application.decided_at = morning(day(2025, month, 26));
    application.updated_at = *application.decided_at;
    tx_.applications().update(application);
    append_event(application, "approved", *application.decided_at);
    return application.id;
  }

  ports::Transaction& tx_;
  int number_;
  const std::vector<core::CertificateId>& certificates_;
  core::InstitutionId id_;
  std::vector<core::PlanId> plans_;
};

void make_data_set(const cli::DataFolder& folder) {
  cli::make_sandbox_folder(folder);
  std::filesystem::copy_file(KAOJI_SOURCE_DIR "/tests/bench/bench_policy.toml", folder.policies() + "/bench.toml");
  store_sql::StoreOptions options;
  options.url = folder.database_url();
  options.sealing = system::read_key_ring(folder.key_places());
  const auto store = store_sql::open_store(options);
  std::vector<core::CertificateId> certificates;
  store->write_and_wait([&](ports::Transaction& tx) { certificates = put_catalogue(tx); });
  for (int first = 0; first < kInstitutions; first += kInstitutionsOfCommit) {
    store->write_and_wait([&](ports::Transaction& tx) {
      for (int i = first; i < first + kInstitutionsOfCommit; ++i) School(tx, i, certificates).write();
    });
  }
}

}  // namespace

}  // namespace kaoji::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "Usage: kaoji_bench_data FOLDER\n");
    return 2;
  }
  try {
    kaoji::bench::make_data_set(kaoji::cli::DataFolder(argv[1]));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
