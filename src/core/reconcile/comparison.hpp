#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/plan/ledger.hpp"
#include "core/reconcile/name_book.hpp"
#include "core/reconcile/platform_row.hpp"

namespace kaoji::core {

/// The four lists of a reconciliation.
enum class ReconcileList { equal, only_here, only_there, different };
inline constexpr std::size_t kReconcileListCount = 4;
/// `equal`, `only-here`, `only-there`, `different`.
[[nodiscard]] std::string_view to_text(ReconcileList list);
[[nodiscard]] std::optional<ReconcileList> parse_reconcile_list(std::string_view text);

/// The rows of one file, added up by what they name: the platform may give a plan in several rows.
class PlatformSums {
 public:
  struct Sum {
    PlatformRow first;  ///< of the rows; its headcount is the sum of all
    std::int64_t rows = 0;
  };

  void add(const PlatformRow& row);
  [[nodiscard]] const std::vector<Sum>& sums() const { return sums_; }
  /// The plan years that the rows name.
  [[nodiscard]] const std::set<int>& years() const { return years_; }

 private:
  std::vector<Sum> sums_;
  std::unordered_map<std::string, std::size_t> places_;
  std::set<int> years_;
};

/// A plan of the ledger in those years, with its headcount.
struct OurPlan {
  PlanKey key;
  std::int64_t headcount = 0;
};

/// A line of the four lists.
struct ReconcileItem {
  ReconcileList list{};
  InstitutionId institution;     ///< 0: not found under the name in the file
  std::string institution_code;  ///< ours; else as in the file
  std::string institution_name;
  CertificateId certificate;  ///< 0: not found
  std::string certificate_name;
  Level level{};
  int year = 0;
  std::int64_t ours = 0;    ///< headcount of the plan; 0 where there is none
  std::int64_t theirs = 0;  ///< of all its rows; 0 where there are none
  int line = 0;             ///< of its first row in the file; 0: none
  std::int64_t rows = 0;    ///< how many rows of the file make it up

  friend bool operator==(const ReconcileItem&, const ReconcileItem&) = default;
};

/// A name of the file that no code and no name of ours told.
struct UnknownName {
  NameKind kind{};
  FoundBy by{};  ///< decision, set_aside or nothing
  std::string key;
  std::string code;    ///< of an institution, as in the file; may be empty
  std::string name;    ///< as in the file; empty when only a code was given
  std::string target;  ///< by decision: the institution's code or the certificate's name
  std::int64_t rows = 0;
  std::int64_t headcount = 0;

  friend bool operator==(const UnknownName&, const UnknownName&) = default;
};

struct ComparisonResult {
  std::vector<ReconcileItem> items;  ///< by institution code, certificate, level, year
  std::vector<UnknownName> names;    ///< by kind and key
  std::int64_t rows_set_aside = 0;   ///< rows of names that are none of ours, in no list
};

/// Puts the file beside the ledger. A plan with headcount 0 and no row in the file is in no list.
[[nodiscard]] ComparisonResult compare(const PlatformSums& theirs, const std::vector<OurPlan>& ours,
                                       const NameBook& book);

/// By which a line is known again in the next upload: institution, certificate, level and year, ours where they are
/// known, else as the file writes them.
[[nodiscard]] std::string subject_of(const ReconcileItem& item);

}  // namespace kaoji::core
