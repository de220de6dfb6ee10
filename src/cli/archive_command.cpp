#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <string>

#include "adapters/child_process/self_child.hpp"
#include "cli/archive_child.hpp"
#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/kept_clock.hpp"
#include "cli/new_file.hpp"
#include "cli/served.hpp"
#include "cli/version.hpp"
#include "usecases/round_archive.hpp"

namespace kaoji::cli {

namespace {

/// Enough for a province's round many times over; what needs more is no archive of ours.
constexpr std::uint64_t kCheckMemory = std::uint64_t{1} << 30U;
constexpr std::uint32_t kCheckSeconds = 4 * 3600;
constexpr std::uint64_t kReportBytes = std::uint64_t{1} << 16U;
constexpr std::string_view kGood = "ok\n";
constexpr std::string_view kBad = "bad\n";

struct ArchiveWish {
  std::shared_ptr<Whereabouts> whereabouts;
  int year = 0;
  std::string round;
  std::string path;
};

usecases::RoundArchive collect(Served& served, const usecases::Context& context, const ArchiveWish& make) {
  std::optional<usecases::RoundArchive> archive;
  const auto files = served.shelf().files();
  const policy_toml::TomlPolicyReader reader;
  served.store().read([&](ports::Transaction& tx) {
    auto collected = usecases::collect_archive(tx, context, {reader, *files}, fmt::format("kaoji {}", version()),
                                               make.year, make.round);
    if (!collected) throw CommandFailed("无权归档。 This actor may not make archives.");
    archive = std::move(collected).value();
  });
  if (!archive) {
    throw CommandFailed(
        fmt::format("{} 年没有批次 {}。 There is no round {} in {}.", make.year, make.round, make.round, make.year));
  }
  return *std::move(archive);
}

int make_archive(const ArchiveWish& make) {
  const DataFolder folder(make.whereabouts->data);
  if (!folder.made())
    throw CommandFailed(fmt::format("{} 不是数据目录。 It is no data folder.", make.whereabouts->data));
  Served served(folder, *make.whereabouts);
  const KeptClock clock(folder, served.store());
  const auto book = served.shelf().current();
  core::Actor actor;
  actor.login = "system";
  actor.role = core::Role::office;  // whoever may read the installation's key acts for it
  const usecases::Context context{*book, clock.now(), actor, served.crypto(), "terminal", {}};
  const usecases::RoundArchive archive = collect(served, context, make);
  const auto with = served.dependencies([&clock] { return clock.now(); });
  NewFile file(make.path);
  usecases::write_archive(archive, {with.bundles, with.printer, with.papers, with.books, with.files}, with.archives,
                          [&file](std::string_view bytes) { file.write(bytes); });
  served.store().write_and_wait([&](ports::Transaction& tx) { usecases::record_archive(tx, context, archive); });
  file.keep();
  fmt::print("{}：申报 {} 件，扫描件 {} 份 {} applications, {} scans\n", make.path, archive.round.applications,
             archive.round.scans, archive.round.applications, archive.round.scans);
  return 0;
}

int verify_file(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) throw CommandFailed(fmt::format("{}: {}", path, std::strerror(errno)));
  const child_process::SelfChild children;
  ports::ChildLimits limits;
  limits.memory_bytes = kCheckMemory;
  limits.cpu_seconds = kCheckSeconds;
  limits.wall = std::chrono::seconds(kCheckSeconds);
  limits.answer_bytes = kReportBytes;
  const ports::ChildOutcome outcome = children.run(kArchiveChild, fd, limits);
  close(fd);
  const bool whole = outcome.end == ports::ChildEnd::finished;
  std::string_view report = outcome.answer;
  const bool good = whole && report.ends_with(kGood);
  if (whole && (good || report.ends_with(kBad))) {
    report.remove_suffix(good ? kGood.size() : kBad.size());
    fmt::print("{}", report);
  } else {
    fmt::print(
        "✗ 核对未能完成：文件过大或不正常\n  The check did not come to its end: too large, or made to do harm\n");
  }
  fmt::print("{}\n", good ? "归档完好 The archive is whole" : "归档有误 The archive is not as it should be");
  return good ? 0 : 1;
}

void add_make(CLI::App& archive, Action& action) {
  CLI::App* command = archive.add_subcommand("make", "把一个批次归档为一个文件 Put a round into one file");
  auto make = std::make_shared<ArchiveWish>();
  make->whereabouts = add_whereabouts(*command);
  command->add_option("--year", make->year, "年份 Year")->required()->check(CLI::Range(2000, 9999));
  command->add_option("--round", make->round, "批次，如 spring Round, such as spring")->required();
  command->add_option("FILE", make->path, "写到哪里；不得已存在 Where to; must not exist yet")->required();
  command->callback([make, &action] { action = [make] { return make_archive(*make); }; });
}

void add_verify(CLI::App& archive, Action& action) {
  CLI::App* command = archive.add_subcommand(
      "verify",
      "核对归档文件，不需要服务器和数据库；指出第一处不符 Check an archive without a server: the first thing that is "
      "wrong");
  auto path = std::make_shared<std::string>();
  command->add_option("FILE", *path, "归档文件 The archive")->required();
  command->callback([path, &action] { action = [path] { return verify_file(*path); }; });
}

}  // namespace

void add_archive(CLI::App& app, Action& action) {
  CLI::App* archive = app.add_subcommand("archive", "批次归档 Archives of rounds");
  archive->require_subcommand(1);
  add_make(*archive, action);
  add_verify(*archive, action);
}

}  // namespace kaoji::cli
