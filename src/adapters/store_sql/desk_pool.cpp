#include "adapters/store_sql/desk_pool.hpp"

#include <chrono>

namespace kaoji::store_sql {

namespace {

constexpr std::chrono::seconds kLongestWait{10};

}  // namespace

DeskPool::Loan DeskPool::borrow() {
  std::unique_lock hold(mutex_);
  if (!returned_.wait_for(hold, kLongestWait, [&] { return !free_.empty(); })) {
    throw ports::Busy(
        "系统繁忙，请稍后再试，本次操作没有执行。/ The system is busy: nothing was done, please try again soon.");
  }
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
