#include "http/scan_schemas.hpp"

#include <fmt/format.h>

#include "core/application/scan_advice.hpp"

namespace kaoji::http {

namespace {

core::SheetsRead sheets_of(const ports::KeptReading& reading) {
  core::SheetsRead sheets{{}, reading.seal, reading.leader_signature, reading.department_signature};
  for (const ports::KeptPage& page : reading.pages) sheets.pages.push_back(page.mark);
  return sheets;
}

void write_box(JsonWriter& json, const std::optional<core::PageBox>& box) {
  json.key("box");
  if (!box) {
    json.null();
    return;
  }
  json.begin_object()
      .member("x", box->x)
      .member("y", box->y)
      .member("width", box->width)
      .member("height", box->height)
      .end_object();
}

void write_advice(JsonWriter& json, const core::SheetAdvice& advice) {
  json.begin_object()
      .member("check", core::to_text(advice.check))
      .member("light", core::to_text(advice.light))
      .member("zh", advice.zh)
      .member("en", advice.en)
      .member("page", advice.page > 0 ? std::optional(advice.page) : std::nullopt);
  write_box(json, advice.box);
  json.end_object();
}

void write_page(JsonWriter& json, const usecases::ScanView& view, std::size_t index) {
  const auto& mark = view.reading->pages[index].mark;
  const std::string url = fmt::format("/api/applications/{}/scan/pages/{}?revision={}", view.scan.application.value,
                                      index + 1, view.scan.revision);
  json.begin_object()
      .member("page", index + 1)
      .member("form_page", mark ? std::optional(mark->page) : std::nullopt)
      .member("form_pages", mark ? std::optional(mark->pages) : std::nullopt)
      .member("picture_url", url)
      .end_object();
}

void write_reading(JsonWriter& json, const usecases::ScanView& view) {
  json.key("reading");
  if (!view.reading) {
    json.null();
    return;
  }
  json.begin_object().member("state", view.reading->read ? "read" : "unread").key("checks").begin_array();
  if (view.reading->read) {
    for (const core::SheetAdvice& advice : core::advise(sheets_of(*view.reading), view.form))
      write_advice(json, advice);
  }
  json.end_array().key("pages").begin_array();
  for (std::size_t i = 0; i < view.reading->pages.size(); ++i) write_page(json, view, i);
  json.end_array().end_object();
}

}  // namespace

void write_scan(JsonWriter& json, const usecases::ScanView& view) {
  const ports::Scan& scan = view.scan;
  json.begin_object()
      .member("revision", scan.revision)
      .member("current", scan.revision == view.form.revision)
      .member("digest", scan.digest)
      .member("bytes", scan.bytes)
      .member("pages", scan.pages)
      .member("uploaded_at", scan.uploaded_at)
      .member("uploaded_by", scan.actor)
      .member("url", fmt::format("/api/applications/{}/scan?revision={}", scan.application.value, scan.revision));
  write_reading(json, view);
  json.end_object();
}

void write_progress(JsonWriter& json, const UploadProgress& progress) {
  json.begin_object()
      .member("done", progress.done)
      .member("all", progress.all)
      .member("state", to_text(progress.state))
      .end_object();
}

}  // namespace kaoji::http
