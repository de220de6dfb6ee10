#pragma once

#include "ports/archive.hpp"

namespace kaoji::archive_json {

/// The JSON of an archive, by Boost.JSON: a text is read only when it is, byte for byte, what is written for its value.
/// Safe from any number of threads.
class JsonTexts : public ports::ArchiveTexts {
 public:
  [[nodiscard]] std::string text(const ports::ArchivedRound& round) const override;
  [[nodiscard]] std::string text(const ports::ArchivedApplication& application) const override;
  [[nodiscard]] std::string text(const ports::ArchivedPlan& plan) const override;
  [[nodiscard]] std::string text(const ports::ArchivedEntry& entry) const override;
  [[nodiscard]] std::string text(const ports::ArchivedAuditRow& row) const override;

  [[nodiscard]] bool read(std::string_view text, ports::ArchivedRound& round) const override;
  [[nodiscard]] bool read(std::string_view text, ports::ArchivedApplication& application) const override;
  [[nodiscard]] bool read(std::string_view text, ports::ArchivedPlan& plan) const override;
  [[nodiscard]] bool read(std::string_view text, ports::ArchivedEntry& entry) const override;
  [[nodiscard]] bool read(std::string_view text, ports::ArchivedAuditRow& row) const override;
};

}  // namespace kaoji::archive_json
