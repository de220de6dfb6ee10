#include "adapters/round_archive/made_up_round.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <map>
#include <stdexcept>

#include "adapters/archive_json/json_texts.hpp"
#include "adapters/bundles_zip/zip_bundles.hpp"
#include "adapters/sheets_xlsx/xlsx_books.hpp"
#include "usecases/audit_trail.hpp"
#include "usecases/sealed_bundle.hpp"

namespace kaoji::round_archive {

namespace {

/// The archive holds a print as it comes; what is printed on it is told elsewhere.
class PlainPrinter : public ports::FormPrinter {
 public:
  std::string print(const ports::FormDocument& document) const override {
    return fmt::format("%PDF-1.7 {} {}", document.number, document.revision);
  }
  std::vector<std::size_t> rows_of_pages(const ports::FormDocument&) const override { return {}; }
};

class PlainPapers : public ports::PaperPrinter {
 public:
  std::string print(const ports::Paper&) const override { return "%PDF-1.7"; }
};

/// Scans in memory.
class HeldFiles : public ports::FileStore {
 public:
  explicit HeldFiles(const ports::Crypto& crypto) : crypto_(crypto) {}
  std::string keep(std::string_view bytes) override {
    const std::string digest = crypto_.sm3(bytes);
    files_[digest] = bytes;
    return digest;
  }
  std::optional<std::string> path(std::string_view digest) const override {
    return files_.contains(digest) ? std::optional<std::string>(digest) : std::nullopt;
  }
  std::optional<std::string> bytes(std::string_view digest) const override {
    const auto found = files_.find(digest);
    return found == files_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  const ports::Crypto& crypto_;
  std::map<std::string, std::string, std::less<>> files_;
};

std::string scan_text(std::int64_t application) {
  return fmt::format("%PDF-1.7 a made-up scan of application {}", application);
}

ports::ArchivedApplication application(std::int64_t id, std::string status, const ports::Crypto& crypto) {
  ports::ArchivedApplication one;
  one.id = id;
  one.number = fmt::format("KJ2026-{:06}", id);
  one.kind = "new";
  one.status = std::move(status);
  one.institution_code = "EX-0001";
  one.institution_name = "示例职业技术学院";
  one.institution_kind = "higher-vocational";
  one.revision = 1;
  one.policy = "henan-2021-628";
  one.first_submitted_at = 1'773'000'000'000;
  one.submitted_at = 1'773'000'000'000;
  one.form = fmt::format("files/{}/汇总表 r1.pdf", one.number);
  one.form_digest = crypto.sm3(one.number);
  const std::string scan = scan_text(id);
  one.scans = {{1, crypto.sm3(scan), static_cast<std::int64_t>(scan.size()), 1, 1'773'000'000'000, "EX-0001",
                fmt::format("files/{}/扫描件 r1-1.pdf", one.number)}};
  one.events = {{1'773'000'000'000, "submitted", "EX-0001", "", 1, "", "henan-2021-628", "二(一)"}};
  return one;
}

ports::ArchivedLine line(std::int64_t plan, std::int64_t headcount, bool excepted) {
  ports::ArchivedLine one;
  one.certificate = "Web前端开发";
  one.level = "初级";
  one.headcount = headcount;
  one.plan_year = 2026;
  one.plan = plan;
  one.block = "left";
  if (excepted) {
    one.excepted_at = "final";
    one.excepted_by = "department";
    one.excepted_reason = "人数与学籍不符";
  }
  return one;
}

ports::ArchivedPlan plan(std::int64_t id, std::int64_t declared) {
  ports::ArchivedPlan one;
  one.id = id;
  one.institution_code = "EX-0001";
  one.certificate = "Web前端开发";
  one.level = "初级";
  one.year = 2026;
  one.declared = declared;
  one.headcount = declared;
  one.declared_on = "2026-03-12";
  one.use_from = "2026-03-26";
  return one;
}

ports::ArchivedEntry entry(std::int64_t id, std::int64_t of_plan, std::string kind, std::int64_t headcount) {
  ports::ArchivedEntry one;
  one.id = id;
  one.plan = of_plan;
  one.kind = std::move(kind);
  one.headcount = headcount;
  one.effective_on = "2026-03-26";
  one.effective_at = 1'774'000'000'000;
  one.recorded_at = 1'774'000'000'000;
  one.actor = "department";
  if (one.kind == "declared") one.declared_on = "2026-03-12";
  return one;
}

void add_audit(usecases::RoundArchive& round, std::int64_t seq, std::int64_t application_id, std::string prev,
               const ports::Crypto& crypto) {
  ports::AuditRow row;
  row.seq = seq;
  row.at = base::Instant{std::chrono::milliseconds{1'773'000'000'000 + seq}};
  row.account = {7};
  row.actor = "EX-0001";
  row.role = "institution-clerk";
  row.act = "application-submit";
  row.object = fmt::format("application/{}", application_id);
  row.result = "ok";
  row.detail = "a made-up row";
  row.request_id = fmt::format("3f9c-{}", seq);
  row.address = "192.0.2.7";
  row.prev = prev.empty() ? round.audit.back().digest : std::move(prev);
  row.digest = crypto.sm3(usecases::canonical_text(row));
  round.audit.push_back({row.seq, row.at.time_since_epoch().count(), row.account.value, row.actor, row.role, row.act,
                         row.object, row.result, row.detail, row.request_id, row.address, row.prev, row.digest});
}

}  // namespace

usecases::RoundArchive made_up_round(const ports::Crypto& crypto) {
  usecases::RoundArchive round;
  round.applications = {application(1, "approved", crypto), application(2, "partly-approved", crypto),
                        application(3, "rejected", crypto)};
  round.applications[0].lines = {line(11, 40, false)};
  round.applications[1].lines = {line(12, 30, false), line(13, 20, true)};
  round.applications[2].lines = {line(13, 25, false)};
  round.plans = {plan(11, 40), plan(12, 30), plan(13, 0)};
  round.plans[2].declared_on.clear();
  round.plans[2].use_from.clear();
  round.entries = {entry(101, 11, "declared", 40), entry(102, 11, "examined", 15), entry(103, 11, "examined", -15),
                   entry(104, 12, "declared", 30)};
  round.entries[0].application = 1;
  round.entries[2].reverses = 102;
  round.entries[3].application = 2;
  add_audit(round, 5, 1, std::string(64, 'a'), crypto);
  add_audit(round, 6, 2, "", crypto);
  add_audit(round, 9, 3, std::string(64, 'b'), crypto);
  add_audit(round, 12, 1, std::string(64, 'c'), crypto);
  round.policies = {{"henan-2021-628", "id = \"henan-2021-628\"\n"}};
  for (const auto& one : round.applications) {
    ports::FormDocument form;
    form.number = one.number;
    round.forms.push_back(form);
  }
  ports::ArchivedRound& about = round.round;
  about = {std::string(usecases::kArchiveFormat), "kaoji test", "", "henan-2021-628", "spring", 2026, "春季学期"};
  about.zone = "Asia/Shanghai";
  about.zone_minutes = 480;
  about.policies = {"henan-2021-628"};
  about.applications = 3;
  about.scans = 3;
  about.plans = 3;
  about.entries = 4;
  about.audit_rows = 4;
  about.audit_head_seq = 12;
  about.audit_head_digest = round.audit.back().digest;
  about.totals = {{"new", "approved", 1, 1, 40}, {"new", "partly-approved", 1, 2, 50}, {"new", "rejected", 1, 1, 25}};
  return round;
}

std::string archive_bytes(const usecases::RoundArchive& round, const ports::Crypto& crypto) {
  HeldFiles files(crypto);
  for (const auto& one : round.applications) static_cast<void>(files.keep(scan_text(one.id)));
  const bundles_zip::ZipBundles bundles;
  const PlainPrinter printer;
  const PlainPapers papers;
  const sheets_xlsx::XlsxBooks books;
  const archive_json::JsonTexts texts;
  std::string bytes;
  usecases::write_archive(round, {bundles, printer, papers, books, files}, texts,
                          [&bytes](std::string_view more) { bytes += more; });
  return bytes;
}

namespace {

/// An unnamed file with these bytes.
class Held {
 public:
  explicit Held(std::string_view bytes) : fd_(open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
    while (!bytes.empty()) {
      const ssize_t gone = write(fd_, bytes.data(), bytes.size());
      if (gone <= 0) throw std::runtime_error("no room for a test's file");
      bytes.remove_prefix(static_cast<std::size_t>(gone));
    }
  }
  ~Held() { close(fd_); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  [[nodiscard]] int descriptor() const { return fd_; }

 private:
  int fd_;
};

}  // namespace

Members members_of(const std::string& bytes) {
  const Held file(bytes);
  const auto reader = bundles_zip::ZipBundles().reader(file.descriptor(), 1000);
  Members members;
  while (auto name = reader->next()) {
    members.emplace_back(*std::move(name), "");
    for (auto piece = reader->read(4096); !piece.empty(); piece = reader->read(4096)) members.back().second += piece;
  }
  return members;
}

std::string bundle_of(const Members& members) {
  std::string bytes;
  const auto writer = bundles_zip::ZipBundles().writer([&bytes](std::string_view more) { bytes += more; });
  for (const auto& [name, content] : members) writer->add(name, content);
  writer->finish();
  return bytes;
}

std::string sealed_bundle_of(Members members) {
  std::erase_if(members, [](const auto& member) { return member.first == usecases::kManifestName; });
  std::string bytes;
  const bundles_zip::ZipBundles bundles;
  usecases::SealedBundle bundle(bundles, [&bytes](std::string_view more) { bytes += more; });
  for (const auto& [name, content] : members) bundle.add(name, content);
  bundle.finish();
  return bytes;
}

usecases::ArchiveVerdict verdict_of(const std::string& bytes, const ports::Crypto& crypto,
                                    const usecases::ArchiveLimits& limits) {
  const Held file(bytes);
  const bundles_zip::ZipBundles bundles;
  const archive_json::JsonTexts texts;
  return usecases::verify_archive(
      file.descriptor(), {bundles, texts, [&crypto](std::string_view text) { return crypto.sm3(text); }}, limits);
}

}  // namespace kaoji::round_archive
