#include <algorithm>

#include "properties/naive_model.hpp"

namespace kaoji::naive {

void Model::carry(const PlanKey& key, long long headcount, Day declared_on, long long examined, Day examined_on) {
  const int plan = ledger.plan_of(key);
  Entry entry{plan, Sort::carried, headcount, declared_on, start_of(declared_on), start_of(declared_on)};
  entry.declared_on = declared_on;
  ledger.append(entry);
  if (examined == 0) return;
  ledger.append({plan, Sort::examined, examined, examined_on, start_of(examined_on), start_of(examined_on)});
}

std::string Model::apply(const std::string& by, int school, Kind kind, std::vector<Line> lines, Form form) {
  if (by != schools[static_cast<std::size_t>(school)].code) return "not-yours";
  Application application;
  application.school = school;
  application.kind = kind;
  applications.push_back(application);
  return hand_in(static_cast<int>(applications.size()) - 1, std::move(lines), form);
}

std::string Model::resubmit(const std::string& by, int number, std::vector<Line> lines, Form form) {
  const Application& application = applications[static_cast<std::size_t>(number)];
  if (by != schools[static_cast<std::size_t>(application.school)].code) return "not-yours";
  if (application.status != Status::draft && application.status != Status::returned) return "not-awaiting";
  return hand_in(number, std::move(lines), form);
}

std::string Model::hand_in(int number, std::vector<Line> lines, Form form) {
  Application& application = applications[static_cast<std::size_t>(number)];
  const bool first = application.status == Status::draft;
  application.lines = std::move(lines);
  Application wished = application;
  const int school = wished.school;
  if (!wished.round && in_force()) wished.round = round_for(wished.kind, school);
  for (Line& line : wished.lines) settle(wished, line, wished.round ? wished.round->year : year());

  Refusals refusals;
  refusals.add_if(!schools[static_cast<std::size_t>(school)].registered, "not-registered");
  refusals.add_if(wished.lines.empty(), "empty-application");
  judge_lines(number, wished, refusals);
  judge_window(wished, refusals);
  std::optional<std::size_t> admission;
  if (wished.kind == Kind::increase) {
    refusals.add_if(!platform_open_, "platform-closed");
    if (notice.needs_admission && first) {
      admission = usable_admission(school);
      refusals.add_if(!admission, "not-admitted");
    }
  }
  std::optional<std::size_t> waiver;
  if (breaks_cap(number, wished)) {
    waiver = usable_waiver(school, *wished.round);
    refusals.add_if(!waiver, "cap-exceeded");
  }
  refusals.add_if(notice.signed_form && form == Form::none, "form-unsigned");
  refusals.add_if(notice.signed_form && form == Form::stale, "form-stale");
  if (!refusals.none()) return refusals.headline();

  if (admission) admissions_[*admission].used = true;
  if (waiver) waivers_[*waiver].used = true;
  wished.waived = wished.waived || waiver.has_value();
  const bool past_bureau = !first && wished.returned_by == Stage::final && bureau_reviews(school);
  wished.status = past_bureau ? Status::forwarded : Status::submitted;
  wished.submitted = now;
  if (!wished.first_submitted) wished.first_submitted = now;
  application = wished;
  return "ok";
}

/// The admission that runs out first.
std::optional<std::size_t> Model::usable_admission(int school) const {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < admissions_.size(); ++i) {
    const Admission& each = admissions_[i];
    if (each.school != school || each.used || (each.until && *each.until < today())) continue;
    const bool sooner = !best || (each.until && (!admissions_[*best].until || *each.until < *admissions_[*best].until));
    if (sooner) best = i;
  }
  return best;
}

std::optional<std::size_t> Model::usable_waiver(int school, const RoundAt& round) const {
  for (std::size_t i = 0; i < waivers_.size(); ++i) {
    if (waivers_[i].school == school && waivers_[i].round == round && !waivers_[i].used) return i;
  }
  return std::nullopt;
}

std::string Model::withdraw(const std::string& by, int number) {
  Application& application = applications[static_cast<std::size_t>(number)];
  if (by != schools[static_cast<std::size_t>(application.school)].code) return "not-yours";
  if (!awaits_decision(application) && application.status != Status::returned) return "not-awaiting";
  application.status = Status::withdrawn;
  return "ok";
}

