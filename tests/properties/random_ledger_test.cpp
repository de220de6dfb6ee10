#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>

#include "adapters/policy_toml/read_policy.hpp"
#include "adapters/store_sql/open_store.hpp"
#include "adapters/system/key_ring.hpp"
#include "adapters/system/national_crypto.hpp"
#include "base/check.hpp"
#include "properties/dice.hpp"
#include "properties/random_world.hpp"
#include "usecases/editions.hpp"
#include "usecases/side_figures.hpp"
#include "usecases/year_reports.hpp"

// Random ledgers, reversals among them, and every rate and side figure at every grouping beside a recomputation from a
// plain list of the entries. The formulas are read off domain.md once more here; nothing of src/core is used for them.
namespace kaoji::naive {
namespace {

constexpr int kFirstYear = 2022;
constexpr int kThisYear = 2025;

struct Made {
  int school = 0;
  int certificate = 0;
  Sort sort{};
  long long headcount = 0;  ///< negative: takes another one back
  long long passed = 0;
  Day day = 0;
  bool in_rates = true;
};

struct SchoolHere {
  std::string code;
  core::InstitutionKind kind{};
  std::string bureau;
};

const std::vector<SchoolHere>& schools_here() {
  using enum core::InstitutionKind;
  static const std::vector<SchoolHere> all{{"10001", higher_vocational, ""},
                                           {"20001", local_secondary, "410100"},
                                           {"20002", local_secondary, "410100"},
                                           {"20003", local_secondary, "410200"},
                                           {"30001", provincial_secondary, ""}};
  return all;
}

/// Certificates 0 and 2 are of one organisation.
std::string organisation_of(int certificate) {
  return certificate == 1 ? "乙组织" : "甲组织";
}

/// The entries of some schools and certificates, summed anew for every question.
class Sums {
 public:
  using Wanted = std::function<bool(const Made&)>;
  Sums(const std::vector<Made>& entries, Wanted wanted) : entries_(entries), wanted_(std::move(wanted)) {}

  [[nodiscard]] long long flow(std::initializer_list<Sort> sorts, int year, bool only_in_rates = false) const {
    long long sum = 0;
    for (const Made& each : entries_) {
      const bool asked = std::find(sorts.begin(), sorts.end(), each.sort) != sorts.end();
      if (asked && wanted_(each) && year_of(each.day) == year && (!only_in_rates || each.in_rates))
        sum += each.headcount;
    }
    return sum;
  }
  [[nodiscard]] long long passed(int year) const {
    long long sum = 0;
    for (const Made& each : entries_) {
      if (each.sort == Sort::examined && wanted_(each) && year_of(each.day) == year) sum += each.passed;
    }
    return sum;
  }
  [[nodiscard]] long long excluded(int year) const {
    return flow({Sort::decreased}, year) - flow({Sort::decreased}, year, true);
  }
  /// Live at the beginning of `before`, closed being what was examined before `year`.
  [[nodiscard]] long long live(Day before, int year) const {
    long long sum = 0;
    for (const Made& each : entries_) {
      if (!wanted_(each) || each.day >= before) continue;
      const bool takes = each.sort == Sort::decreased || each.sort == Sort::exited;
      if (each.sort != Sort::examined) sum += takes ? -each.headcount : each.headcount;
      if (each.sort == Sort::examined && year_of(each.day) < year) sum -= each.headcount;
    }
    return sum;
  }

  [[nodiscard]] std::vector<std::string> rates(int year) const {
    const long long opening = live(day_number({year, 1, 1}), year);
    const long long closing = live(day_number({year + 1, 1, 1}), year);
    const long long came = flow({Sort::carried, Sort::declared}, year);
    const long long increased = flow({Sort::increased}, year);
    const long long exited = flow({Sort::exited}, year);
    const long long examined = flow({Sort::examined}, year);
    const auto text = [](const char* name, long long part, long long whole) {
      return fmt::format("{} {}/{} {}", name, part, whole, percent(part, whole));
    };
    return {text("adjustment", flow({Sort::decreased}, year, true), opening + came + increased),
            text("completion", examined, closing + exited),
            text("exit", exited, live(day_number({year, 11, 11}), year)),
            text("increase", increased, opening + came + increased),
            text("pass", passed(year), examined),
            fmt::format("excluded {}", excluded(year))};
  }

 private:
  const std::vector<Made>& entries_;
  Wanted wanted_;
};

class RandomLedger {
 public:
  explicit RandomLedger(std::uint64_t seed) : dice_(seed) {
    Dice fixed(7);
    auto policy = policy_toml::read_policy(policy_text(random_notice(fixed)));
    base::check(policy.ok(), "the policy of a property is read");
    book_ = core::PolicyBook({std::move(policy).value()});
    store_ = store_sql::open_store({.sealing = system::passing_ring()});
    store_->write_and_wait([&](ports::Transaction& tx) { found(tx); });
    add_entries(dice_.between(1, 60));
  }

