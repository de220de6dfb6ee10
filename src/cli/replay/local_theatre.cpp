#include "cli/replay/local_theatre.hpp"

#include <fmt/format.h>

#include <map>

#include "cli/replay/local_acts.hpp"
#include "core/indicators/rates.hpp"
#include "usecases/exit_questions.hpp"
#include "usecases/plan_questions.hpp"
#include "usecases/rates.hpp"
#include "usecases/read_application.hpp"
#include "usecases/worklist.hpp"

namespace kaoji::cli::replay {

namespace {

constexpr int kWholeList = 1'000'000;

class LocalTheatre final : public Theatre {
 public:
  LocalTheatre(ports::Store& store, const ports::Crypto& crypto) : store_(store), crypto_(crypto) {}

  void open(const Story& story) override {
    store_.wipe();
    applications_.clear();
    book_ = core::PolicyBook({story.policy});
    now_ =
        story.steps.empty() ? base::start_of(story.policy.zone, story.policy.effective_from) : story.steps.front().at;
    store_.write_and_wait([&](ports::Transaction& tx) {
      usecases::load_world(tx, context(core::Actor{{}, "system", core::Role::system_administrator, {}, {}}),
                           story.world);
    });
  }

  void set_now(base::Instant now) override { now_ = now; }

  Verdict act(const std::string& by, const Act& act) override {
    const LocalActs acts{store_, applications_, [&](ports::Transaction& tx) { return context(actor(tx, by)); }};
    return std::visit([&](const auto& each) { return acts.play(each); }, act);
  }

  ApplicationNow application(const std::string& id) override {
    ApplicationNow now;
    read([&](ports::Transaction& tx) {
      const auto view = view_of(tx, id);
      now.status = core::to_text(view.application.status);
      now.awaits = name_of(view.awaits, view.institution);
    });
    return now;
  }

  PlanNow plan(const usecases::PlanName& name, std::optional<base::Instant> as_of) override {
    PlanNow now;
    read([&](ports::Transaction& tx) {
      const auto institution = institution_of(tx, name.institution);
      const auto certificate = tx.catalogue().certificate_by_name(name.certificate);
      const auto level = core::parse_level(name.level);
      if (!certificate || !level)
        throw StepImpossible(fmt::format("没有此证书 no such certificate: {}", name.certificate));
      const auto found = tx.plans().plan_by_key({institution.id, certificate->id, *level, name.year});
      if (!found) return;
      const auto ledger = value_of(usecases::read_ledger(tx, office(tx), core::Act::ledger_read, found->id, as_of));
      const core::Balance& balance = ledger.row.plan.balance;
      now = {balance.headcount, core::live(balance, ledger.live_year), balance.examined, balance.exited};
    });
    return now;
  }

  std::int64_t institution_live(const std::string& code) override {
    std::int64_t live = 0;
    read([&](ports::Transaction& tx) { live = value_of(usecases::read_institution(tx, office(tx), code)).live; });
    return live;
  }

  std::string rate(const std::string& scope, int year, const std::string& name) override {
    std::string text;
    read([&](ports::Transaction& tx) {
      const auto rates = value_of(usecases::read_rates(tx, office(tx), {scope, {}, {}}, {year, year}));
      for (const core::Rate& each : rates.years.front().rates) {
        if (each.name == name) text = core::percent_text(each.numerator, each.denominator);
      }
    });
    if (text.empty()) throw StepImpossible(fmt::format("没有此指标 no such rate: {}", name));
    return text;
  }

  std::vector<usecases::PlanName> exit_candidates(int year) override {
    std::vector<usecases::PlanName> names;
    read([&](ports::Transaction& tx) {
      usecases::ExitQuery query;
      query.year = year;
      query.held = false;
      query.limit = kWholeList;
      const auto preview = value_of(usecases::preview_exit(tx, office(tx), query));
      if (!preview) return;
      for (const ports::ExitCandidate& candidate : preview->candidates) {
        const ports::PlanRow& row = candidate.row;
        names.push_back({row.institution_code, row.certificate_name, std::string(core::to_text(row.plan.key.level)),
                         row.plan.key.year});
      }
    });
    return names;
  }

