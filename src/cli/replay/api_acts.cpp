#include "cli/replay/api_acts.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

namespace kaoji::cli::replay {

namespace {

namespace json = boost::json;

/// A PDF of one empty page: what a story hands in as its scan.
constexpr std::string_view kScan =
    "%PDF-1.4\n"
    "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n"
    "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \n"
    "trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n173\n%%EOF\n";

json::array lines_json(const std::vector<usecases::LineInput>& lines) {
  json::array array;
  for (const usecases::LineInput& line : lines) {
    json::object object{{"certificate", line.certificate}, {"level", line.level}};
    // A number that is not whole, to be refused by the rules.
    object["headcount"] = line.headcount ? json::value(*line.headcount) : json::value(0.5);
    if (!line.reason.empty()) object["reason"] = line.reason;
    if (line.year) object["year"] = *line.year;
    array.push_back(std::move(object));
  }
  return array;
}

json::object plan_json(const usecases::PlanName& plan) {
  return {
      {"institution", plan.institution}, {"certificate", plan.certificate}, {"level", plan.level}, {"year", plan.year}};
}

json::value count_json(const std::optional<std::int64_t>& count) {
  return count ? json::value(*count) : json::value(0.5);
}

std::vector<core::LineWish> wishes_of(const json::value& application) {
  std::vector<core::LineWish> wishes;
  for (const json::value& line : application.at("lines").as_array()) {
    core::LineWish wish;
    wish.certificate = line.at("certificate").as_string();
    wish.level_text = line.at("level").as_string();
    wishes.push_back(std::move(wish));
  }
  return wishes;
}

std::int64_t number_at(const ApiAnswer& answer, std::string_view key) {
  return json::parse(answer.body).at(key).as_int64();
}

}  // namespace

Verdict ApiActs::post(const std::string& path, const std::string& body) const {
  return verdict_of(session_.send("POST", path, body));
}

std::string ApiActs::path_of(const std::string& story_id) const {
  const auto found = applications_.find(story_id);
  if (found == applications_.end()) throw StepImpossible(fmt::format("没有此申报 no such application: {}", story_id));
  return fmt::format("/api/applications/{}", found->second.id);
}

/// Uploads a scan of the revision that stands now. An application that the actor does not see gets one of revision 1:
/// the server says what is wrong.
Verdict ApiActs::upload(const std::string& path) const {
  const auto application = session_.get(path);
  const std::int64_t revision = application.ok() ? number_at(application, "revision") : 1;
  return verdict_of(session_.send_pdf(fmt::format("{}/scan?revision={}", path, revision), std::string(kScan)));
}

Verdict ApiActs::hand_in(const std::string& path, const std::vector<usecases::LineInput>& lines,
                         FormHandedIn form) const {
  Verdict verdict;
  if (form == FormHandedIn::stale) verdict = upload(path);
  if (!verdict.ok()) return verdict;
  const auto before = session_.get(path);
  const std::int64_t version = before.ok() ? number_at(before, "version") : 1;
  const std::int64_t revision = before.ok() ? number_at(before, "revision") : 1;
  // The contact names the revision, so that equal lines make a new one, too.
  const json::value draft{{"lines", lines_json(lines)}, {"contact_name", fmt::format("revision {}", revision + 1)}};
  verdict = verdict_of(session_.save(path, json::serialize(draft), version));
  if (verdict.ok() && form == FormHandedIn::none) {
    verdict = verdict_of(session_.send_without_body("DELETE", path + "/scan"));
  }
  if (verdict.ok() && form == FormHandedIn::signed_scan) verdict = upload(path);
  if (!verdict.ok()) return verdict;
  return verdict_of(session_.send_without_body("POST", path + "/submission"));
}

Verdict ApiActs::play(const Apply& apply) const {
  const json::value draft{
      {"kind", core::to_text(apply.kind)}, {"institution", apply.institution}, {"lines", json::array{}}};
  const auto created = session_.send("POST", "/api/applications", json::serialize(draft));
  if (!created.ok()) return verdict_of(created);
  applications_[apply.id] = {number_at(created, "id"), apply.institution};
  return hand_in(path_of(apply.id), apply.lines, apply.form);
}

Verdict ApiActs::play(const Resubmit& resubmit) const {
  return hand_in(path_of(resubmit.application), resubmit.lines, resubmit.form);
}

Verdict ApiActs::play(const Withdraw& withdraw) const {
  return post(path_of(withdraw.application) + "/withdrawal", "{}");
}

Verdict ApiActs::play(const Review& review) const {
  const std::string path = path_of(review.application);
  json::object body{{"decision", core::to_text(review.decision)}};
  if (!review.note.empty()) body["note"] = review.note;
  const auto application = session_.get(path);
  if (!review.except.empty() && application.ok()) {
    json::array except;
    for (const core::ExceptedLine& each : excepted_lines(review.except, wishes_of(json::parse(application.body)))) {
      except.push_back({{"line", each.line + 1}, {"reason", each.reason}});
    }
    body["except"] = std::move(except);
  }
  return post(path + "/review", json::serialize(body));
}

Verdict ApiActs::play(const Register& act) const {
  return post(fmt::format("/api/institutions/{}/registration", act.institution), "{}");
}

Verdict ApiActs::play(const Admit& act) const {
  json::object body;
  if (act.until) body["until"] = base::to_text(*act.until);
  return post(fmt::format("/api/institutions/{}/admissions", act.institution), json::serialize(body));
}

Verdict ApiActs::play(const SwitchPlatform& act) const {
  return verdict_of(session_.send("PUT", "/api/platform", act.open ? R"({"open":true})" : R"({"open":false})"));
}

Verdict ApiActs::play(const Extend& act) const {
  json::object body{{"stage", core::to_text(act.stage)}, {"until", base::to_text(act.until)}, {"reason", act.reason}};
  if (!act.institution.empty()) body["institution"] = act.institution;
  if (!act.bureau.empty()) body["bureau"] = act.bureau;
  return post("/api/extensions", json::serialize(body));
}

Verdict ApiActs::play(const Waive& act) const {
  return post(fmt::format("/api/institutions/{}/waivers", act.institution),
              json::serialize(json::value{{"reason", act.reason}}));
}

Verdict ApiActs::play(const CloseCertificate& act) const {
  json::object body{{"certificate", act.certificate}, {"from", base::to_text(act.from)}};
  if (act.level) body["level"] = *act.level;
  return post("/api/closures", json::serialize(body));
}

Verdict ApiActs::play(const Assess& act) const {
  json::object body = plan_json(act.plan);
  body["on"] = base::to_text(act.wish.on);
  body["examined"] = count_json(act.wish.examined);
  body["passed"] = count_json(act.wish.passed);
  return post("/api/assessments", json::serialize(body));
}

Verdict ApiActs::play(const PlaceHold& act) const {
  json::object body = plan_json(act.plan);
  body["reason"] = act.reason;
  return post("/api/holds", json::serialize(body));
}

Verdict ApiActs::play(const RunExit& /*act*/) const {
  return post("/api/exit/runs", "{}");
}

}  // namespace kaoji::cli::replay