  void add_entries(int count) {
    store_->write_and_wait([&](ports::Transaction& tx) {
      for (int i = 0; i < count; ++i) add_entry(tx);
    });
  }

  /// Every grouping against the list; a text of the first disagreement, or empty.
  std::string compare() {
    std::string wrong;
    const auto check = [&](const std::string& what, const std::vector<std::string>& model,
                           const std::vector<std::string>& program) {
      if (wrong.empty() && model != program) {
        wrong =
            fmt::format("{}: the list says {}, the program {}", what, fmt::join(model, "; "), fmt::join(program, "; "));
      }
    };
    store_->read([&](ports::Transaction& tx) {
      const auto context = this->context();
      for (int year = kFirstYear; year <= kThisYear; ++year) {
        for (const auto& [of, wanted] : groupings()) {
          check(fmt::format("{} {} {} in {}", of.scope, of.certificate, of.organisation, year),
                Sums(entries_, wanted).rates(year), program_rates(tx, context, of, year));
        }
        compare_rankings(tx, context, year, check);
      }
    });
    return wrong;
  }

  /// Freezes the province, goes on, and computes the edition again: the same bytes.
  std::string freeze_and_go_on() {
    std::int64_t id = 0;
    std::string kept;
    store_->write_and_wait([&](ports::Transaction& tx) {
      const auto frozen = usecases::freeze_edition(tx, context(), {"province", kThisYear, "", false});
      base::check(frozen.ok(), "a year that has begun can be frozen");
      id = frozen->edition.id;
      kept = frozen->edition.figures;
    });
    add_entries(dice_.between(1, 20));
    std::string wrong;
    store_->read([&](ports::Transaction& tx) {
      const auto again = usecases::recompute_edition(tx, context(), id);
      base::check(again.ok(), "an edition that is there can be computed again");
      if (!again->equal) wrong = "the edition was computed anew and differs";
      if (tx.editions().edition(id)->figures != kept) wrong = "the edition changed";
    });
    for (const ports::BrokenRow& row : store_->examine()) wrong += "broken: " + row.invariant + " " + row.row;
    return wrong;
  }

 private:
  using Grouping = std::pair<usecases::RatesOf, Sums::Wanted>;

  [[nodiscard]] usecases::Context context() const {
    const core::Actor department{{}, "department", core::Role::department_reviewer, {}, {}};
    return {book_, instant_of(start_of(day_number({kThisYear, 12, 20}))), department, crypto_, "property", {}};
  }

  void found(ports::Transaction& tx) {
    tx.catalogue().put_bureau({"410100", "甲市教育局"});
    tx.catalogue().put_bureau({"410200", "乙市教育局"});
    for (const SchoolHere& each : schools_here()) {
      core::Institution institution;
      institution.code = each.code;
      institution.name = "院校" + each.code;
      institution.kind = each.kind;
      institution.bureau = each.bureau;
      schools_.push_back(tx.catalogue().put_institution(institution, {}));
    }
    for (int i = 0; i < 3; ++i) {
      core::Certificate certificate;
      certificate.name = certificate_name(i);
      certificate.organisation = organisation_of(i);
      certificate.levels = {{core::Level::junior, std::nullopt}};
      certificates_.push_back(tx.catalogue().put_certificate(certificate, {}));
    }
  }

  void append(ports::Transaction& tx, core::PlanId plan, const Made& made) {
    core::LedgerEntry entry;
    entry.plan = plan;
    entry.kind = static_cast<core::EntryKind>(made.sort);
    entry.headcount = made.headcount;
    entry.passed = made.passed;
    entry.effective_on = date_of(made.day);
    entry.effective_at = instant_of(start_of(made.day));
    entry.recorded_at = entry.effective_at;
    if (made.sort == Sort::carried || made.sort == Sort::declared) entry.declared_on = entry.effective_on;
    entry.in_indicators = made.in_rates;
    entry.actor = "property";
    if (made.headcount < 0) entry.reverses = last_;
    last_ = tx.plans().append(entry);
    entries_.push_back(made);
  }

  /// One entry that the plan can bear, sometimes taken back at once or by what follows on a later day.
  void add_entry(ports::Transaction& tx) {
    Made made;
    made.school = dice_.below(static_cast<int>(schools_.size()));
    made.certificate = dice_.below(3);
    const core::PlanKey key{schools_[static_cast<std::size_t>(made.school)],
                            certificates_[static_cast<std::size_t>(made.certificate)], core::Level::junior,
                            kFirstYear + dice_.below(4)};
    const core::Plan plan = tx.plans().find_or_make(key);
    // Days never go back, so that no assessment stands before the plan was there.
    day_ = std::min(day_ + dice_.below(60), day_number({kThisYear, 12, 19}));
    made.day = day_;
    const long long room = plan.balance.headcount - plan.balance.examined;
    const bool gives = room == 0 || dice_.one_in(3);
    made.sort = gives ? dice_.one_of({Sort::carried, Sort::declared, Sort::increased})
                      : dice_.one_of({Sort::decreased, Sort::exited, Sort::examined, Sort::examined});
    if (gives && plan.balance.headcount == 0 && made.sort == Sort::increased) made.sort = Sort::declared;
    made.headcount = gives ? dice_.between(1, 200) : dice_.between(1, static_cast<int>(room));
    if (made.sort == Sort::examined) made.passed = dice_.between(0, static_cast<int>(made.headcount));
    made.in_rates = made.sort != Sort::decreased || !dice_.one_in(3);
    append(tx, plan.id, made);
    if (!dice_.one_in(4)) return;
    Made back = made;
    back.headcount = -made.headcount;
    back.passed = -made.passed;
    append(tx, plan.id, back);
  }

