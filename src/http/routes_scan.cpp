#include <fmt/format.h>

#include <array>
#include <charconv>

#include "http/idempotency.hpp"
#include "http/photo_parts.hpp"
#include "http/request_log.hpp"
#include "http/routes.hpp"
#include "http/scan_schemas.hpp"
#include "http/site.hpp"
#include "usecases/scan_quota.hpp"

namespace kaoji::http {

namespace {

constexpr std::string_view kJpegType = "image/jpeg";

/// Finds the scan in the snapshot, then reads the file.
void read_scan(Site& site, const std::shared_ptr<Visit>& visit) {
  const auto scan = std::make_shared<std::optional<ports::Scan>>();
  const auto revision = asked_revision(visit->request());
  site.ask_then(
      visit,
      [scan, revision](ports::Transaction& tx, const Asked& asked) {
        auto found = usecases::find_scan(tx, asked.context, {asked.id()}, revision);
        if (!found) return asked.refused(found.error());
        *scan = std::move(found).value();
        return Answer{};
      },
      [&site, visit, scan](Answer answer) {
        if (!*scan) return visit->answer(std::move(answer));
        site.slowly(visit, [&site, visit, scan] {
          auto bytes = site.dependencies().files.bytes((*scan)->digest);
          base::check(bytes.has_value(), "a stored scan is not in the file store, or no longer what it was");
          visit->answer(pdf_answer(*std::move(bytes), "scan-" + (*scan)->digest.substr(0, 8), Shows::stranger));
        });
      });
}

/// The path's `{page}`; 0, which no scan has, for anything but a whole number.
std::int64_t asked_page(const Asked& asked) {
  const std::string_view text = asked.second_parameter;
  std::int64_t page = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), page);
  return error == std::errc() && stop == text.data() + text.size() ? page : 0;
}

/// The picture is named by its digest: whoever has it need not be sent it again.
Answer picture_answer(const Site& site, const Request& request, const std::string& digest) {
  Answer answer;
  answer.keep = Keep::ask_us;
  const std::string etag = "\"" + digest + "\"";
  answer.headers.emplace_back("ETag", etag);
  answer.shows = Shows::stranger;
  if (request.if_none_match.find(etag) != std::string_view::npos) {
    answer.status = 304;
    answer.content_type = {};
    return answer;
  }
  auto bytes = site.dependencies().files.bytes(digest);
  base::check(bytes.has_value(), "a page's picture is not in the file store, or no longer what it was");
  answer.content_type = kJpegType;
  answer.body = *std::move(bytes);
  return answer;
}

void read_page(Site& site, const std::shared_ptr<Visit>& visit) {
  const auto picture = std::make_shared<std::string>();
  const auto revision = asked_revision(visit->request());
  site.ask_then(
      visit,
      [picture, revision](ports::Transaction& tx, const Asked& asked) {
        auto found = usecases::find_scan_page(tx, asked.context, {asked.id()}, revision, asked_page(asked));
        if (!found) return asked.refused(found.error());
        *picture = std::move(found).value();
        return Answer{};
      },
      [&site, visit, picture](Answer answer) {
        if (picture->empty()) return visit->answer(std::move(answer));
        site.slowly(visit,
                    [&site, visit, picture] { visit->answer(picture_answer(site, visit->request(), *picture)); });
      });
}

/// The contract's code for a verdict of the inspector.
std::string_view contract_code(ports::ScanRefusal refusal) {
  switch (refusal) {
    case ports::ScanRefusal::encrypted:
      return "pdf-encrypted";
    case ports::ScanRefusal::active:
      return "pdf-active";
    case ports::ScanRefusal::pages:
      return "pdf-pages";
    case ports::ScanRefusal::page_size:
      return "pdf-box";
    default:
      return "pdf-invalid";
  }
}

