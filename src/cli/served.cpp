#include "cli/served.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "adapters/system/key_file.hpp"
#include "cli/failure.hpp"
#include "cli/policies.hpp"
#include "cli/version.hpp"

namespace kaoji::cli {

namespace {

constexpr std::uint64_t kMebibyte = std::uint64_t{1} << 20U;

std::ptrdiff_t count(std::size_t number) {
  return static_cast<std::ptrdiff_t>(number);
}

forms_pdf::PrinterLimits printer_limits(const Settings& settings) {
  forms_pdf::PrinterLimits limits;
  limits.at_a_time = count(settings.forms.at_a_time);
  return limits;
}

scan_checks::InspectorLimits inspector_limits(const Settings& settings) {
  scan_checks::InspectorLimits limits;
  limits.at_a_time = count(settings.scans.at_a_time);
  return limits;
}

scan_reading::ReaderLimits reader_limits(const Settings& settings) {
  scan_reading::ReaderLimits limits;
  limits.at_a_time = settings.scans.at_a_time;
  return limits;
}

scan_reading::JoinerLimits joiner_limits(const Settings& settings) {
  scan_reading::JoinerLimits limits;
  limits.at_a_time = settings.scans.at_a_time;
  return limits;
}

}  // namespace

Served::Served(const DataFolder& folder, const Whereabouts& whereabouts)
    : folder_(folder),
      settings_(folder.read_settings()),
      crypto_(system::read_key_file(folder.key()), count(settings_.passwords.at_a_time)),
      sealing_(system::read_key_ring(folder.key_places())),
      signing_(system::open_signing_key(folder.signing_key())),
      shelf_(load_notices(folder.policies())),
      store_(open_database(whereabouts, settings_, folder, sealing_, counts_)),
      files_(folder.files(), crypto_, settings_.files.reserve_mib * kMebibyte),
      printer_(children_, printer_limits(settings_)),
      inspector_(children_, inspector_limits(settings_)),
      reader_(children_, reader_limits(settings_)),
      joiner_(children_, joiner_limits(settings_)),
      sheets_(children_) {
  check_no_upload_among(*shelf_.files(), *store_);
  shelf_.take_uploaded(*store_, policy_reader_);
  files_.sweep_unfinished();
}

http::Dependencies Served::dependencies(std::function<base::Instant()> now) {
  return {*store_,
          shelf_,
          policy_reader_,
          std::move(now),
          crypto_,
          *sealing_,
          *signing_,
          files_,
          printer_,
          printer_,
          inspector_,
          reader_,
          joiner_,
          tables_,
          books_,
          annexes_,
          sheets_,
          bundles_,
          archives_,
          codes_,
          pinyin_,
          fmt::format("kaoji {}", version()),
          settings_.sign_in.rules,
          [this] { return machine_clock_.now(); },
          settings_.sign_in.failures_per_address,
          std::chrono::seconds(settings_.sign_in.fresh_seconds),
          static_cast<std::int64_t>(settings_.scans.quota_mib * kMebibyte),
          nullptr,
          {{"disk", [this] { return files_.has_room(); }}},
          [this] {
            return http::StoreFigures{counts_->waiting, counts_->writes, counts_->commits, counts_->failed_commits};
          }};
}

void Served::reload_policies() {
  try {
    std::vector<ports::NoticeFile> fresh = load_notices(folder_.policies());
    check_no_upload_among(fresh, *store_);
    for (const ports::NoticeFile& known : *shelf_.files()) {
      const bool there = std::any_of(fresh.begin(), fresh.end(),
                                     [&](const ports::NoticeFile& each) { return each.policy.id == known.policy.id; });
      if (there) continue;
      throw CommandFailed(
          fmt::format("政策 {0} 的文件不见了，已有的决定以它为据。 The file of {0} is gone, on which decisions rest.",
                      known.policy.id));
    }
    shelf_.replace_files(std::move(fresh));
    shelf_.take_uploaded(*store_, policy_reader_);
    spdlog::info("policies read again: {}", shelf_.current()->all().size());
  } catch (const std::exception& error) {
    spdlog::error("policies kept as they were: {}", error.what());
  }
}

}  // namespace kaoji::cli
