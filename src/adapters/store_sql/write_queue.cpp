#include "adapters/store_sql/write_queue.hpp"

#include <algorithm>
#include <utility>

namespace kaoji::store_sql {

void WriteQueue::push(ports::Store::Work work, ports::Store::Done done) {
  {
    const std::lock_guard hold(mutex_);
    if (closed_) throw ports::StoreUnavailable("数据库正在关闭。/ The database is closing.");
    if (waiting_.size() >= limit_) {
      throw ports::Busy(
          "系统繁忙，请稍后再试，本次操作没有执行。/ The system is busy: nothing was done, please try again soon.");
    }
    waiting_.push_back({std::move(work), std::move(done), nullptr});
    ++counts_->waiting;
  }
  arrived_.notify_one();
}

std::vector<WaitingWrite> WriteQueue::take(std::size_t most) {
  std::unique_lock hold(mutex_);
  arrived_.wait(hold, [&] { return closed_ || !waiting_.empty(); });
  std::vector<WaitingWrite> taken;
  taken.reserve(std::min(most, waiting_.size()));
  while (!waiting_.empty() && taken.size() < most) {
    taken.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
    --counts_->waiting;
  }
  return taken;
}

void WriteQueue::close() {
  {
    const std::lock_guard hold(mutex_);
    closed_ = true;
  }
  arrived_.notify_all();
}

}  // namespace kaoji::store_sql