/// An upload on its way: what was asked, and its place on the board once it is let in.
struct Upload {
  std::int64_t revision = 0;
  core::AccountId account;
  bool expected = false;
  std::shared_ptr<Uploads::Entry> entry;
};

/// The PDF of the photos in the body.
std::string joined_photos(const Site& site, std::string_view boundary, std::string_view body) {
  auto joined = site.dependencies().joiner.join(read_photos(boundary, body));
  if (joined.refusal == ports::PhotoRefusal::none) return std::move(joined.pdf);
  const bool pixels = joined.refusal == ports::PhotoRefusal::image_pixels;
  throw Fault{422, pixels ? "image-pixels" : "image-invalid", joined.zh, joined.en, {}, {}, 0};
}

/// Has the file judged and read, and keeps it; shows on the board how far it has come.
usecases::KeptScan kept_scan(Site& site, const Request& request, Uploads::Entry& entry) {
  const Dependencies& parts = site.dependencies();
  const auto boundary = multipart_boundary(request.content_type);
  const std::string joined = boundary ? joined_photos(site, *boundary, request.body) : std::string();
  const auto judged = usecases::judge_scan(parts.files, parts.inspector, boundary ? joined : request.body);
  if (!judged) {
    const ports::ScanVerdict& verdict = judged.error();
    throw Fault{422, contract_code(verdict.refusal), verdict.zh, verdict.en, {}, {}, 0};
  }
  usecases::KeptScan kept = *judged;
  entry.show({0, static_cast<int>(kept.pages), UploadState::reading});
  const auto progress = [&entry](int done, int all) { entry.show({done, all, UploadState::reading}); };
  kept.reading = usecases::read_scan(parts.files, parts.reader, site.known_readings(), kept.digest, progress);
  if (!kept.reading->read) log_incident(request.id, "a scan was kept that could not be read");
  entry.show({static_cast<int>(kept.pages), static_cast<int>(kept.pages), UploadState::finished});
  return kept;
}

/// The file lies in the store and is found in order: ties it to the application, unless the paper is another's.
void attach(Site& site, const std::shared_ptr<Visit>& visit, const std::shared_ptr<Upload>& upload,
            const usecases::KeptScan& kept) {
  site.change_part(
      visit,
      [upload, kept](ports::Transaction& tx, const Asked& asked) {
        const auto view = usecases::attach_scan(tx, asked.context, {asked.id()}, upload->revision, kept);
        if (!view) return asked.refused(view.error());
        const auto application = tx.applications().application({asked.id()});
        base::check(application.has_value(), "the application of a scan is not there");
        JsonWriter json = asked.json(2048 + kept.reading->pages.size() * 128);
        write_scan(json, *view);
        Answer answer = json_answer(json.take());
        answer.headers.emplace_back("ETag", etag_of(application->version));
        return answer;
      },
      std::string(visit->request().idempotency_key),
      [visit, upload](Answer answer) {
        upload->entry->end();
        visit->answer(std::move(answer));
      });
}

/// Takes its turn on a thread for scans.
void judge(Site& site, const std::shared_ptr<Visit>& visit, const std::shared_ptr<Upload>& upload) {
  upload->entry = site.uploads().begin(upload->account, visit->request().idempotency_key);
  if (!upload->entry) return visit->fail(idempotency_in_progress());
  site.with_scan(visit, [&site, visit, upload] {
    try {
      attach(site, visit, upload, kept_scan(site, visit->request(), *upload->entry));
    } catch (...) {
      upload->entry->end();
      throw;
    }
  });
}

