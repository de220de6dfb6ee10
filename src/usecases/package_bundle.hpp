#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/bundles.hpp"
#include "ports/files.hpp"
#include "ports/forms.hpp"
#include "ports/papers.hpp"
#include "ports/sheets.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

/// What lies in a bundle beside an application's row of the list.
struct PackagedFiles {
  ports::FormDocument form;  ///< as it was submitted last
  std::string scan;          ///< digest of the signed form's scan; empty: there is none
};

/// A round's package with all that goes into its bundle, the scans' bytes aside.
struct PackageContents {
  ports::RoundPackage cover;
  std::vector<PackagedFiles> files;  ///< in the order of the cover's applications
  base::Zone zone;
};

/// What a bundle of a round is made with. All of it outlives the writing.
struct BundleTools {
  const ports::Bundles& bundles;
  const ports::FormPrinter& forms;
  const ports::PaperPrinter& papers;
  const ports::SheetBooks& books;
  const ports::FileStore& files;
};

/// As round_package, with the forms and scans; without a bureau, for whoever reaches all of them, the whole province's.
[[nodiscard]] Outcome<std::optional<PackageContents>> package_contents(ports::Transaction& tx, const Context& context,
                                                                       int year, std::string_view round,
                                                                       std::string_view bureau);

/// Writes the bundle: the cover, the list with totals, each application's form and scan, a word to the reader, and the
/// manifest. Equal contents give equal bytes. Throws ports::StoreUnavailable when a scan is not on disk, before the
/// first byte; what printing, sheets or the sink throw.
void write_package(const PackageContents& contents, const BundleTools& tools, const ports::BundleSink& sink);

/// `初审材料 巩义市教育局 2026年春季`: how people find the file.
[[nodiscard]] std::string package_title(const ports::RoundPackage& cover);

/// Throws ports::StoreUnavailable when one of the kept files is not there.
void require_kept(const ports::FileStore& files, const std::vector<std::string>& digests);
/// The bytes of a kept file. Throws ports::StoreUnavailable.
[[nodiscard]] std::string kept_bytes(const ports::FileStore& files, const std::string& digest);

}  // namespace kaoji::usecases
