#include "cli/replay/story_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/policy_toml/read_policy.hpp"
#include "cli/failure.hpp"
#include "cli/replay/read_step.hpp"
#include "cli/replay/story_table.hpp"

namespace kaoji::cli::replay {

namespace {

core::Institution read_institution(StoryTable table) {
  core::Institution institution;
  institution.code = table.text("code");
  institution.name = table.text("name");
  institution.kind = table.word("kind", core::parse_institution_kind);
  institution.bureau = table.text_or("bureau", "");
  institution.registered = table.flag_or("registered", true);
  const bool local = institution.kind == core::InstitutionKind::local_secondary;
  if (local == institution.bureau.empty()) {
    table.fail("只有市县属中职有主管部门 `bureau` goes with local-secondary, and only with it");
  }
  table.finish();
  return institution;
}

core::Certificate read_certificate(StoryTable table) {
  core::Certificate certificate;
  certificate.name = table.text("name");
  certificate.organisation = table.text_or("organisation", "");
  for (const std::string& text : table.texts("levels")) {
    const auto level = core::parse_level(text);
    if (!level) table.fail(fmt::format("`levels`: 不认识 not known: {}", text));
    certificate.levels.push_back({*level, std::nullopt});
  }
  table.finish();
  return certificate;
}

usecases::OpeningPlan read_opening_plan(StoryTable table) {
  usecases::OpeningPlan plan;
  plan.institution = table.text("institution");
  plan.certificate = table.text("certificate");
  plan.level = table.word("level", core::parse_level);
  plan.year = static_cast<int>(table.whole("year"));
  plan.declared_on = table.date("declared_on");
  plan.headcount = table.whole("headcount");
  plan.examined = table.whole_or("examined", 0);
  plan.examined_on = table.optional_date("examined_on");
  if (plan.headcount < 0 || plan.examined < 0 || plan.examined > plan.headcount) {
    table.fail("人数不合理 the headcounts cannot be right");
  }
  table.finish();
  return plan;
}

usecases::World read_world(StoryTable& table) {
  usecases::World world;
  for (StoryTable& each : table.tables("bureau")) {
    world.bureaus.push_back({each.text("code"), each.text("name")});
    each.finish();
  }
  for (StoryTable& each : table.tables("institution")) world.institutions.push_back(read_institution(each));
  for (StoryTable& each : table.tables("certificate")) world.certificates.push_back(read_certificate(each));
  for (StoryTable& each : table.tables("plan")) world.plans.push_back(read_opening_plan(each));
  return world;
}

/// What the world must hold for its own names: a plan's institution and certificate, an institution's bureau.
void check_names(const StoryTable& table, const usecases::World& world) {
  const auto holds = [](const auto& list, auto member, const std::string& name) {
    return std::any_of(list.begin(), list.end(), [&](const auto& each) { return each.*member == name; });
  };
  for (const core::Institution& each : world.institutions) {
    if (!each.bureau.empty() && !holds(world.bureaus, &core::Bureau::code, each.bureau)) {
      table.fail(fmt::format("没有此主管部门 no such bureau: {}", each.bureau));
    }
  }
  for (const usecases::OpeningPlan& each : world.plans) {
    if (!holds(world.institutions, &core::Institution::code, each.institution)) {
      table.fail(fmt::format("没有此院校 no such institution: {}", each.institution));
    }
    if (!holds(world.certificates, &core::Certificate::name, each.certificate)) {
      table.fail(fmt::format("没有此证书 no such certificate: {}", each.certificate));
    }
  }
}

policy_toml::TomlValue parsed(std::string_view text) {
  auto read = policy_toml::parse_toml(text);
  if (!read) throw StoryError(read.error().front().line, read.error().front().en);
  return std::move(read).value();
}

}  // namespace

Story read_story_text(std::string_view text, const std::function<std::string(const std::string&)>& policy_of) {
  const policy_toml::TomlValue value = parsed(text);
  StoryTable table(value);
  Story story;
  story.title = table.text("title");
  story.policy_text = policy_of(table.text("policy"));
  auto policy = policy_toml::read_policy(story.policy_text);
  if (!policy)
    throw CommandFailed(fmt::format("政策文件有误 the policy file is refused: {}", policy.error().front().en));
  story.policy = std::move(policy).value();
  story.world = read_world(table);
  check_names(table, story.world);
  for (StoryTable& each : table.tables("step")) {
    story.steps.push_back(read_step(each));
    const std::size_t last = story.steps.size() - 1;
    if (last > 0 && story.steps[last].at < story.steps[last - 1].at)
      each.fail("早于上一步 earlier than the step before");
  }
  table.finish();
  return story;
}

}  // namespace kaoji::cli::replay