/// Refuses a scan with which its institution would have more than its quota of the year.
void check_quota(ports::Transaction& tx, const Asked& asked, std::size_t more, std::int64_t quota) {
  const auto application = tx.applications().application({asked.id()});
  base::check(application.has_value(), "the application of an expected scan is not there");
  const int year = base::year_of(base::day_of(asked.zone, asked.context.now));
  const std::int64_t used = usecases::scan_bytes_of_year(tx, application->institution, year);
  if (used + static_cast<std::int64_t>(more) <= quota) return;
  constexpr double kMebibyte = 1024.0 * 1024.0;
  const double has = static_cast<double>(used) / kMebibyte;
  const double brings = static_cast<double>(more) / kMebibyte;
  const auto most = quota / (1 << 20U);
  throw Fault{
      413,
      "body-too-large",
      fmt::format(
          "本校今年的扫描件已有 {:.1f} MiB，加上这份 {:.1f} MiB 超过限额 {} MiB；请压缩后再传，或请管理员放宽限额", has,
          brings, most),
      fmt::format("This year's scans of the institution are {:.1f} MiB; with this one of {:.1f} MiB they are beyond "
                  "the quota of {} MiB. Make it smaller, or ask the administrator for more",
                  has, brings, most),
      {},
      {},
      0};
}

/// Asks first whether the scan is expected at all: only then are its bytes looked at. A write, because a refusal leaves
/// its audit row; its answer is kept only once the scan is attached.
void upload_scan(Site& site, const std::shared_ptr<Visit>& visit) {
  if (visit->token.empty()) throw not_authenticated();
  guard_write(visit->request(), BodyType::scan, true);
  check_idempotency_key(visit->request());
  const auto revision = asked_revision(visit->request());
  if (!revision) throw parameter_invalid("revision", "缺少打印的版本号", "The revision that was printed is missing");
  const auto upload = std::make_shared<Upload>();
  upload->revision = *revision;
  site.change_part(
      visit,
      [&site, visit, upload](ports::Transaction& tx, const Asked& asked) {
        upload->expected = false;
        upload->account = asked.context.actor.account;
        if (auto kept = kept_answer(tx, upload->account, visit->request().idempotency_key,
                                    request_digest(visit->request(), site.dependencies().crypto)))
          return *std::move(kept);
        const auto done = usecases::expect_scan(tx, asked.context, {asked.id()}, upload->revision);
        if (done) check_quota(tx, asked, visit->request().body.size(), site.dependencies().scan_quota);
        upload->expected = done.ok();
        return done ? Answer{} : asked.refused(done.error());
      },
      "",
      [&site, visit, upload](Answer answer) {
        if (!upload->expected) return visit->answer(std::move(answer));
        judge(site, visit, upload);
      });
}

/// A missing one is no denial: whoever uploads asks until it is there, and once more when it has gone.
void read_progress(Site& site, const std::shared_ptr<Visit>& visit) {
  site.ask(visit, [&site](ports::Transaction&, const Asked& asked) {
    asked.takes_no_query();
    if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
    const auto progress = site.uploads().find(asked.context.actor.account, asked.parameter);
    if (!progress) throw not_found();
    JsonWriter json = asked.json(96);
    write_progress(json, *progress);
    return json_answer(json.take());
  });
}

Prepared detach_scan(const Request&, std::string_view) {
  return {[](ports::Transaction& tx, const Asked& asked) {
    asked.takes_no_query();
    const auto done = usecases::detach_scan(tx, asked.context, {asked.id()});
    return done ? no_content() : asked.refused(done.error());
  }};
}

constexpr std::array kScanRoutes{
    flows(Method::get, "/api/applications/{id}/scan", core::Act::scan_read, read_scan),
    flows(Method::put, "/api/applications/{id}/scan", core::Act::scan_upload, upload_scan),
    writes(Method::del, "/api/applications/{id}/scan", core::Act::scan_upload, BodyType::none, detach_scan),
    flows(Method::get, "/api/applications/{id}/scan/pages/{page}", core::Act::scan_read, read_page),
    flows(Method::get, "/api/scan-progress/{key}", core::Act::scan_upload, read_progress),
};
static_assert(all_have_rows(kScanRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> scan_routes() {
  return kScanRoutes;
}

}  // namespace kaoji::http
