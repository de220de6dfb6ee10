#include "http/comparisons.hpp"

namespace kaoji::http {

std::string_view to_text(usecases::ComparisonPhase phase) {
  switch (phase) {
    case usecases::ComparisonPhase::reading:
      return "reading";
    case usecases::ComparisonPhase::comparing:
      return "comparing";
    case usecases::ComparisonPhase::writing:
      return "writing";
  }
  return "writing";
}

void Comparisons::Turn::show(const ComparisonState& state) {
  const std::scoped_lock lock(board_.mutex_);
  if (!ended_) board_.state_ = state;
}

void Comparisons::Turn::end() {
  const std::scoped_lock lock(board_.mutex_);
  // Once only: it may be another's turn by now.
  if (!ended_) board_.under_way_ = 0;
  ended_ = true;
}

std::shared_ptr<Comparisons::Turn> Comparisons::begin(std::int64_t reconciliation) {
  {
    const std::scoped_lock lock(mutex_);
    if (under_way_ != 0) return nullptr;
    under_way_ = reconciliation;
    state_ = {};
  }
  return std::make_shared<Turn>(*this);
}

std::optional<ComparisonState> Comparisons::find(std::int64_t reconciliation) {
  const std::scoped_lock lock(mutex_);
  if (under_way_ != reconciliation) return std::nullopt;
  return state_;
}

}  // namespace kaoji::http
