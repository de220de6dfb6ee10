#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "core/policy/policy_book.hpp"
#include "usecases/policy_files.hpp"

namespace kaoji::http {

/// Holds the notices in force: those of files and those that were uploaded and put in force. A request takes the book
/// once and keeps it to its end, so that a new book never changes the rules under a decision. Safe from any thread.
class PolicyShelf {
 public:
  using Files = std::vector<ports::NoticeFile>;

  explicit PolicyShelf(Files files);

  [[nodiscard]] std::shared_ptr<const core::PolicyBook> current() const;
  /// The notices that lie in files.
  [[nodiscard]] std::shared_ptr<const Files> files() const;

  /// Puts other files in the place of those before; none may have the id of an uploaded notice.
  void replace_files(Files files);
  /// Takes the uploaded notices from the store as they stand: after a write that put one in force or took one back,
  /// once it is durable. The last one to ask finds what all before have written.
  void take_uploaded(ports::Store& store, const ports::PolicyReader& reader);
  /// Begins anew with these files and nothing uploaded: the store is another one.
  void begin_anew(Files files);

 private:
  struct Shelved {
    core::PolicyBook book;
    std::shared_ptr<const Files> files;
    std::vector<core::Policy> uploaded;
  };
  void put(std::shared_ptr<const Files> files, std::vector<core::Policy> uploaded);

  std::mutex changing_;
  std::atomic<std::shared_ptr<const Shelved>> shelved_;
};

}  // namespace kaoji::http
