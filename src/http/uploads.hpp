#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/access/access.hpp"

namespace kaoji::http {

enum class UploadState { receiving, reading, finished };
/// `receiving`, …
[[nodiscard]] std::string_view to_text(UploadState state);

/// How far an upload has come, in pages. `all` is 0 while it is not known.
struct UploadProgress {
  int done = 0;
  int all = 0;
  UploadState state = UploadState::receiving;
};

/// The uploads under way, each known by its account and Idempotency-Key, so that its owner can ask how far it has come.
/// Safe from any thread. Nothing of it outlives the program.
class Uploads {
 public:
  /// One upload under way. Leaves the board when it ends or is dropped.
  class Entry {
   public:
    Entry(Uploads& board, std::pair<std::int64_t, std::string> place) : board_(board), place_(std::move(place)) {}
    ~Entry() { end(); }
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

    void show(const UploadProgress& progress);
    /// Takes it off the board; call it before the answer is given, so that the key is free for whoever asks again.
    void end();

   private:
    Uploads& board_;
    const std::pair<std::int64_t, std::string> place_;
    bool ended_ = false;
  };

  /// Nothing when an upload of this account with this key is under way already.
  [[nodiscard]] std::shared_ptr<Entry> begin(core::AccountId account, std::string_view key);
  [[nodiscard]] std::optional<UploadProgress> find(core::AccountId account, std::string_view key);

 private:
  std::mutex mutex_;
  std::map<std::pair<std::int64_t, std::string>, UploadProgress> under_way_;
};

}  // namespace kaoji::http
