#include "cli/demo_forms.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/demo_world.hpp"
#include "usecases/judge_scan.hpp"
#include "usecases/signed_form.hpp"

namespace kaoji::cli {

namespace {

constexpr std::chrono::milliseconds kFirstAnswersFirst{700};

/// A form that nobody has drawn a seal on yet.
struct Unsigned {
  ports::Scan scan;  ///< the page that says MADE UP
  ports::FormDocument document;
};

bool is_demo(ports::Transaction& tx) {
  return tx.records().setting(kSandboxSetting) == "demo";
}

/// The newest scan, if no machine has looked at it.
std::optional<ports::Scan> unread_scan(ports::Transaction& tx, core::ApplicationId id) {
  auto scans = tx.applications().scans(id);
  if (scans.empty() || tx.applications().scan_reading(scans.front().id)) return std::nullopt;
  return std::move(scans.front());
}

std::vector<Unsigned> unsigned_forms(const FormTools& tools) {
  std::vector<Unsigned> forms;
  tools.store.read([&](ports::Transaction& tx) {
    forms.clear();
    const auto account = tx.accounts().account_by_login("department");
    if (!is_demo(tx) || !account) return;
    const core::Actor actor{account->id, account->login, account->role, account->institution, account->bureau};
    const usecases::Context context{*tools.book, *base::parse_instant(kSandboxBegins), actor, tools.crypto, "demo", {}};
    ports::ApplicationFilter filter;
    filter.statuses = {core::Status::submitted, core::Status::forwarded};
    for (const ports::ApplicationRow& row : tx.applications().applications(filter)) {
      auto scan = unread_scan(tx, row.id);
      if (!scan) continue;
      auto form = usecases::form_rows(tx, context, row.id, scan->revision);
      if (form) forms.push_back({*std::move(scan), std::move(form).value().document});
    }
  });
  return forms;
}

/// Most are in order; one lacks the seal and one a signature, so that the lights have something to say.
ports::MadeUpMarks marks_of(std::size_t form) {
  return {form % 5 != 3, true, form % 5 != 1};
}

/// Puts the print in the place of the page, unless the world was replaced or the application has moved on.
void attach(const FormTools& tools, const ports::Scan& page, const std::string& digest, std::size_t bytes,
            const ports::KeptReading& reading) {
  tools.store.write_and_wait([&](ports::Transaction& tx) {
    if (!is_demo(tx)) return;
    const auto stands = unread_scan(tx, page.application);
    if (!stands || stands->id != page.id || stands->digest != page.digest) return;
    ports::Scan scan = page;
    scan.digest = digest;
    scan.bytes = static_cast<std::int64_t>(bytes);
    scan.pages = static_cast<int>(reading.pages.size());
    scan.id = tx.applications().insert_scan(scan);
    tx.applications().insert_scan_reading(scan.id, reading);
  });
}

}  // namespace

void sign_demo_forms(const FormTools& tools, const std::stop_token& stop) {
  usecases::KnownReadings known;
  std::vector<Unsigned> forms = unsigned_forms(tools);
  for (std::size_t i = 0; i < forms.size() && !stop.stop_requested(); ++i) {
    bool stands = false;
    tools.store.read([&](ports::Transaction& tx) { stands = is_demo(tx); });
    if (!stands) return;
    forms[i].document.made_up = marks_of(i);
    const std::string pdf = tools.printer.print(forms[i].document);
    const std::string digest = tools.files.keep(pdf);
    const auto reading = usecases::read_scan(tools.files, tools.reader, known, digest, [](int, int) {});
    if (reading.read) attach(tools, forms[i].scan, digest, pdf.size(), reading);
  }
}

DemoForms::DemoForms(FormTools tools)
    : thread_([this, tools = std::move(tools)](const std::stop_token& stop) {
        try {
          {
            std::unique_lock lock(mutex_);
            stopped_.wait_for(lock, stop, kFirstAnswersFirst, [] { return false; });
          }
          sign_demo_forms(tools, stop);
        } catch (const std::exception& error) {
          spdlog::warn("the demo world keeps forms that say MADE UP: {}", error.what());
        }
      }) {}

}  // namespace kaoji::cli
