#include "adapters/system/forward_clock.hpp"

#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <sys/timex.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "adapters/system/open_file.hpp"

namespace kaoji::system {

namespace fs = std::filesystem;

namespace {

using std::chrono::milliseconds;

constexpr std::chrono::minutes kQuarter{15};
constexpr milliseconds kSmallStep{2000};
/// How long a reading may go on without the file when the file takes no write.
constexpr std::chrono::minutes kUntilTheNextTry{1};
constexpr std::chrono::seconds kBetweenLooks{1};
constexpr std::size_t kLongestText = 64;

/// What an earlier run has shown; the epoch when there is no file, or none that can be understood: a power cut may have
/// left an empty one, and the newest act stands beside it.
base::Instant kept_in(const std::string& path) {
  if (!fs::exists(path)) return {};
  std::string text = OpenFile(path, O_RDONLY).read_all(kLongestText);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const auto at = base::parse_instant(text);
  if (!at) spdlog::error("the clock's file says no time: {}", path);
  return at.value_or(base::Instant{});
}

}  // namespace

bool ClockTrouble::stepped() const {
  return behind > kSmallStep || leapt > kSmallStep;
}

ForwardClock::ForwardClock(const ports::Clock& machine, std::string path, base::Instant at_least)
    : machine_(machine),
      path_(std::move(path)),
      shown_(std::max(kept_in(path_), at_least)),
      kept_until_(base::Instant::min()),
      watched_(machine.now()),
      watched_at_(std::chrono::steady_clock::now()) {
  const milliseconds behind = shown_.load() - watched_;
  if (behind > kSmallStep) spdlog::error("the machine's clock is {} ms behind what it was before", behind.count());
}

base::Instant ForwardClock::now() const {
  const base::Instant machine = machine_.now();
  watch_for_leaps(machine);
  base::Instant shown = shown_.load();
  const base::Instant next = std::max(machine, shown);
  if (next >= kept_until_.load()) keep(next);
  while (shown < next && !shown_.compare_exchange_weak(shown, next)) {
  }
  return std::max(shown, next);
}

/// One thread writes; who comes meanwhile waits, because its reading is of the new quarter too.
void ForwardClock::keep(base::Instant at) const {
  const std::lock_guard lock(keeping_);
  if (at < kept_until_.load()) return;
  const std::string beside = path_ + ".new";
  try {
    {
      const OpenFile file(beside, O_WRONLY | O_CREAT | O_TRUNC, S_IRUSR | S_IWUSR);
      file.write_all(base::to_text(base::Zone{}, at) + "\n");
      file.sync();
    }
    fs::rename(beside, path_);
    sync_folder(fs::absolute(path_).parent_path().string());
    unkept_ = false;
    kept_until_ = std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<900>>>(at) + kQuarter;
  } catch (const std::system_error& error) {
    if (!unkept_.exchange(true)) spdlog::error("the clock cannot be kept: {}", error.what());
    kept_until_ = at + kUntilTheNextTry;
  }
}

/// A clock that is slewed gains far less than two seconds between two looks, however long the process runs.
void ForwardClock::watch_for_leaps(base::Instant machine) const {
  const std::unique_lock lock(watching_, std::try_to_lock);
  if (!lock) return;
  const auto steady = std::chrono::steady_clock::now();
  if (steady - watched_at_ < kBetweenLooks) return;
  const auto leap = (machine - watched_) - std::chrono::floor<milliseconds>(steady - watched_at_);
  watched_ = machine;
  watched_at_ = steady;
  if (leap <= kSmallStep && leap >= -kSmallStep) return;
  leapt_ = leapt_.load() + leap;
  spdlog::error("the machine's clock was set by {} ms", leap.count());
}

ClockTrouble ForwardClock::trouble() const {
  timex asked{};
  ClockTrouble trouble;
  trouble.behind = std::max(milliseconds{0}, shown_.load() - machine_.now());
  trouble.leapt = std::max(milliseconds{0}, leapt_.load());
  trouble.unkept = unkept_.load();
  trouble.unsynchronised = ::adjtimex(&asked) == TIME_ERROR;
  return trouble;
}

}  // namespace kaoji::system
