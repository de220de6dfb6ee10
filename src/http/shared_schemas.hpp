#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/language.hpp"
#include "core/policy/policy_book.hpp"
#include "http/json_writer.hpp"
#include "usecases/context.hpp"

namespace kaoji::http {

/// Names of institutions and bureaus for one answer, each looked up once.
class Directory {
 public:
  explicit Directory(ports::Transaction& tx) : tx_(tx) {}

  /// Nothing when there is none of that code.
  [[nodiscard]] const core::Institution* institution(std::string_view code);
  [[nodiscard]] const core::Institution* institution(core::InstitutionId id);
  /// The code itself when there is no such bureau.
  [[nodiscard]] std::string_view bureau_name(std::string_view code);

 private:
  ports::Transaction& tx_;
  std::map<std::string, std::optional<core::Institution>, std::less<>> by_code_;
  std::unordered_map<core::InstitutionId, std::optional<core::Institution>> by_id_;
  std::map<std::string, std::string, std::less<>> bureaus_;
};

/// Schema RoundRef.
void write_round_ref(JsonWriter& json, const core::Round& round);
/// Schema RoundRef of a round that is named; null when it is none.
void write_round_ref(JsonWriter& json, const core::RoundRef& ref, const core::PolicyBook& book);
/// Schema RoundRef, or null.
void write_maybe_round(JsonWriter& json, const std::optional<core::Round>& round);
/// Schema PolicyRef; null when the book has no such policy.
void write_policy_ref(JsonWriter& json, const core::Policy* policy);
/// Schema InstitutionRef.
void write_institution_ref(JsonWriter& json, Directory& directory, const core::Institution& institution);
/// As above by code; a code without an institution stands for itself.
void write_institution_ref(JsonWriter& json, Directory& directory, std::string_view code);
/// Schema BureauRef; null when `code` is empty.
void write_bureau_ref(JsonWriter& json, Directory& directory, std::string_view code);
/// Schema ApplicationRef, or null.
void write_application_ref(JsonWriter& json, ports::Transaction& tx, core::ApplicationId id);
/// Schema Awaits: on whose desk an application of that institution lies.
void write_awaits(JsonWriter& json, Directory& directory, core::Desk desk, const core::Institution& institution);
/// The actor and its name, for a login that acted: an institution's or bureau's code, or an office. A desk of the
/// province has a name in each language; what is read by the client is Chinese, and the client says it in the page's.
[[nodiscard]] std::string_view actor_name(Directory& directory, std::string_view actor,
                                          base::Language language = base::Language::zh);

}  // namespace kaoji::http
