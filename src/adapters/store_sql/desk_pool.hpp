#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "adapters/store_sql/sql_transaction.hpp"

namespace kaoji::store_sql {

/// Desks for readers: whoever finds none free waits for one, ten seconds at most.
class DeskPool {
 public:
  /// A desk on loan; it goes back at the end, or is thrown away.
  class Loan {
   public:
    Loan(DeskPool& pool, std::unique_ptr<Desk> desk) : pool_(pool), desk_(std::move(desk)) {}
    ~Loan() { pool_.give_back(std::move(desk_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

    /// None when the place is free but its session has to be opened anew.
    [[nodiscard]] std::unique_ptr<Desk>& desk() { return desk_; }

   private:
    DeskPool& pool_;
    std::unique_ptr<Desk> desk_;
  };

  explicit DeskPool(std::size_t places) : free_(places) {}

  /// Throws Busy when none came back in time.
  [[nodiscard]] Loan borrow();

 private:
  void give_back(std::unique_ptr<Desk> desk);

  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Desk>> free_;
};

}  // namespace kaoji::store_sql
