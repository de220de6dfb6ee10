#include <array>
#include <limits>

#include "http/application_schemas.hpp"
#include "http/idempotency.hpp"
#include "http/limits.hpp"
#include "http/routes.hpp"
#include "http/site.hpp"

namespace kaoji::http {

namespace {

core::ApplicationId application_id(const Asked& asked) {
  return {asked.id()};
}

std::optional<std::int64_t> asked_revision(const Request& request) {
  QueryReader query(request.query);
  const auto revision = query.integer("revision", 1, std::numeric_limits<std::int64_t>::max());
  query.done();
  return revision;
}

Answer pdf_answer(std::string bytes, std::string_view name, Shows shows) {
  Answer answer;
  answer.content_type = kPdfType;
  answer.body = std::move(bytes);
  answer.shows = shows;
  answer.headers.emplace_back("Content-Disposition", "inline; filename=\"" + std::string(name) + ".pdf\"");
  return answer;
}

/// Looks the form up in the snapshot, then prints it on a thread for slow work.
void print_form(Site& site, const std::shared_ptr<Visit>& visit) {
  const auto document = std::make_shared<std::optional<ports::FormDocument>>();
  const auto revision = asked_revision(visit->request());
  site.ask_then(
      visit,
      [document, revision](ports::Transaction& tx, const Asked& asked) {
        auto found = usecases::form_document(tx, asked.context, application_id(asked), revision);
        if (!found) return asked.refused(found.error());
        *document = std::move(found).value();
        return Answer{};
      },
      [&site, visit, document](Answer answer) {
        if (!*document) return visit->answer(std::move(answer));
        site.slowly(visit, [&site, visit, document] {
          std::string bytes = site.dependencies().printer.print(**document);
          visit->answer(pdf_answer(std::move(bytes), (*document)->number, Shows::document));
        });
      });
}

/// Finds the scan in the snapshot, then reads the file.
void read_scan(Site& site, const std::shared_ptr<Visit>& visit) {
  const auto scan = std::make_shared<std::optional<ports::Scan>>();
  const auto revision = asked_revision(visit->request());
  site.ask_then(
      visit,
      [scan, revision](ports::Transaction& tx, const Asked& asked) {
        auto found = usecases::find_scan(tx, asked.context, application_id(asked), revision);
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

/// The file lies in the store and is found in order: ties it to the application.
void attach(Site& site, const std::shared_ptr<Visit>& visit, std::int64_t revision, const usecases::KeptScan& kept) {
  site.change(visit, [revision, kept](ports::Transaction& tx, const Asked& asked) {
    const auto scan = usecases::attach_scan(tx, asked.context, application_id(asked), revision, kept);
    if (!scan) return asked.refused(scan.error());
    const auto application = tx.applications().application(application_id(asked));
    base::check(application.has_value(), "the application of a scan is not there");
    JsonWriter json = asked.json();
    write_scan(json, *scan, application->revision);
    Answer answer = json_answer(json.take());
    answer.headers.emplace_back("ETag", etag_of(application->version));
    return answer;
  });
}

/// The file is judged, and kept or refused, on a thread for slow work.
void judge(Site& site, const std::shared_ptr<Visit>& visit, std::int64_t revision) {
  site.slowly(visit, [&site, visit, revision] {
    const Dependencies& parts = site.dependencies();
    const auto judged = usecases::judge_scan(parts.files, parts.inspector, visit->request().body);
    if (judged) return attach(site, visit, revision, *judged);
    const ports::ScanVerdict& verdict = judged.error();
    throw Fault{422, contract_code(verdict.refusal), verdict.zh, verdict.en, {}, {}, 0};
  });
}

/// Asks first whether the scan is expected at all: only then are its bytes looked at. A write, because a refusal leaves
/// its audit row; its answer is kept only once the scan is attached.
void upload_scan(Site& site, const std::shared_ptr<Visit>& visit) {
  if (visit->token.empty()) throw not_authenticated();
  guard_write(visit->request(), BodyType::pdf, true);
  check_idempotency_key(visit->request());
  const auto revision = asked_revision(visit->request());
  if (!revision) throw parameter_invalid("revision", "缺少打印的版本号", "The revision that was printed is missing");
  if (visit->request().body.size() > kScanBytes)
    throw Fault{413, "body-too-large", "扫描件超过 20 MiB", "The scan is larger than 20 MiB", {}, {}, 0};
  const auto expected = std::make_shared<bool>(false);
  site.change_part(
      visit,
      [expected, &site, visit, revision](ports::Transaction& tx, const Asked& asked) {
        *expected = false;
        if (auto kept = kept_answer(tx, asked.context.actor.account, visit->request().idempotency_key,
                                    request_digest(visit->request(), site.dependencies().crypto)))
          return *std::move(kept);
        const auto done = usecases::expect_scan(tx, asked.context, application_id(asked), *revision);
        *expected = done.ok();
        return done ? Answer{} : asked.refused(done.error());
      },
      "",
      [&site, visit, expected, revision](Answer answer) {
        if (!*expected) return visit->answer(std::move(answer));
        judge(site, visit, *revision);
      });
}

Prepared detach_scan(const Request&, std::string_view) {
  return {[](ports::Transaction& tx, const Asked& asked) {
    asked.takes_no_query();
    const auto done = usecases::detach_scan(tx, asked.context, application_id(asked));
    return done ? no_content() : asked.refused(done.error());
  }};
}

constexpr std::array kFormRoutes{
    flows(Method::get, "/api/applications/{id}/form.pdf", core::Act::form_print, print_form),
    flows(Method::get, "/api/applications/{id}/scan", core::Act::scan_read, read_scan),
    flows(Method::put, "/api/applications/{id}/scan", core::Act::scan_upload, upload_scan),
    writes(Method::del, "/api/applications/{id}/scan", core::Act::scan_upload, BodyType::none, detach_scan),
};
static_assert(all_have_rows(kFormRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> form_routes() {
  return kFormRoutes;
}

}  // namespace kaoji::http
