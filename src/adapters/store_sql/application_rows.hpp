#pragma once

#include "adapters/store_sql/session.hpp"
#include "ports/application_store.hpp"

namespace kaoji::store_sql {

/// Applications with their lines, timelines and scans as rows.
class ApplicationRows : public ports::ApplicationStore {
 public:
  explicit ApplicationRows(Session& session) : session_(session) {}

  std::optional<core::Application> application(core::ApplicationId id) override;
  std::string number(core::ApplicationId id) override;
  std::vector<core::Line> lines_of_revision(core::ApplicationId id, std::int64_t revision) override;
  std::vector<ports::ApplicationRow> applications(const ports::ApplicationFilter& filter) override;
  std::int64_t count_applications(const ports::ApplicationFilter& filter) override;

  core::Application insert(const core::Application& application, std::string_view number_prefix) override;
  void update(const core::Application& application) override;
  void discard(core::ApplicationId id) override;

  void append_event(core::ApplicationId id, const ports::ApplicationEvent& event) override;
  std::vector<ports::ApplicationEvent> events(core::ApplicationId id) override;

  std::int64_t insert_scan(const ports::Scan& scan) override;
  std::vector<ports::Scan> scans(core::ApplicationId id) override;
  void insert_scan_reading(std::int64_t scan, const ports::KeptReading& reading) override;
  std::optional<ports::KeptReading> scan_reading(std::int64_t scan) override;

  std::vector<std::int64_t> revisions(core::ApplicationId id) override;
  std::vector<ports::StatusCount> count_by_status(const ports::ApplicationFilter& filter) override;
  std::vector<core::ReviewDone> reviews_done(const ports::ApplicationFilter& filter,
                                             const ports::ReviewSpan& span) override;
  std::vector<ports::RoundDeclared> round_declared(const ports::ApplicationFilter& filter,
                                                   std::optional<std::int64_t> last_event) override;
  ports::RoundYield round_yield(const ports::ApplicationFilter& filter) override;
  std::vector<ports::RoundApplication> round_applications(const ports::ApplicationFilter& filter) override;
  std::vector<ports::InstitutionYield> round_yields_after(const ports::ApplicationFilter& filter,
                                                          core::EntryId last) override;
  std::vector<ports::ApplicationRow> voided_at(base::Instant at) override;

  std::vector<ports::RoundDecrease> round_decreases(core::InstitutionId institution, const core::RoundRef& round,
                                                    core::ApplicationId except) override;
  std::vector<ports::AwaitingTouch> awaiting_touches(core::InstitutionId institution,
                                                     core::ApplicationId except) override;
  std::vector<std::pair<core::ApplicationId, core::PlanId>> awaiting_plans() override;
  std::vector<core::ApplicationId> awaiting_on_certificate(core::CertificateId certificate,
                                                           std::optional<core::Level> level) override;

 private:
  void save_lines(const core::Application& application);
  void insert_line(core::ApplicationId id, std::int64_t revision, std::size_t position, const core::Line& line);
  void update_line(core::ApplicationId id, std::int64_t revision, std::size_t position, const core::Line& line);
  void discard_scans(core::ApplicationId id);
  void drop_unsubmitted_revision(core::ApplicationId id, std::int64_t next_revision);
  void approved_decreases(core::InstitutionId institution, const core::RoundRef& round, core::ApplicationId except,
                          std::vector<ports::RoundDecrease>& found);
  void awaiting_decreases(core::InstitutionId institution, const core::RoundRef& round, core::ApplicationId except,
                          std::vector<ports::RoundDecrease>& found);

  Session& session_;
};

}  // namespace kaoji::store_sql
