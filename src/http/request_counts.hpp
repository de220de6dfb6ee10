#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "http/exchange.hpp"
#include "http/route.hpp"

namespace kaoji::http {

/// How many requests each route answered with which status, and how long that took. Safe from any thread.
class RequestCounts {
 public:
  /// Upper bounds in seconds; what took longer is counted in the sum and the count alone.
  static constexpr std::array kBounds{0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0};

  /// `route` null: what is no operation, the web client's files and unknown paths.
  void answered(const Route* route, int status, std::chrono::nanoseconds took);
  /// As Prometheus reads it.
  [[nodiscard]] std::string text() const;

 private:
  struct Row {
    std::map<int, std::uint64_t> by_status;
    std::array<std::uint64_t, kBounds.size()> within{};  ///< each counts what the ones before it count
    double seconds = 0;
    std::uint64_t count = 0;
  };

  mutable std::mutex mutex_;
  std::map<const Route*, Row> rows_;
};

/// Passes everything on to the exchange it stands for, and counts its answer.
class CountedExchange final : public Exchange {
 public:
  CountedExchange(std::shared_ptr<Exchange> exchange, RequestCounts& counts);

  /// Before the answer is given.
  void set_route(const Route* route) { route_ = route; }

  [[nodiscard]] const Request& request() const override { return exchange_->request(); }
  void answer(Answer answer) override;
  void begin_pieces(Answer head) override;
  [[nodiscard]] bool piece(std::string bytes) override { return exchange_->piece(std::move(bytes)); }
  void end_pieces() override;

 private:
  void count(int status);

  std::shared_ptr<Exchange> exchange_;
  RequestCounts& counts_;
  std::chrono::steady_clock::time_point began_;
  const Route* route_ = nullptr;
  int status_of_pieces_ = 0;
  std::atomic<bool> counted_{false};
};

}  // namespace kaoji::http
