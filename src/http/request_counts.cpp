#include "http/request_counts.hpp"

#include <fmt/format.h>

#include <iterator>

namespace kaoji::http {

namespace {

std::string labels_of(const Route* route) {
  if (route == nullptr) return "method=\"\",route=\"\"";
  return fmt::format("method=\"{}\",route=\"{}\"", to_text(route->method), route->path);
}

}  // namespace

void RequestCounts::answered(const Route* route, int status, std::chrono::nanoseconds took) {
  const double seconds = std::chrono::duration<double>(took).count();
  const std::scoped_lock hold(mutex_);
  Row& row = rows_[route];
  ++row.by_status[status];
  ++row.count;
  row.seconds += seconds;
  for (std::size_t at = 0; at < kBounds.size(); ++at) row.within[at] += seconds <= kBounds[at] ? 1 : 0;
}

std::string RequestCounts::text() const {
  const std::scoped_lock hold(mutex_);
  std::string text = "# HELP kaoji_requests_total Requests answered.\n# TYPE kaoji_requests_total counter\n";
  auto out = std::back_inserter(text);
  for (const auto& [route, row] : rows_) {
    for (const auto& [status, count] : row.by_status)
      fmt::format_to(out, "kaoji_requests_total{{{},status=\"{}\"}} {}\n", labels_of(route), status, count);
  }
  text +=
      "# HELP kaoji_request_seconds From the whole request to its answer.\n# TYPE kaoji_request_seconds histogram\n";
  for (const auto& [route, row] : rows_) {
    const std::string labels = labels_of(route);
    for (std::size_t at = 0; at < kBounds.size(); ++at)
      fmt::format_to(out, "kaoji_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels, kBounds[at], row.within[at]);
    fmt::format_to(out, "kaoji_request_seconds_bucket{{{},le=\"+Inf\"}} {}\n", labels, row.count);
    fmt::format_to(out, "kaoji_request_seconds_sum{{{}}} {:.6f}\n", labels, row.seconds);
    fmt::format_to(out, "kaoji_request_seconds_count{{{}}} {}\n", labels, row.count);
  }
  return text;
}

CountedExchange::CountedExchange(std::shared_ptr<Exchange> exchange, RequestCounts& counts)
    : exchange_(std::move(exchange)), counts_(counts), began_(std::chrono::steady_clock::now()) {}

void CountedExchange::answer(Answer answer) {
  count(answer.status);
  exchange_->answer(std::move(answer));
}

void CountedExchange::begin_pieces(Answer head) {
  status_of_pieces_ = head.status;
  exchange_->begin_pieces(std::move(head));
}

void CountedExchange::end_pieces() {
  count(status_of_pieces_);
  exchange_->end_pieces();
}

void CountedExchange::count(int status) {
  if (counted_.exchange(true)) return;
  counts_.answered(route_, status, std::chrono::steady_clock::now() - began_);
}

}  // namespace kaoji::http
