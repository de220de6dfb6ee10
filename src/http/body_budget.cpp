#include "http/body_budget.hpp"

#include <utility>

namespace kaoji::http {

bool BodyBudget::has_room(std::size_t bytes) const {
  return held_ + counted(bytes) <= most_;
}

BodyBudget::Hold::Hold(Hold&& other) noexcept : budget_(other.budget_), bytes_(std::exchange(other.bytes_, 0)) {}

BodyBudget::Hold& BodyBudget::Hold::operator=(Hold&& other) noexcept {
  if (this == &other) return *this;
  give_back();
  budget_ = other.budget_;
  bytes_ = std::exchange(other.bytes_, 0);
  return *this;
}

bool BodyBudget::Hold::grow(std::size_t bytes) {
  const std::size_t more = counted(bytes_ + bytes) - counted(bytes_);
  bytes_ += bytes;
  if (budget_->held_.fetch_add(more) + more <= budget_->most_) return true;
  give_back();
  return false;
}

void BodyBudget::Hold::give_back() {
  budget_->held_ -= counted(std::exchange(bytes_, 0));
}

}  // namespace kaoji::http
