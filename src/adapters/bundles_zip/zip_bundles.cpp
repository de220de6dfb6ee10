#include "adapters/bundles_zip/zip_bundles.hpp"

#include <archive.h>

#include "adapters/bundles_zip/zip_reader.hpp"
#include "adapters/bundles_zip/zip_writer.hpp"

namespace kaoji::bundles_zip {

std::unique_ptr<ports::BundleWriter> ZipBundles::writer(ports::BundleSink sink) const {
  return std::make_unique<ZipWriter>(std::move(sink));
}

std::unique_ptr<ports::BundleReader> ZipBundles::reader(int descriptor, std::int64_t most_members) const {
  return std::make_unique<ZipReader>(descriptor, most_members);
}

std::string ZipBundles::wrapping() const {
  return archive_version_string();
}

}  // namespace kaoji::bundles_zip
