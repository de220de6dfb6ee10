#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "http/policy_shelf.hpp"
#include "http/readiness.hpp"
#include "http/sandbox.hpp"
#include "usecases/annex_draft.hpp"
#include "usecases/context.hpp"
#include "usecases/export_sheet.hpp"
#include "usecases/import_assessments.hpp"
#include "usecases/import_catalogue.hpp"
#include "usecases/judge_scan.hpp"
#include "usecases/papers.hpp"
#include "usecases/round_archive.hpp"
#include "usecases/second_factor.hpp"
#include "usecases/signed_form.hpp"
#include "usecases/signed_receipt.hpp"
#include "usecases/upload_reconciliation.hpp"

namespace kaoji::http {

/// What the store has done since it was opened.
struct StoreFigures {
  std::int64_t waiting = 0;  ///< writes that wait for their turn
  std::uint64_t writes = 0;  ///< writes that are durable
  std::uint64_t commits = 0;
  std::uint64_t failed_commits = 0;
};

/// What the server works with; all of it outlives the server.
struct Dependencies {
  ports::Store& store;
  PolicyShelf& policies;
  const ports::PolicyReader& policy_reader;
  std::function<base::Instant()> now;  ///< the server's clock; from any thread
  const ports::Crypto& crypto;
  const ports::Sealing& sealing;
  const ports::Signing& signing;
  ports::FileStore& files;
  const ports::FormPrinter& printer;
  const ports::PaperPrinter& papers;
  const ports::ScanInspector& inspector;
  const ports::ScanReader& reader;
  const ports::PhotoJoiner& joiner;
  const ports::PlatformTables& tables;
  const ports::SheetBooks& books;
  const ports::AnnexBooks& annexes;
  const ports::SheetReader& sheets;
  const ports::Bundles& bundles;
  const ports::ArchiveTexts& archives;
  const ports::QrCodes& codes;
  const ports::PinyinKeys& pinyin;
  std::string program;  ///< what an archive names as its maker: `kaoji 0.1.0`
  usecases::SignInRules sign_in_rules;
  std::function<base::Instant()> true_time;          ///< the machine's clock, in a sandbox too; from any thread
  std::size_t failures_per_address = 100;            ///< failed sign-ins in 15 minutes
  std::chrono::seconds factor_life{300};             ///< how long a factor that was shown is fresh
  std::int64_t scan_quota = std::int64_t{2} << 30U;  ///< bytes of an institution's scans in a year
  Sandbox* sandbox = nullptr;                        ///< null outside `kaoji serve --sandbox`
  std::vector<ReadyCheck> ready_checks;              ///< what /readyz looks at beside the store
  std::function<StoreFigures()> store_figures;       ///< of `store`, for /metrics; from any thread
};

}  // namespace kaoji::http
