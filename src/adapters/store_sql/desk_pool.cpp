#include "adapters/store_sql/desk_pool.hpp"

namespace kaoji::store_sql {

DeskPool::Loan DeskPool::borrow() {
  std::unique_lock hold(mutex_);
  returned_.wait(hold, [&] { return !free_.empty(); });
  std::unique_ptr<Desk> desk = std::move(free_.back());
  free_.pop_back();
  return Loan{*this, std::move(desk)};
}

void DeskPool::give_back(std::unique_ptr<Desk> desk) {
  {
    const std::lock_guard hold(mutex_);
    free_.push_back(std::move(desk));
  }
  returned_.notify_one();
}

}  // namespace kaoji::store_sql
