#include "cli/replay/read_step.hpp"

#include <fmt/format.h>

#include "core/refusal/code.hpp"

namespace kaoji::cli::replay {

namespace {

FormHandedIn read_form(StoryTable& table) {
  const std::string text = table.text_or("form", "signed");
  if (text == "signed") return FormHandedIn::signed_scan;
  if (text == "none") return FormHandedIn::none;
  if (text == "stale") return FormHandedIn::stale;
  table.fail(fmt::format("`form`: 不认识 not known: {}", text));
}

std::vector<usecases::LineInput> read_lines(StoryTable& table) {
  std::vector<usecases::LineInput> lines;
  if (!table.has("lines")) table.fail("缺少 missing key `lines`");
  for (StoryTable& each : table.tables("lines")) {
    usecases::LineInput line;
    line.certificate = each.text("certificate");
    line.level = each.text("level");
    line.headcount = each.number("headcount");
    line.reason = each.text_or("reason", "");
    if (const auto year = each.optional_whole("year")) line.year = static_cast<int>(*year);
    each.finish();
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<NamedExcept> read_except(StoryTable& table) {
  std::vector<NamedExcept> excepts;
  for (StoryTable& each : table.tables("except")) {
    excepts.push_back({each.text("certificate"), each.text("level"), each.text_or("reason", "")});
    each.finish();
  }
  return excepts;
}

/// The plan that an assessment or a hold names beside its other fields.
usecases::PlanName named_in(StoryTable& table) {
  return {table.text("institution"), table.text("certificate"), table.text("level"),
          static_cast<int>(table.whole("year"))};
}

Act read_application_act(StoryTable& table, const std::string& what, const std::string& by) {
  if (what == "apply") {
    Apply apply{table.text("id"), table.text_or("for", by), table.word("kind", core::parse_application_kind),
                read_lines(table), read_form(table)};
    return apply;
  }
  if (what == "resubmit") return Resubmit{table.text("application"), read_lines(table), read_form(table)};
  if (what == "withdraw") return Withdraw{table.text("application")};
  return Review{table.text("application"), table.word("decision", core::parse_decision), table.text_or("note", ""),
                read_except(table)};
}

Act read_office_act(StoryTable& table, const std::string& what) {
  if (what == "register") return Register{table.text("institution")};
  if (what == "admit") return Admit{table.text("institution"), table.optional_date("until")};
  if (what == "platform") return SwitchPlatform{table.flag("open")};
  if (what == "waive") return Waive{table.text("institution"), table.text_or("reason", "")};
  if (what == "close-certificate") {
    return CloseCertificate{table.text("certificate"), table.optional_text("level"), table.date("from")};
  }
  Extend extend{table.word("stage", core::parse_stage), table.date("until"), table.text_or("reason", ""),
                table.text_or("institution", ""), table.text_or("bureau", "")};
  if (!extend.institution.empty() && !extend.bureau.empty()) {
    table.fail("`institution` 与 `bureau` 只能写一个 either institution or bureau, not both");
  }
  return extend;
}

Act read_act(StoryTable& table, const std::string& what, const std::string& by) {
  for (const char* each : {"apply", "resubmit", "withdraw", "review"}) {
    if (what == each) return read_application_act(table, what, by);
  }
  for (const char* each : {"register", "admit", "platform", "waive", "close-certificate", "extend"}) {
    if (what == each) return read_office_act(table, what);
  }
  if (what == "assess") {
    Assess assess;
    assess.plan = named_in(table);
    assess.wish = {table.date("on"), table.number("examined"), table.number("passed")};
    return assess;
  }
  if (what == "hold") {
    auto plan = named_in(table);
    return PlaceHold{std::move(plan), table.text_or("reason", "")};
  }
  if (what == "exit") return RunExit{};
  table.fail(fmt::format("`do`: 不认识 not known: {}", what));
}

}  // namespace

usecases::PlanName read_plan_name(StoryTable table) {
  auto name = named_in(table);
  table.finish();
  return name;
}

Step read_step(StoryTable& table) {
  Step step;
  step.line = table.line();
  step.at = table.instant("at");
  step.what = table.text("do");
  if (step.what == "check") {
    step.body = read_check(table);
    table.finish();
    return step;
  }
  step.by = table.text("by");
  step.expect = table.text_or("expect", "ok");
  step.clause = table.optional_text("clause");
  if (step.expect != "ok" && !core::parse_code(step.expect)) {
    table.fail(fmt::format("`expect`: 没有此代码 no such refusal: {}", step.expect));
  }
  step.body = read_act(table, step.what, step.by);
  table.finish();
  return step;
}

}  // namespace kaoji::cli::replay
