#include "adapters/policy_toml/read_policy.hpp"
#include "adapters/system/national_crypto.hpp"
#include "base/check.hpp"
#include "properties/history.hpp"
#include "usecases/editions.hpp"
#include "usecases/year_reports.hpp"

namespace kaoji::naive {

namespace {

/// The department, as it asks in a history.
class Asker {
 public:
  explicit Asker(const Model& model) : now_(instant_of(model.now)) {
    auto policy = policy_toml::read_policy(policy_text(model.notice));
    base::check(policy.ok(), "the policy of a history is read");
    book_ = core::PolicyBook({std::move(policy).value()});
  }
  [[nodiscard]] usecases::Context context() const {
    const core::Actor department{{}, "department", core::Role::department_reviewer, {}, {}};
    return {book_, now_, department, crypto_, "property", {}};
  }

 private:
  base::Instant now_;
  core::PolicyBook book_;
  system::NationalCrypto crypto_{std::string(32, '\0'), 1};
};

}  // namespace

void History::freeze() {
  const Asker asker(model_);
  store_.write_and_wait([&](ports::Transaction& tx) {
    const auto frozen = usecases::freeze_edition(tx, asker.context(), {"province", model_.year(), "再次", false});
    base::check(frozen.ok(), "the department may freeze");
    editions_.push_back(frozen->edition.id);
  });
}

void History::compare_report() {
  const Asker asker(model_);
  store_.read([&](ports::Transaction& tx) {
    for (const char* scope : {"province", "local-secondary", "410100", "10001"}) {
      for (const int year : {model_.year() - 1, model_.year()}) {
        const auto report = usecases::make_report(tx, asker.context(), scope, year, tx.editions().present_cut());
        base::check(report.ok(), "the department sees everything");
        const auto folded = usecases::fold_report(tx, asker.context(), report->frame);
        for (const core::ReportDifference& each : core::differences(*report, folded)) {
          disagree(std::string("report of ") + scope + ": " + each.table_en + " " + each.group + " " + each.figure_en +
                   " " + std::to_string(each.kept) + " " + std::to_string(each.now));
        }
        if (core::to_text(*report) != core::to_text(folded)) disagree("two texts of one report");
      }
    }
    for (const std::int64_t id : editions_) {
      const auto again = usecases::recompute_edition(tx, asker.context(), id);
      base::check(again.ok(), "an edition that is there");
      for (const core::ReportDifference& each : again->differences) {
        disagree("edition: " + each.table_en + " " + each.group + " " + each.figure_en + " " +
                 std::to_string(each.kept) + " " + std::to_string(each.now));
      }
      if (!again->equal) disagree("an edition was computed again to other bytes");
    }
  });
}

}  // namespace kaoji::naive