  std::vector<Grouping> groupings() const {
    std::vector<Grouping> all;
    const auto add = [&](const usecases::RatesOf& of, const Sums::Wanted& scope) {
      all.push_back({of, scope});
      for (int i = 0; i < 3; ++i) {
        usecases::RatesOf narrowed = of;
        narrowed.certificate = certificate_name(i);
        all.push_back({narrowed, [scope, i](const Made& made) { return scope(made) && made.certificate == i; }});
      }
      for (const int i : {0, 1}) {
        usecases::RatesOf narrowed = of;
        narrowed.organisation = organisation_of(i);
        all.push_back({narrowed, [scope, i](const Made& made) {
                         return scope(made) && organisation_of(made.certificate) == organisation_of(i);
                       }});
      }
    };
    const auto school = [](const Made& made) { return schools_here()[static_cast<std::size_t>(made.school)]; };
    add({"province", {}, {}}, [](const Made&) { return true; });
    add({"local-secondary", {}, {}},
        [=](const Made& made) { return school(made).kind == core::InstitutionKind::local_secondary; });
    add({"410100", {}, {}}, [=](const Made& made) { return school(made).bureau == "410100"; });
    add({"20001", {}, {}}, [=](const Made& made) { return school(made).code == "20001"; });
    return all;
  }

  static std::vector<std::string> texts(const std::vector<core::Rate>& rates) {
    std::vector<std::string> all;
    for (const core::Rate& rate : rates) {
      all.push_back(fmt::format("{} {}/{} {}", rate.name, rate.numerator, rate.denominator,
                                core::percent_text(rate.numerator, rate.denominator)));
    }
    return all;
  }

  static std::vector<std::string> program_rates(ports::Transaction& tx, const usecases::Context& context,
                                                const usecases::RatesOf& of, int year) {
    const auto rates = usecases::read_rates(tx, context, of, {year, year});
    const auto side = usecases::read_side_figures(tx, context, of, year);
    base::check(rates.ok() && side.ok(), "the department sees everything");
    auto all = texts(rates->years.front().rates);
    for (std::string& text : texts(side->rates)) all.push_back(std::move(text));
    all.push_back(fmt::format("excluded {}", rates->years.front().excluded));
    return all;
  }

  template <class Check>
  void compare_rankings(ports::Transaction& tx, const usecases::Context& context, int year, const Check& check) const {
    using enum usecases::SumsBy;
    for (const auto by : {kind, bureau, institution, certificate, organisation}) {
      const auto ranking = usecases::rank_rates(tx, context, {by, {}, year});
      base::check(ranking.ok(), "the department sees everything");
      for (const usecases::ScopeRates& row : *ranking) {
        usecases::RatesOf of{"province", {}, {}};
        if (by == certificate) {
          of.certificate = row.scope;
        } else if (by == organisation) {
          of.organisation = row.scope;
        } else {
          of.scope = row.scope;
        }
        const auto alone = usecases::read_rates(tx, context, of, {year, year});
        check("ranking of " + row.scope, texts(alone->years.front().rates), texts(row.years.front().rates));
      }
    }
  }

  Dice dice_;
  core::PolicyBook book_;
  system::NationalCrypto crypto_{std::string(32, '\0'), 1};
  std::unique_ptr<ports::Store> store_;
  std::vector<core::InstitutionId> schools_;
  std::vector<core::CertificateId> certificates_;
  std::vector<Made> entries_;
  core::EntryId last_;
  Day day_ = day_number({kFirstYear, 1, 5});
};

RC_GTEST_PROP(RandomLedgers, EveryFigureAtEveryGroupingIsThatOfTheEntries, ()) {
  RandomLedger ledger(*rc::gen::noShrink(rc::gen::resize(100, rc::gen::arbitrary<std::uint64_t>())));
  const std::string wrong = ledger.compare();
  if (!wrong.empty()) RC_FAIL(wrong);
}

RC_GTEST_PROP(RandomLedgers, AnEditionStaysAndIsComputedAgainToTheByte, ()) {
  RandomLedger ledger(*rc::gen::noShrink(rc::gen::resize(100, rc::gen::arbitrary<std::uint64_t>())));
  const std::string wrong = ledger.freeze_and_go_on();
  if (!wrong.empty()) RC_FAIL(wrong);
}

}  // namespace
}  // namespace kaoji::naive
