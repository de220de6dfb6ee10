#pragma once

#include <atomic>
#include <cstddef>

namespace kaoji::http {

/// How many bytes of request bodies the server holds at once, for all connections together. A small body is always let
/// in and does not count, so that decisions go on while scans fill the rest. Safe from any thread.
class BodyBudget {
 public:
  /// A body up to this many bytes is small.
  static constexpr std::size_t kSmall = std::size_t{64} * 1024;

  explicit BodyBudget(std::size_t most) : most_(most) {}

  /// Would a body of that many bytes fit now? Nothing is set aside for it: who announces much and sends little holds
  /// little.
  [[nodiscard]] bool has_room(std::size_t bytes) const;
  [[nodiscard]] std::size_t held() const { return held_; }

  /// What one body holds; given back when it goes.
  class Hold {
   public:
    explicit Hold(BodyBudget& budget) : budget_(&budget) {}
    ~Hold() { give_back(); }
    Hold(Hold&& other) noexcept;
    Hold& operator=(Hold&& other) noexcept;

    /// More bytes have come. False, and nothing is held any more, when they do not fit.
    [[nodiscard]] bool grow(std::size_t bytes);
    void give_back();

   private:
    BodyBudget* budget_;
    std::size_t bytes_ = 0;
  };

 private:
  static std::size_t counted(std::size_t bytes) { return bytes <= kSmall ? 0 : bytes; }

  const std::size_t most_;
  std::atomic<std::size_t> held_{0};
};

}  // namespace kaoji::http
