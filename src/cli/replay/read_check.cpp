#include <fmt/format.h>

#include "cli/replay/read_step.hpp"

namespace kaoji::cli::replay {

namespace {

Check read_application(StoryTable& table) {
  CheckApplication check{table.text("application"), table.optional_text("status"), table.optional_text("awaits")};
  if (!check.status && !check.awaits) table.fail("没有要核对的内容 nothing to compare");
  return check;
}

Check read_plan(StoryTable& table) {
  CheckPlan check;
  check.plan = read_plan_name(table.table("plan"));
  check.as_of = table.optional_instant("as_of");
  check.headcount = table.optional_whole("headcount");
  check.live = table.optional_whole("live");
  check.examined = table.optional_whole("examined");
  if (table.has("exited")) check.exited = table.flag("exited");
  if (!check.headcount && !check.live && !check.examined && !check.exited) {
    table.fail("没有要核对的内容 nothing to compare");
  }
  return check;
}

Check read_rate(StoryTable& table) {
  StoryTable rate = table.table("rate");
  CheckRate check{rate.text("scope"), static_cast<int>(rate.whole("year")), rate.text("name"), table.text("equals")};
  rate.finish();
  return check;
}

Check read_exit_candidates(StoryTable& table) {
  CheckExitCandidates check;
  check.year = static_cast<int>(table.whole("exit_candidates"));
  if (!table.has("equals")) table.fail("缺少 missing key `equals`");
  for (const StoryTable& each : table.tables("equals")) check.equals.push_back(read_plan_name(each));
  return check;
}

Check read_window(StoryTable& table) {
  StoryTable window = table.table("window");
  CheckWindow check;
  check.kind = window.word("kind", core::parse_application_kind);
  check.stage = window.word("stage", core::parse_stage);
  window.finish();
  if (table.has("open")) check.open = table.flag("open");
  check.closes = table.optional_date("closes");
  check.opens = table.optional_date("opens");
  if (!check.open && !check.closes && !check.opens) table.fail("没有要核对的内容 nothing to compare");
  return check;
}

Check read_annex1(StoryTable& table) {
  CheckAnnex1 check;
  check.application = table.text("annex1");
  if (table.has("left")) check.left = table.texts("left");
  if (table.has("right")) check.right = table.texts("right");
  if (!check.left && !check.right) table.fail("没有要核对的内容 nothing to compare");
  return check;
}

Check read_cap(StoryTable& table) {
  CheckCap check{table.text("cap"), table.optional_whole("base"), table.optional_whole("used"),
                 table.optional_whole("left")};
  if (!check.base && !check.used && !check.left) table.fail("没有要核对的内容 nothing to compare");
  return check;
}

}  // namespace

Check read_check(StoryTable& table) {
  if (table.has("application")) return read_application(table);
  if (table.has("plan")) return read_plan(table);
  if (table.has("institution")) return CheckInstitution{table.text("institution"), table.whole("live")};
  if (table.has("rate")) return read_rate(table);
  if (table.has("exit_candidates")) return read_exit_candidates(table);
  if (table.has("worklist")) return CheckWorklist{table.text("worklist"), table.texts("equals")};
  if (table.has("window")) return read_window(table);
  if (table.has("annex1")) return read_annex1(table);
  if (table.has("cap")) return read_cap(table);
  table.fail("不知核对什么 a check of nothing that is known");
}

}  // namespace kaoji::cli::replay
