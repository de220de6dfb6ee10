#include "cli/replay/http_theatre.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <map>

#include "cli/replay/api_acts.hpp"

namespace kaoji::cli::replay {

namespace {

namespace json = boost::json;

json::value world_json(const Story& story, const std::string& now) {
  json::array bureaus;
  for (const auto& each : story.world.bureaus) bureaus.push_back({{"code", each.code}, {"name", each.name}});
  json::array institutions;
  for (const auto& each : story.world.institutions) {
    json::object object{
        {"code", each.code}, {"name", each.name}, {"kind", core::to_text(each.kind)}, {"registered", each.registered}};
    if (!each.bureau.empty()) object["bureau"] = each.bureau;
    institutions.push_back(std::move(object));
  }
  json::array certificates;
  for (const auto& each : story.world.certificates) {
    json::array levels;
    for (const auto& level : each.levels) levels.push_back(json::string(core::to_text(level.level)));
    certificates.push_back({{"name", each.name}, {"levels", levels}, {"organisation", each.organisation}});
  }
  json::array plans;
  for (const auto& each : story.world.plans) {
    json::object object{{"institution", each.institution},
                        {"certificate", each.certificate},
                        {"level", core::to_text(each.level)},
                        {"year", each.year},
                        {"declared_on", base::to_text(each.declared_on)},
                        {"headcount", each.headcount}};
    if (each.examined > 0) object["examined"] = each.examined;
    if (each.examined_on) object["examined_on"] = base::to_text(*each.examined_on);
    plans.push_back(std::move(object));
  }
  return {{"policy", story.policy_text},  {"now", now},    {"bureaus", bureaus}, {"institutions", institutions},
          {"certificates", certificates}, {"plans", plans}};
}

std::optional<base::Date> date_at(const json::value& object, std::string_view key) {
  const json::value& found = object.at(key);
  if (!found.is_string()) return std::nullopt;
  return base::parse_date(std::string_view(found.as_string()));
}

std::string text_at(const json::value& object, std::string_view key) {
  return std::string(object.at(key).as_string());
}

class HttpTheatre final : public Theatre {
 public:
  explicit HttpTheatre(const std::string& url) : session_(url) {}

  void open(const Story& story) override {
    applications_.clear();
    session_.end();
    zone_ = story.policy.zone;
    const base::Instant begins =
        story.steps.empty() ? base::start_of(zone_, story.policy.effective_from) : story.steps.front().at;
    const auto answer =
        session_.send("POST", "/api/sandbox/world", json::serialize(world_json(story, base::to_text(zone_, begins))));
    if (!answer.ok()) throw StepImpossible("服务没有接受此情景 the server did not take the world: " + answer.body);
  }

  void set_now(base::Instant now) override {
    session_.end();
    const json::value clock{{"now", base::to_text(zone_, now)}, {"running", false}};
    const auto answer = session_.send("PUT", "/api/sandbox/clock", json::serialize(clock));
    if (!answer.ok()) throw StepImpossible("服务没有接受此时刻 the server did not take the clock");
  }

  Verdict act(const std::string& by, const Act& act) override {
    session_.be(by);
    const ApiActs acts(session_, applications_);
    return std::visit([&](const auto& each) { return acts.play(each); }, act);
  }

  ApplicationNow application(const std::string& id) override {
    const json::value view = view_of(id);
    return {text_at(view, "status"), text_at(view.at("awaits"), "actor")};
  }

  PlanNow plan(const usecases::PlanName& name, std::optional<base::Instant> as_of) override {
    session_.be("office");
    std::string path =
        fmt::format("/api/plans?institution={}&certificate={}&level={}&year={}", session_.encoded(name.institution),
                    session_.encoded(name.certificate), session_.encoded(name.level), name.year);
    if (as_of) path += "&as_of=" + session_.encoded(base::to_text(zone_, *as_of));
    const json::value page = read(path);
    const json::array& items = page.at("items").as_array();
    if (items.empty()) return {};
    const json::value& plan = items.front();
    return {plan.at("headcount").as_int64(), plan.at("live").as_int64(), plan.at("examined").as_int64(),
            plan.at("exited").as_bool()};
  }

