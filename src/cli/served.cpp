#include "cli/served.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "adapters/system/key_file.hpp"
#include "cli/failure.hpp"
#include "cli/policies.hpp"

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
      shelf_(load_book(folder.policies())),
      store_(open_database(whereabouts, settings_, folder)),
      files_(folder.files(), crypto_, settings_.files.reserve_mib * kMebibyte),
      printer_(children_, printer_limits(settings_)),
      inspector_(children_, inspector_limits(settings_)),
      reader_(children_, reader_limits(settings_)),
      joiner_(children_, joiner_limits(settings_)),
      sheets_(children_) {
  files_.sweep_unfinished();
}

http::Dependencies Served::dependencies(std::function<base::Instant()> now) {
  return {*store_,    shelf_,  std::move(now), crypto_, files_,  printer_, printer_,
          inspector_, reader_, joiner_,        books_,  sheets_, nullptr};
}

void Served::reload_policies() {
  try {
    core::PolicyBook fresh = load_book(folder_.policies());
    for (const core::Policy& policy : shelf_.current()->all()) {
      if (fresh.find(policy.id) == nullptr) {
        throw CommandFailed(
            fmt::format("政策 {} 的文件不见了，已有的决定以它为据。 "
                        "The file of {} is gone, on which decisions rest.",
                        policy.id, policy.id));
      }
    }
    const std::size_t policies = fresh.all().size();
    shelf_.replace(std::move(fresh));
    spdlog::info("policies read again: {}", policies);
  } catch (const std::exception& error) {
    spdlog::error("policies kept as they were: {}", error.what());
  }
}

}  // namespace kaoji::cli
