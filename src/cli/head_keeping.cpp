#include "cli/head_keeping.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "usecases/signed_heads.hpp"

namespace kaoji::cli {

namespace {

constexpr std::chrono::minutes kBetweenHeads{10};
constexpr std::chrono::minutes kAfterAFailure{1};
/// After midnight, so that the last acts of the closed window, which wait for the disk, are in.
constexpr std::chrono::seconds kAfterMidnight{2};

/// Is the line a head of the same row, signed with the same key?
bool same_row(std::string_view line, const usecases::SignedHead& head) {
  return line.find(fmt::format(" sm3={} ", head.digest)) != std::string_view::npos &&
         line.find(fmt::format(" key={} ", head.key_id)) != std::string_view::npos;
}

}  // namespace

std::string heads_file(const DataFolder& folder, const Settings& settings) {
  return (settings.audit.heads_folder.empty() ? folder.heads() : settings.audit.heads_folder) + "/heads.txt";
}

HeadKeeping::HeadKeeping(ports::Store& store, const http::PolicyShelf& shelf, const ports::Signing& signing,
                         ports::HeadLog& heads, std::function<base::Instant()> now)
    : store_(store), shelf_(shelf), signing_(signing), heads_(heads), now_(std::move(now)), thread_([this] {
        watch();
      }) {}

HeadKeeping::~HeadKeeping() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
  thread_.join();
  look();
}

void HeadKeeping::look() {
  const std::scoped_lock one_at_a_time(looking_);
  bool failed = false;
  try {
    std::optional<std::pair<usecases::SignedHead, std::string>> head;
    store_.read([&](ports::Transaction& tx) { head = usecases::sign_head(tx, now_(), signing_); });
    if (last_.empty()) heads_.each([this](std::string_view line) { last_ = line; });
    if (head && !same_row(last_, head->first)) {
      heads_.append(head->second);
      last_ = head->second;
    }
  } catch (const std::exception& error) {
    failed = true;
    spdlog::error("no head of the audit trail was written: {}", error.what());
  }
  const std::scoped_lock lock(mutex_);
  failed_ = failed;
  if (!failed) looked_at_ = std::chrono::steady_clock::now();
}

std::optional<std::chrono::seconds> HeadKeeping::age() const {
  const std::scoped_lock lock(mutex_);
  if (!looked_at_) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - *looked_at_);
}

void HeadKeeping::watch() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    lock.unlock();
    look();
    const auto book = shelf_.current();
    const base::Instant now = now_();
    const base::Instant midnight =
        base::start_of(book->zone(now), base::plus_days(book->today(now), 1)) + kAfterMidnight;
    lock.lock();
    const std::chrono::milliseconds longest = failed_ ? kAfterAFailure : kBetweenHeads;
    wake_.wait_for(lock, std::min<std::chrono::milliseconds>(longest, midnight - now), [this] { return ending_; });
  }
}

}  // namespace kaoji::cli
