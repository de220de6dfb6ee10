#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <future>
#include <iterator>

#include "contract/small_world.hpp"
#include "contract/store_contract.hpp"

namespace kaoji::contract {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

/// What is SQLite's alone: one writer, its group commit, and a disk that fails it.
class SqliteFile : public testing::Test {
 protected:
  Place place_{Database::sqlite_file};
};

/// While it lives, no file of this process can be written beyond `bytes`: the write reports an error.
class FailingDisk {
 public:
  explicit FailingDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FailingDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;

 private:
  void (*handler_)(int);
  rlimit before_{};
};

void put_bureau(ports::Store& store, const std::string& code) {
  store.write_and_wait([&](ports::Transaction& tx) { tx.catalogue().put_bureau({code, "名"}); });
}

std::size_t bureaus(ports::Store& store) {
  std::size_t count = 0;
  store.read([&](ports::Transaction& tx) { count = tx.catalogue().bureaus().size(); });
  return count;
}

TEST_F(SqliteFile, ASecondProgramIsRefusedByNameOfTheFirst) {
  const auto first = store_sql::open_store(place_.options());
  try {
    (void)store_sql::open_store(place_.options());
    FAIL();
  } catch (const ports::StoreUnavailable& refusal) {
    EXPECT_THAT(refusal.what(),
                AllOf(HasSubstr("已被进程"), HasSubstr("in use by process " + std::to_string(::getpid()))));
  }
}

TEST_F(SqliteFile, ManyWaitingWritesShareACommit) {
  const auto store = store_sql::open_store(place_.options());
  std::promise<void> arrived;
  std::promise<void> gate;
  store->write(
      [&, open = gate.get_future().share()](ports::Transaction&) {
        arrived.set_value();
        open.wait();
      },
      [](std::exception_ptr) {});
  arrived.get_future().wait();
  // Nothing of a batch can be seen before all of it: the first answer finds the last write done.
  std::promise<std::size_t> seen_at_first_answer;
  std::atomic<int> answers = 0;
  constexpr int kWrites = 50;
  for (int code = 0; code < kWrites; ++code) {
    store->write(
        [code](ports::Transaction& tx) {
          tx.catalogue().put_bureau({std::to_string(code), "名"});
        },
        [&](std::exception_ptr) {
          if (answers++ > 0) return;
          store->read([&](ports::Transaction& tx) { seen_at_first_answer.set_value(tx.catalogue().bureaus().size()); });
        });
  }
  gate.set_value();
  EXPECT_EQ(seen_at_first_answer.get_future().get(), static_cast<std::size_t>(kWrites));
}

TEST_F(SqliteFile, AFailedCommitIsUnknownAndNothingIsWrittenAfterIt) {
  auto store = store_sql::open_store(place_.options());
  put_bureau(*store, "1");
  {
    const FailingDisk disk(4096);
    EXPECT_THROW(put_bureau(*store, "2"), ports::OutcomeUnknown);
  }
  EXPECT_THROW(put_bureau(*store, "3"), ports::StoreUnavailable);
  EXPECT_GE(bureaus(*store), 1U) << "reading goes on";
  store.reset();
  store = store_sql::open_store(place_.options());
  put_bureau(*store, "3");
  const std::size_t found = bureaus(*store);
  EXPECT_TRUE(found == 2U || found == 3U) << "what was unknown is there whole or not at all";
  EXPECT_THAT(store->examine(), IsEmpty());
}

TEST_F(SqliteFile, AWorkThatFailsByItselfIsKnownToHaveFailedEvenThen) {
  const auto store = store_sql::open_store(place_.options());
  const FailingDisk disk(4096);
  EXPECT_THROW(store->write_and_wait([](ports::Transaction&) { throw std::out_of_range("mine"); }), std::out_of_range);
}

/// Nothing of what was deleted is found in the files, not even in pages that are free (trust.md C5).
TEST_F(SqliteFile, ADeletedValueIsNowhereInTheFiles) {
  const std::string path = place_.options().url.substr(std::string_view("sqlite://").size());
  const auto found = [&path](const std::string& text) {
    std::size_t files = 0;
    for (const char* ending : {"", "-wal"}) {
      std::ifstream file(path + ending, std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
      files += bytes.find(text) != std::string::npos ? 1 : 0;
    }
    return files;
  };
  const std::string remnant = "remnant-7f3c91d2-to-be-deleted";
  {
    const auto store = store_sql::open_store(place_.options());
    store->write_and_wait([&](ports::Transaction& tx) { tx.records().put_setting(remnant, remnant); });
    EXPECT_GT(found(remnant), 0U);
    store->wipe();
  }
  // The last one to close the file has played the log into it.
  EXPECT_EQ(found(remnant), 0U);
}

}  // namespace
}  // namespace kaoji::contract
