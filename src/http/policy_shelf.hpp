#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include "core/policy/policy_book.hpp"

namespace kaoji::http {

/// Holds the notices in force. A request takes the book once and keeps it to its end, so that a new book never changes
/// the rules under a decision. Safe from any thread.
class PolicyShelf {
 public:
  explicit PolicyShelf(core::PolicyBook book) { replace(std::move(book)); }

  [[nodiscard]] std::shared_ptr<const core::PolicyBook> current() const { return book_.load(); }
  void replace(core::PolicyBook book) { book_.store(std::make_shared<const core::PolicyBook>(std::move(book))); }

 private:
  std::atomic<std::shared_ptr<const core::PolicyBook>> book_;
};

}  // namespace kaoji::http
