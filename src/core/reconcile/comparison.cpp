#include "core/reconcile/comparison.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "base/words.hpp"
#include "core/reconcile/cell_text.hpp"

namespace kaoji::core {

namespace {

constexpr std::array<std::string_view, kReconcileListCount> kLists{"equal", "only-here", "only-there", "different"};

ReconcileList list_of(bool here, bool there, std::int64_t ours, std::int64_t theirs) {
  if (!there) return ReconcileList::only_here;
  if (!here) return ReconcileList::only_there;
  return ours == theirs ? ReconcileList::equal : ReconcileList::different;
}

/// Compares one file with the ledger; used once.
class Bench {
 public:
  explicit Bench(const NameBook& book) : book_(book) {}

  void take(const PlatformSums::Sum& sum) {
    const PlatformRow& row = sum.first;
    const auto institution = book_.institution(row.institution_code, row.institution_name);
    const auto certificate = book_.certificate(row.certificate);
    note_institution(institution, sum);
    note_certificate(certificate, sum);
    if (institution.by == FoundBy::set_aside || certificate.by == FoundBy::set_aside) {
      result_.rows_set_aside += sum.rows;
      return;
    }
    ReconcileItem item;
    item.institution = institution.id;
    item.certificate = certificate.id;
    item.institution_code = institution.id.some() ? book_.institution(institution.id).code : row.institution_code;
    item.institution_name = institution.id.some() ? book_.institution(institution.id).name : row.institution_name;
    item.certificate_name = certificate.id.some() ? book_.certificate_name(certificate.id) : row.certificate;
    item.level = row.level;
    item.year = row.year;
    Sides& sides = sides_of(std::move(item));
    if (sides.item.rows == 0) sides.item.line = row.line;
    sides.item.line = std::min(sides.item.line, row.line);
    sides.item.theirs += row.headcount;
    sides.item.rows += sum.rows;
  }

  void take(const OurPlan& plan) {
    ReconcileItem item;
    item.institution = plan.key.institution;
    item.certificate = plan.key.certificate;
    item.institution_code = book_.institution(plan.key.institution).code;
    item.institution_name = book_.institution(plan.key.institution).name;
    item.certificate_name = book_.certificate_name(plan.key.certificate);
    item.level = plan.key.level;
    item.year = plan.key.year;
    Sides& sides = sides_of(std::move(item));
    sides.here = true;
    sides.item.ours = plan.headcount;
  }

  ComparisonResult finish() {
    for (auto& [subject, sides] : sides_) {
      ReconcileItem& item = sides.item;
      if (item.rows == 0 && item.ours == 0) continue;
      item.list = list_of(sides.here, item.rows > 0, item.ours, item.theirs);
      result_.items.push_back(std::move(item));
    }
    std::ranges::sort(result_.items, [](const ReconcileItem& a, const ReconcileItem& b) {
      const auto place = [](const ReconcileItem& one) {
        return std::tie(one.institution_code, one.institution_name, one.certificate_name, one.level, one.year);
      };
      return place(a) < place(b);
    });
    for (auto& [place, name] : names_) result_.names.push_back(std::move(name));
    return std::move(result_);
  }

 private:
  struct Sides {
    ReconcileItem item;
    bool here = false;
  };

  Sides& sides_of(ReconcileItem item) {
    std::string subject = subject_of(item);
    return sides_.try_emplace(std::move(subject), Sides{std::move(item)}).first->second;
  }

  void note_institution(const NameBook::Found<InstitutionId>& found, const PlatformSums::Sum& sum) {
    const PlatformRow& row = sum.first;
    note(NameKind::institution, found.by, NameBook::key_of_institution(row.institution_code, row.institution_name),
         row.institution_code, row.institution_name, found.id.some() ? book_.institution(found.id).code : "", sum);
  }
  void note_certificate(const NameBook::Found<CertificateId>& found, const PlatformSums::Sum& sum) {
    note(NameKind::certificate, found.by, NameBook::key_of_certificate(sum.first.certificate), "",
         sum.first.certificate, found.id.some() ? book_.certificate_name(found.id) : "", sum);
  }
  void note(NameKind kind, FoundBy by, std::string key, const std::string& code, const std::string& name,
            std::string target, const PlatformSums::Sum& sum) {
    if (by != FoundBy::decision && by != FoundBy::set_aside && by != FoundBy::nothing) return;
    UnknownName& unknown = names_[{kind, key}];
    if (unknown.rows == 0) unknown = {kind, by, std::move(key), code, name, std::move(target), 0, 0};
    unknown.rows += sum.rows;
    unknown.headcount += sum.first.headcount;
  }

  const NameBook& book_;
  std::unordered_map<std::string, Sides> sides_;
  std::map<std::pair<NameKind, std::string>, UnknownName> names_;
  ComparisonResult result_;
};

}  // namespace

std::string_view to_text(ReconcileList list) {
  return kLists[static_cast<std::size_t>(list)];
}

std::optional<ReconcileList> parse_reconcile_list(std::string_view text) {
  return base::enumerator_of<ReconcileList>(kLists, text);
}

void PlatformSums::add(const PlatformRow& row) {
  std::string key = row.institution_code + '\n' + row.institution_name + '\n' + row.certificate + '\n';
  key += static_cast<char>('0' + static_cast<int>(row.level));
  key += std::to_string(row.year);
  years_.insert(row.year);
  const auto [place, fresh] = places_.try_emplace(std::move(key), sums_.size());
  if (fresh) {
    sums_.push_back({row, 1});
    return;
  }
  Sum& sum = sums_[place->second];
  sum.first.headcount += row.headcount;
  sum.rows += 1;
}

ComparisonResult compare(const PlatformSums& theirs, const std::vector<OurPlan>& ours, const NameBook& book) {
  Bench bench(book);
  for (const PlatformSums::Sum& sum : theirs.sums()) bench.take(sum);
  for (const OurPlan& plan : ours) bench.take(plan);
  return bench.finish();
}

std::string subject_of(const ReconcileItem& item) {
  std::string subject = item.institution.some()
                            ? item.institution_code
                            : "?" + NameBook::key_of_institution(item.institution_code, item.institution_name);
  subject += '|';
  subject +=
      item.certificate.some() ? item.certificate_name : "?" + NameBook::key_of_certificate(item.certificate_name);
  subject += '|';
  subject += to_text(item.level);
  subject += '|';
  subject += std::to_string(item.year);
  return subject;
}

}  // namespace kaoji::core
