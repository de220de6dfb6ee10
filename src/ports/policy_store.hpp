#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace kaoji::ports {

/// A policy file that was uploaded: a draft until it is put in force from a day.
struct PolicyFile {
  std::string id;  ///< the notice's own, as the text says
  std::string text;
  std::string digest;        ///< SM3 of the text, hex
  std::int64_t version = 1;  ///< counts every change, for If-Match
  base::Instant uploaded_at;
  std::string actor;                             ///< login of who uploaded the text
  std::optional<base::Date> in_force_from;       ///< nothing: a draft
  std::optional<base::Instant> put_in_force_at;  ///< when that was decided
  std::string put_in_force_by;                   ///< login

  [[nodiscard]] bool draft() const { return !in_force_from; }
};

/// The policy files that were uploaded.
class PolicyStore {
 public:
  virtual ~PolicyStore() = default;

  /// In the order of ids.
  [[nodiscard]] virtual std::vector<PolicyFile> policy_files() = 0;
  /// Whoever changes it waits for the end of the transaction.
  [[nodiscard]] virtual std::optional<PolicyFile> policy_file(std::string_view id) = 0;
  virtual void insert(const PolicyFile& file) = 0;
  virtual void update(const PolicyFile& file) = 0;
  /// A draft only.
  virtual void remove_draft(std::string_view id) = 0;
};

}  // namespace kaoji::ports