  std::int64_t institution_live(const std::string& code) override {
    session_.be("office");
    return read("/api/institutions/" + session_.encoded(code)).at("live").as_int64();
  }

  std::string rate(const std::string& scope, int year, const std::string& name) override {
    session_.be("office");
    const json::value rates = read(fmt::format("/api/rates?scope={}&year={}", session_.encoded(scope), year));
    for (const json::value& each : rates.at("rates").as_array()) {
      if (text_at(each, "name") == name) return text_at(each, "value");
    }
    throw StepImpossible(fmt::format("没有此指标 no such rate: {}", name));
  }

  std::vector<usecases::PlanName> exit_candidates(int year) override {
    session_.be("department");
    std::vector<usecases::PlanName> names;
    const std::string path = fmt::format("/api/exit/candidates?year={}&held=false&limit=200", year);
    for (std::string cursor;;) {
      const json::value answer = read(path + cursor);
      for (const json::value& each : answer.at("items").as_array()) {
        const json::value& plan = each.at("plan");
        names.push_back({text_at(plan.at("institution"), "code"), text_at(plan, "certificate"), text_at(plan, "level"),
                         static_cast<int>(plan.at("year").as_int64())});
      }
      if (answer.at("next_cursor").is_null()) return names;
      cursor = "&cursor=" + session_.encoded(text_at(answer, "next_cursor"));
    }
  }

  std::vector<std::string> worklist(const std::string& actor) override {
    session_.be(actor);
    std::vector<std::string> ids;
    const json::value answer = read("/api/worklist");
    for (const json::value& each : answer.at("items").as_array()) {
      for (const auto& [id, application] : applications_) {
        if (application.id == each.at("id").as_int64()) ids.push_back(id);
      }
    }
    return ids;
  }

  WindowState window(core::ApplicationKind kind, core::Stage stage) override {
    const json::value answer = read("/api/windows");
    for (const json::value& each : answer.at("items").as_array()) {
      if (text_at(each, "kind") != core::to_text(kind) || text_at(each, "stage") != core::to_text(stage)) continue;
      return {each.at("open").as_bool(), date_at(each, "closes"), date_at(each, "opens")};
    }
    throw StepImpossible("服务没有答复此窗口 the server did not answer that window");
  }

  Annex1Blocks annex1(const std::string& id) override {
    Annex1Blocks blocks;
    const json::value view = view_of(id);
    for (const json::value& line : view.at("lines").as_array()) {
      auto& block = text_at(line, "block") == "right" ? blocks.right : blocks.left;
      block.push_back(text_at(line, "certificate"));
    }
    return blocks;
  }

  CapState cap(const std::string& code) override {
    session_.be("office");
    const json::value cap = read(fmt::format("/api/institutions/{}/cap", session_.encoded(code)));
    const std::int64_t base = cap.at("base").as_int64();
    const std::int64_t used = cap.at("used").as_int64();
    // Without a cap the server names none: everything that is live may go. What a waiver let pass leaves nothing.
    const std::int64_t left = cap.at("left").is_null() ? base - used : cap.at("left").as_int64();
    return {base, used, std::max<std::int64_t>(0, left)};
  }

 private:
  [[nodiscard]] json::value read(const std::string& path) { return json::parse(session_.must_get(path)); }

  /// The application as its own institution sees it.
  [[nodiscard]] json::value view_of(const std::string& id) {
    const auto found = applications_.find(id);
    if (found == applications_.end()) throw StepImpossible(fmt::format("没有此申报 no such application: {}", id));
    session_.be(found->second.institution);
    return read(fmt::format("/api/applications/{}", found->second.id));
  }

  ApiSession session_;
  base::Zone zone_;
  std::map<std::string, ApiApplication> applications_;
};

}  // namespace

std::unique_ptr<Theatre> make_http_theatre(const std::string& url) {
  return std::make_unique<HttpTheatre>(url);
}

}  // namespace kaoji::cli::replay
