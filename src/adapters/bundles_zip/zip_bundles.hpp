#pragma once

#include "ports/bundles.hpp"

namespace kaoji::bundles_zip {

/// Bundles as ZIP files, by libarchive.
class ZipBundles : public ports::Bundles {
 public:
  [[nodiscard]] std::unique_ptr<ports::BundleWriter> writer(ports::BundleSink sink) const override;
  [[nodiscard]] std::unique_ptr<ports::BundleReader> reader(int descriptor, std::int64_t most_members) const override;
  [[nodiscard]] std::string wrapping() const override;
};

}  // namespace kaoji::bundles_zip
