#include "http/workers.hpp"

#include <utility>

namespace kaoji::http {

Workers::Workers(std::size_t threads, std::size_t waiting) : waiting_(waiting) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  finish();
}

bool Workers::take(Job job) {
  {
    const std::scoped_lock lock(mutex_);
    if (finishing_ || jobs_.size() >= waiting_) return false;
    jobs_.push_back(std::move(job));
  }
  ready_.notify_one();
  return true;
}

void Workers::finish() {
  {
    const std::scoped_lock lock(mutex_);
    finishing_ = true;
  }
  ready_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void Workers::drop_waiting() {
  std::deque<Job> dropped;
  const std::scoped_lock lock(mutex_);
  dropped.swap(jobs_);
}

Workers::Counts Workers::counts() const {
  const std::scoped_lock lock(mutex_);
  return {jobs_.size(), done_};
}

void Workers::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    ready_.wait(lock, [this] { return finishing_ || !jobs_.empty(); });
    if (jobs_.empty()) return;
    {
      const Job job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      job();
    }
    lock.lock();
    ++done_;
  }
}

}  // namespace kaoji::http
