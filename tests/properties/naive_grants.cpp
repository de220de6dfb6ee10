#include <algorithm>

#include "properties/naive_model.hpp"

namespace kaoji::naive {

std::string Model::register_school(const std::string& by, int school) {
  if (by != "office") return "not-yours";
  schools[static_cast<std::size_t>(school)].registered = true;
  return "ok";
}

std::string Model::admit(const std::string& by, int school, std::optional<Day> until) {
  if (by != "office") return "not-yours";
  admissions_.push_back({school, until});
  return "ok";
}

std::string Model::platform(const std::string& by, bool open) {
  if (by != "office") return "not-yours";
  platform_open_ = open;
  return "ok";
}

std::string Model::extend(const std::string& by, Stage stage, Day until, bool reason, int school,
                          const std::string& bureau) {
  if (by != "office") return "not-yours";
  const auto round = last_opened();
  Refusals refusals;
  refusals.add_if(!round, "window-closed");
  refusals.add_if(!reason, "note-required");
  if (refusals.none()) extensions_.push_back({*round, stage, until, school, bureau});
  return refusals.headline();
}

std::string Model::waive(const std::string& by, int school, bool reason) {
  if (by != "office") return "not-yours";
  const auto round = last_opened();
  Refusals refusals;
  refusals.add_if(!round, "window-closed");
  refusals.add_if(!reason, "note-required");
  if (refusals.none()) waivers_.push_back({school, *round});
  return refusals.headline();
}

std::string Model::close_certificate(const std::string& by, int certificate, std::optional<int> level, Day from) {
  if (by != "office") return "not-yours";
  if (certificate >= static_cast<int>(certificates.size())) return "certificate-unknown";
  Certificate& found = certificates[static_cast<std::size_t>(certificate)];
  if (level && (*level > 2 || !found.has[*level])) return "level-unknown";
  for (int each = 0; each < 3; ++each) {
    if (found.has[each] && (!level || *level == each)) found.closed_from[each] = from;
  }
  return "ok";
}

std::optional<int> Model::named(int school, int certificate, int level, int year) const {
  return ledger.find({school, certificate, level, year});
}

void Model::judge_named(int certificate, int level, std::optional<int> plan, Refusals& refusals) const {
  Line line;
  line.certificate = certificate;
  line.level = level;
  const bool in_catalogue = certificate < static_cast<int>(certificates.size());
  refusals.add_if(!in_catalogue, "certificate-unknown");
  refusals.add_if(in_catalogue && !known(line), "level-unknown");
  const Figures figures = plan ? ledger.figures(*plan, now) : Figures{};
  if (figures.exited) {
    refusals.add("plan-exited");
  } else {
    refusals.add_if(figures.live <= 0, "no-such-plan");
  }
}

std::string Model::assess(const std::string& by, int school, int certificate, int level, int year, Day on,
                          std::optional<long long> examined, std::optional<long long> passed) {
  if (by != schools[static_cast<std::size_t>(school)].code) return "not-yours";
  const auto plan = named(school, certificate, level, year);
  Refusals refusals;
  judge_named(certificate, level, plan, refusals);
  const bool examined_valid = examined && *examined >= 1 && *examined <= 99999;
  refusals.add_if(!examined_valid, "headcount-invalid");
  const long long most = examined_valid ? *examined : 99999;
  refusals.add_if(!passed || *passed < 0 || *passed > most, "headcount-invalid");
  if (plan) {
    const Figures figures = ledger.figures(*plan, now);
    refusals.add_if(on < ledger.use_from(*plan) || on > today(), "date-invalid");
    refusals.add_if(examined_valid && figures.examined + *examined > figures.headcount, "over-plan");
  }
  if (refusals.none()) ledger.append({*plan, Sort::examined, *examined, on, start_of(on), now});
  return refusals.headline();
}

std::string Model::take_back(const std::string& by, std::size_t place, bool reason) {
  const Entry taken = ledger.entries()[place];
  const int school = ledger.plans()[static_cast<std::size_t>(taken.plan)].school;
  if (by != schools[static_cast<std::size_t>(school)].code) return "not-yours";
  Refusals refusals;
  refusals.add_if(taken.takes_back >= 0 || ledger.taken_back(place), "not-awaiting");
  refusals.add_if(!reason, "note-required");
  Entry back = taken;
  back.headcount = -taken.headcount;
  back.recorded = now;
  back.takes_back = static_cast<int>(place);
  if (refusals.none()) ledger.append(back);
  return refusals.headline();
}

std::string Model::hold(const std::string& by, int school, int certificate, int level, int year, bool reason) {
  if (by != "office") return "not-yours";
  const auto plan = named(school, certificate, level, year);
  Refusals refusals;
  judge_named(certificate, level, plan, refusals);
  refusals.add_if(!reason, "note-required");
  if (refusals.none()) holds_.emplace_back(*plan, this->year());
  return refusals.headline();
}

std::string Model::exit(const std::string& by) {
  if (by != "department") return "not-yours";
  const Day first = day_number({year(), 11, 11});
  const Day last = day_number({year(), 11, 20});
  if (!in_force() || today() < first || today() > last) return "window-closed";
  for (const int plan : exit_candidates(year())) {
    const PlanKey key = ledger.plans()[static_cast<std::size_t>(plan)];
    for (Application& each : applications) {
      const bool touches = std::any_of(each.lines.begin(), each.lines.end(), [&](const Line& line) {
        return PlanKey{each.school, line.certificate, line.level, line.plan_year} == key;
      });
      if (touches && awaits_decision(each)) each.status = Status::voided;
    }
    ledger.append({plan, Sort::exited, ledger.live(plan, now), today(), now, now});
  }
  return "ok";
}

}  // namespace kaoji::naive