bool Model::bureau_reviews(int school) const {
  return notice.bureau_first && !schools[static_cast<std::size_t>(school)].bureau.empty();
}

Stage Model::stage_of(const Application& application) const {
  const bool with_bureau = application.status == Status::submitted && bureau_reviews(application.school);
  return with_bureau ? Stage::preliminary : Stage::final;
}

/// May this reviewer act on it now?
std::string Model::reached(const std::string& by, const Application& application) const {
  const bool department = by == "department";
  const bool its_bureau = !by.empty() && by == schools[static_cast<std::size_t>(application.school)].bureau;
  if (application.status == Status::draft || (!department && !its_bureau)) return "not-yours";
  const Stage desk = department ? Stage::final : Stage::preliminary;
  return awaits_decision(application) && stage_of(application) == desk ? "ok" : "not-awaiting";
}

std::string Model::review(const std::string& by, int number, Decision decision, bool note,
                          const std::vector<std::pair<int, int>>& except, bool reasons_given) {
  Application& application = applications[static_cast<std::size_t>(number)];
  if (const std::string may = reached(by, application); may != "ok") return may;
  const Stage stage = stage_of(application);
  Application decided = application;
  bool any_left = false;
  for (Line& line : decided.lines) {
    const auto named = std::find(except.begin(), except.end(), std::pair(line.certificate, line.level));
    if (decision == Decision::pass && named != except.end()) line.excepted = true;
    any_left = any_left || !line.excepted;
  }
  Refusals refusals;
  if (decided.round) {
    const auto [first, last] = window_for(*decided.round, stage, decided.school);
    refusals.add_if(today() > last || (decision != Decision::give_back && today() < first), "window-closed");
  }
  refusals.add_if(decision != Decision::pass && !note, "note-required");
  refusals.add_if(decision == Decision::pass && !except.empty() && !reasons_given, "note-required");
  const bool approves = decision == Decision::pass && any_left && stage == Stage::final;
  if (approves) judge_approval(number, decided, refusals);
  if (!refusals.none()) return refusals.headline();

  if (decision == Decision::give_back) {
    decided.status = Status::returned;
    decided.returned_by = stage;
  } else if (decision == Decision::reject || !any_left) {
    decided.status = Status::rejected;
  } else if (!approves) {
    decided.status = Status::forwarded;
  } else {
    const bool whole =
        std::none_of(decided.lines.begin(), decided.lines.end(), [](const Line& l) { return l.excepted; });
    decided.status = whole ? Status::approved : Status::partly_approved;
  }
  application = decided;
  if (approves) write_entries(number, application);
  return "ok";
}

void Model::write_entries(int number, const Application& application) {
  for (const Line& line : application.lines) {
    if (line.excepted) continue;
    const int plan = ledger.plan_of({application.school, line.certificate, line.level, line.plan_year});
    Entry entry{plan, Sort::increased, *line.headcount, today(), now, now};
    entry.application = number;
    if (application.kind == Kind::new_plans) {
      entry.sort = Sort::declared;
      entry.declared_on = day_at(*application.first_submitted);
    }
    if (application.kind == Kind::decrease) {
      entry.sort = Sort::decreased;
      if (application.round) entry.in_rates = notice.rounds[static_cast<std::size_t>(application.round->rule)].in_rates;
    }
    ledger.append(entry);
  }
}

std::vector<int> Model::worklist(const std::string& actor) const {
  std::vector<int> found;
  for (std::size_t i = 0; i < applications.size(); ++i) {
    const Application& each = applications[i];
    const bool own_returned =
        each.status == Status::returned && actor == schools[static_cast<std::size_t>(each.school)].code;
    if (own_returned || reached(actor, each) == "ok") found.push_back(static_cast<int>(i));
  }
  std::stable_sort(found.begin(), found.end(), [&](int a, int b) {
    return applications[static_cast<std::size_t>(a)].submitted < applications[static_cast<std::size_t>(b)].submitted;
  });
  return found;
}

}  // namespace kaoji::naive
