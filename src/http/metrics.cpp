#include "http/metrics.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>

#include "core/policy/deadline.hpp"
#include "http/query_reader.hpp"
#include "http/site.hpp"

namespace kaoji::http {

namespace {

constexpr std::string_view kPrometheusType = "text/plain; version=0.0.4; charset=utf-8";
constexpr std::array kWindowed{core::ApplicationKind::new_plans, core::ApplicationKind::increase,
                               core::ApplicationKind::decrease};
constexpr std::array kWindowStages{core::Stage::submit, core::Stage::preliminary, core::Stage::final};

bool of_this_machine(const Request& request) {
  const bool loopback = request.address.starts_with("127.") || request.address == "::1";
  return loopback && request.forwarded_for.empty();
}

/// One series: its help, its type, its lines.
class Series {
 public:
  Series(std::string& text, std::string_view name, std::string_view type, std::string_view help)
      : text_(text), name_(name) {
    fmt::format_to(std::back_inserter(text_), "# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
  }
  template <class Number>
  void line(std::string_view labels, Number value) {
    fmt::format_to(std::back_inserter(text_), "{}{} {}\n", name_, labels, value);
  }

 private:
  std::string& text_;
  std::string_view name_;
};

void write_workers(std::string& text, const Site& site) {
  const std::array jobs{std::pair("questions", site.question_jobs()), std::pair("slow", site.slow_jobs()),
                        std::pair("scans", site.scan_jobs())};
  Series waiting(text, "kaoji_jobs_waiting", "gauge", "Jobs that wait for a worker.");
  for (const auto& [workers, counts] : jobs) waiting.line(fmt::format("{{workers=\"{}\"}}", workers), counts.waiting);
  Series done(text, "kaoji_jobs_total", "counter", "Jobs that workers have ended.");
  for (const auto& [workers, counts] : jobs) done.line(fmt::format("{{workers=\"{}\"}}", workers), counts.done);
  Series(text, "kaoji_scan_checks_total", "counter", "Uploaded scans judged and read.").line("", jobs[2].second.done);
}

void write_store(std::string& text, const StoreFigures& figures) {
  Series(text, "kaoji_writes_waiting", "gauge", "Writes that wait for the database.").line("", figures.waiting);
  Series(text, "kaoji_writes_total", "counter", "Writes that are durable.").line("", figures.writes);
  Series(text, "kaoji_commits_total", "counter", "Commits that made them durable.").line("", figures.commits);
  Series(text, "kaoji_failed_commits_total", "counter", "Commits whose outcome is unknown.")
      .line("", figures.failed_commits);
}

/// By the policies alone: an extension of some institutions does not show.
void write_windows(std::string& text, const usecases::Context& context) {
  std::string next;
  Series open(text, "kaoji_window_open", "gauge", "Is the window open, extensions aside?");
  Series change(next, "kaoji_window_change_seconds", "gauge", "Until an open window closes, or a closed one opens.");
  const base::Zone& zone = context.book.zone(context.now);
  for (const auto kind : kWindowed) {
    for (const auto stage : kWindowStages) {
      const core::WindowNow window = core::window_now(context.book, kind, stage, context.now);
      const std::string labels = fmt::format("{{kind=\"{}\",stage=\"{}\"}}", core::to_text(kind), core::to_text(stage));
      open.line(labels, window.open ? 1 : 0);
      const auto day = window.open ? window.closes : window.opens;
      if (!day) continue;
      const base::Instant at = base::start_of(zone, base::plus_days(*day, window.open ? 1 : 0));
      change.line(labels, std::chrono::duration_cast<std::chrono::seconds>(at - context.now).count());
    }
  }
  text += next;
}

void write_readiness(std::string& text, Site& site) {
  Series ready(text, "kaoji_ready", "gauge", "Does it hold what /readyz asks for? store: as last asked.");
  for (const ReadyCheck& check : site.dependencies().ready_checks)
    ready.line(fmt::format("{{check=\"{}\"}}", check.name), check.holds() ? 1 : 0);
  if (const auto last = site.probe().last()) ready.line("{check=\"store\"}", *last ? 1 : 0);
}

}  // namespace

void metrics(Site& site, const std::shared_ptr<Visit>& visit) {
  if (!of_this_machine(visit->request())) throw not_found();
  QueryReader(visit->request().query).done();
  std::string text = site.requests().text();
  write_workers(text, site);
  write_store(text, site.dependencies().store_figures());
  write_windows(text, visit->context);
  write_readiness(text, site);
  Answer answer;
  answer.content_type = kPrometheusType;
  answer.body = std::move(text);
  visit->answer(std::move(answer));
}

}  // namespace kaoji::http
