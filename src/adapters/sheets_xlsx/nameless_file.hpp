#pragma once

#include <string>

#include "ports/sheets.hpp"

namespace kaoji::sheets_xlsx {

/// A file that has no name and is gone when it is closed.
class NamelessFile : public ports::SheetBytes {
 public:
  /// Throws SheetUnavailable when the folder takes no file.
  explicit NamelessFile(const std::string& folder);
  NamelessFile(const NamelessFile&) = delete;
  NamelessFile& operator=(const NamelessFile&) = delete;
  ~NamelessFile() override;

  /// A path by which this process opens it again, while it lives.
  [[nodiscard]] std::string path() const;
  [[nodiscard]] int descriptor() const { return fd_; }
  /// Puts the bytes behind those written before. Throws SheetUnavailable.
  void write(std::string_view bytes);
  /// The next bytes of what was written. Throws SheetUnavailable.
  [[nodiscard]] std::string next(std::size_t most) override;

 private:
  int fd_;
};

}  // namespace kaoji::sheets_xlsx
