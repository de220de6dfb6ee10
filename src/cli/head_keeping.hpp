#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "cli/data_folder.hpp"
#include "http/policy_shelf.hpp"
#include "ports/head_log.hpp"
#include "ports/signing.hpp"
#include "ports/store.hpp"

namespace kaoji::cli {

/// The file of signed heads, `heads.txt`: in the folder that the settings name, else in the data folder's own.
[[nodiscard]] std::string heads_file(const DataFolder& folder, const Settings& settings);

/// Signs the trail's head and writes it outside the database, on a thread of its own: at the start, every ten minutes,
/// at each midnight of the notices' zone (when windows close, extended ones too), and at the end; each time only when
/// rows came since. What fails is logged, and tried again within a minute.
class HeadKeeping {
 public:
  /// All references must outlive it.
  HeadKeeping(ports::Store& store, const http::PolicyShelf& shelf, const ports::Signing& signing, ports::HeadLog& heads,
              std::function<base::Instant()> now);
  ~HeadKeeping();
  HeadKeeping(const HeadKeeping&) = delete;
  HeadKeeping& operator=(const HeadKeeping&) = delete;

  /// Signs and writes now, on the calling thread, unless the newest row is that of the last head. Whatever fails is
  /// logged.
  void look();
  /// How long ago the head outside the database was last seen to be, or made, the newest row; nothing before the first
  /// time. From any thread.
  [[nodiscard]] std::optional<std::chrono::seconds> age() const;

 private:
  void watch();

  ports::Store& store_;
  const http::PolicyShelf& shelf_;
  const ports::Signing& signing_;
  ports::HeadLog& heads_;
  std::function<base::Instant()> now_;
  std::mutex looking_;
  std::string last_;  ///< the line that was written last, by this process or one before
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool ending_ = false;
  std::optional<std::chrono::steady_clock::time_point> looked_at_;
  bool failed_ = false;
  std::thread thread_;
};

}  // namespace kaoji::cli