  std::vector<std::string> worklist(const std::string& who) override {
    std::vector<std::string> ids;
    read([&](ports::Transaction& tx) {
      for (const ports::ApplicationRow& row : value_of(usecases::worklist(tx, context(actor(tx, who))))) {
        for (const auto& [id, application] : applications_) {
          if (application == row.id) ids.push_back(id);
        }
      }
    });
    return ids;
  }

  WindowState window(core::ApplicationKind kind, core::Stage stage) override {
    const auto now = core::window_now(book_, kind, stage, now_);
    return {now.open, now.closes, now.opens};
  }

  Annex1Blocks annex1(const std::string& id) override {
    Annex1Blocks blocks;
    read([&](ports::Transaction& tx) {
      for (const core::ResolvedLine& line : view_of(tx, id).lines) {
        auto& block = line.line.block == core::AnnexBlock::right ? blocks.right : blocks.left;
        block.push_back(line.line.wish.certificate);
      }
    });
    return blocks;
  }

  CapState cap(const std::string& code) override {
    CapState state;
    read([&](ports::Transaction& tx) {
      const auto cap = value_of(usecases::read_cap(tx, office(tx), code)).figures;
      state = {cap.base, cap.used, cap.left};
    });
    return state;
  }

 private:
  [[nodiscard]] usecases::Context context(core::Actor actor) const {
    return {book_, now_, std::move(actor), crypto_, "replay", {}};
  }

  [[nodiscard]] static core::Actor actor(ports::Transaction& tx, const std::string& name) {
    const auto account = tx.accounts().account_by_login(name);
    if (!account) throw StepImpossible(fmt::format("没有此角色 no such actor: {}", name));
    return {account->id, account->login, account->role, account->institution, account->bureau};
  }

  [[nodiscard]] usecases::Context office(ports::Transaction& tx) const { return context(actor(tx, "office")); }

  void read(const ports::Store::Work& work) { store_.read(work); }

  template <class T>
  static T value_of(usecases::Outcome<T> outcome) {
    if (!outcome) throw StepImpossible(outcome.error().findings.headline().zh);
    return std::move(outcome).value();
  }

  [[nodiscard]] static core::Institution institution_of(ports::Transaction& tx, const std::string& code) {
    auto institution = tx.catalogue().institution_by_code(code);
    if (!institution) throw StepImpossible(fmt::format("没有此院校 no such institution: {}", code));
    return *institution;
  }

  /// The application as its own institution sees it.
  [[nodiscard]] usecases::ApplicationView view_of(ports::Transaction& tx, const std::string& id) const {
    const auto found = applications_.find(id);
    if (found == applications_.end()) throw StepImpossible(fmt::format("没有此申报 no such application: {}", id));
    const auto application = tx.applications().application(found->second);
    if (!application) throw StepImpossible(fmt::format("没有此申报 no such application: {}", id));
    const auto institution = tx.catalogue().institution(application->institution);
    return value_of(usecases::read_application(tx, context(actor(tx, institution->code)), found->second));
  }

  [[nodiscard]] static std::string name_of(core::Desk desk, const core::Institution& institution) {
    if (desk == core::Desk::institution) return institution.code;
    if (desk == core::Desk::bureau) return institution.bureau;
    return std::string(core::to_text(desk));
  }

  ports::Store& store_;
  const ports::Crypto& crypto_;
  core::PolicyBook book_;
  base::Instant now_;
  std::map<std::string, core::ApplicationId> applications_;
};

}  // namespace

std::vector<core::ExceptedLine> excepted_lines(const std::vector<NamedExcept>& named,
                                               const std::vector<core::LineWish>& lines) {
  std::vector<core::ExceptedLine> excepted;
  for (const NamedExcept& each : named) {
    const std::size_t before = excepted.size();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].certificate == each.certificate && lines[i].level_text == each.level) {
        excepted.push_back({i, each.reason});
      }
    }
    if (excepted.size() == before) {
      throw StepImpossible(fmt::format("申报中没有此行 no such line: {} {}", each.certificate, each.level));
    }
  }
  return excepted;
}

std::unique_ptr<Theatre> make_local_theatre(ports::Store& store, const ports::Crypto& crypto) {
  return std::make_unique<LocalTheatre>(store, crypto);
}

}  // namespace kaoji::cli::replay
