#include "http/policy_schemas.hpp"

#include <array>

#include "core/policy/trial_policy.hpp"
#include "http/problem.hpp"

namespace kaoji::http {

namespace {

constexpr std::array kKinds{core::ApplicationKind::new_plans, core::ApplicationKind::increase,
                            core::ApplicationKind::decrease};
constexpr std::array kStages{core::Stage::submit, core::Stage::preliminary, core::Stage::final};

void write_kinds(JsonWriter& json, const std::vector<core::ApplicationKind>& kinds) {
  json.begin_array();
  for (const auto kind : kinds) json.value(core::to_text(kind));
  json.end_array();
}

void write_calendar_round(JsonWriter& json, const core::Round& round, const core::PolicyBook& book) {
  json.begin_object().key("round");
  write_round_ref(json, round);
  json.member_or_null("clause", round.clause).key("kinds");
  write_kinds(json, round.kinds);
  for (const core::Stage stage : kStages) {
    json.key(core::to_text(stage));
    write_span(json, round.window(stage));
  }
  json.member("cap_percent", round.cap_percent).key("policy");
  write_policy_ref(json, book.find(round.ref.policy_id));
  json.end_object();
}

void write_word(JsonWriter& json, const core::PolicyWords& words) {
  json.begin_object()
      .member_or_null("clause", words.clause)
      .member("title_zh", words.title_zh)
      .member("title_en", words.title_en)
      .member("zh", words.zh)
      .member("en", words.en)
      .end_object();
}

void write_side(JsonWriter& json, std::string_view name, const std::vector<core::PolicyWords>& words,
                const std::optional<std::size_t>& index) {
  json.key(name);
  if (index) {
    write_word(json, words[*index]);
  } else {
    json.null();
  }
}

void write_compared_words(JsonWriter& json, const usecases::ComparedWords& words) {
  json.begin_array();
  for (const core::ComparedRow& row : words.rows) {
    json.begin_object().member("change", core::to_text(row.change));
    write_side(json, "left", words.left, row.left);
    write_side(json, "right", words.right, row.right);
    json.end_object();
  }
  json.end_array();
}

void write_line(JsonWriter& json, std::string_view name, const std::vector<std::string_view>& lines,
                const std::optional<std::size_t>& index) {
  json.key(name);
  if (index) {
    json.begin_object().member("number", *index + 1).member("text", lines[*index]).end_object();
  } else {
    json.null();
  }
}

void write_sentence(JsonWriter& json, std::string_view zh, std::string_view en) {
  json.begin_object().member("zh", zh).member("en", en).end_object();
}

void write_finding_of_trial(JsonWriter& json, const std::vector<core::Finding>& findings,
                            const core::PolicyBook& book) {
  core::Findings list;
  for (const core::Finding& finding : findings) list.add(finding);
  write_findings(json, list, &book);
}

void write_tried(JsonWriter& json, Directory& directory, const usecases::TriedApplication& tried,
                 const core::PolicyBook& book) {
  const core::Application& application = tried.application;
  json.begin_object()
      .member("application_id", application.id)
      .member("number", application.number)
      .member("kind", core::to_text(application.kind))
      .member("status", core::to_text(application.status))
      .key("institution");
  write_institution_ref(json, directory, tried.institution);
  json.member("verdict", core::to_text(tried.verdict))
      .member("step", tried.step)
      .member("at", tried.at)
      .key("findings");
  write_finding_of_trial(json, tried.findings, book);
  json.key("first_desk");
  if (tried.first_desk) {
    json.value(core::to_text(*tried.first_desk));
  } else {
    json.null();
  }
  json.member_or_null("clause", tried.clause).end_object();
}

}  // namespace

void write_span(JsonWriter& json, const core::DayWindow& window) {
  json.begin_object().member("from", window.first).member("to", window.last).end_object();
}

void write_calendar(JsonWriter& json, const core::PolicyBook& book, int year) {
  // A year's exit is the policy's that is in force when that year's window would open; in a year before any policy, the
  // first one's.
  const base::Date last = std::chrono::year(year) / std::chrono::December / 31;
  const core::Policy& policy = book.in_force_or_first(base::start_of(json.zone(), last));
  json.begin_object().member("year", year).member("time_zone", json.zone().name).key("rounds").begin_array();
  for (const core::Round& round : book.rounds_of_year(year)) write_calendar_round(json, round, book);
  json.end_array().key("exit");
  if (const auto window = policy.exit_window_of(year)) {
    json.begin_object().key("window");
    write_span(json, *window);
    json.member_or_null("clause", policy.exit_clause).key("policy");
    write_policy_ref(json, &policy);
    json.end_object();
  } else {
    json.null();
  }
  std::vector<core::ApplicationKind> unwindowed;
  for (const auto kind : kKinds) {
    if (!policy.windowed(kind)) unwindowed.push_back(kind);
  }
  json.key("unwindowed");
  write_kinds(json, unwindowed);
  json.end_object();
}

void write_words(JsonWriter& json, const std::vector<core::PolicyWords>& words) {
  json.begin_array();
  for (const core::PolicyWords& each : words) write_word(json, each);
  json.end_array();
}

void write_policy_file(JsonWriter& json, const usecases::PolicyView& view) {
  const core::Policy& policy = view.policy;
  const bool draft = view.state == usecases::PolicyState::draft;
  const auto& file = view.file;
  json.begin_object()
      .member("id", policy.id)
      .member("number", policy.number)
      .member("title", policy.title)
      .member("state", usecases::to_text(view.state))
      .member("uploaded", file.has_value())
      .member("readable", view.readable)
      .member("issued_on", view.readable ? std::optional(policy.issued_on) : std::nullopt)
      .member("effective_from", view.readable ? std::optional(view.own_effective_from) : std::nullopt)
      .member("in_force_from", draft ? std::nullopt : std::optional(policy.effective_from))
      .member("in_force_until", view.until)
      .member("version", file ? std::optional(file->version) : std::nullopt)
      .member("uploaded_at", file ? std::optional(file->uploaded_at) : std::nullopt)
      .member_or_null("uploaded_by", file ? std::string_view(file->actor) : std::string_view())
      .member("put_in_force_at", file ? file->put_in_force_at : std::nullopt)
      .member_or_null("put_in_force_by", file ? std::string_view(file->put_in_force_by) : std::string_view())
      .member_or_null("digest", file ? std::string_view(file->digest) : std::string_view())
      .end_object();
}

void write_policy_document(JsonWriter& json, const usecases::PolicyView& view, int year) {
  json.begin_object().key("file");
  write_policy_file(json, view);
  json.member("text", view.text).member("year", year).key("words");
  write_words(json, view.readable ? core::explain(view.policy, year) : std::vector<core::PolicyWords>{});
  json.key("calendar");
  if (view.readable) {
    write_calendar(json, core::PolicyBook({view.policy}), year);
  } else {
    json.null();
  }
  json.end_object();
}

void write_faults(JsonWriter& json, const std::vector<ports::PolicyFault>& faults) {
  json.begin_array();
  for (const ports::PolicyFault& fault : faults) {
    json.begin_object()
        .member("line", fault.line)
        .member("column", fault.column)
        .member("zh", fault.zh)
        .member("en", fault.en)
        .end_object();
  }
  json.end_array();
}

void write_comparison(JsonWriter& json, const usecases::PolicyView& left, const usecases::PolicyView& right, int year) {
  const auto left_lines = core::lines_of(left.text);
  const auto right_lines = core::lines_of(right.text);
  json.begin_object().key("left");
  write_policy_file(json, left);
  json.key("right");
  write_policy_file(json, right);
  json.member("year", year).key("words");
  write_compared_words(json, left.readable && right.readable
                                 ? usecases::compare_policies(left.policy, right.policy, year)
                                 : usecases::ComparedWords{});
  json.key("lines").begin_array();
  for (const core::ComparedRow& row : core::compare_lines(left_lines, right_lines)) {
    json.begin_object().member("change", core::to_text(row.change));
    write_line(json, "left", left_lines, row.left);
    write_line(json, "right", right_lines, row.right);
    json.end_object();
  }
  json.end_array().end_object();
}

void write_policy_force(JsonWriter& json, const usecases::PutInForce& change, bool dry_run) {
  json.begin_object()
      .member("dry_run", dry_run)
      .member("allowed", change.obstacles.empty())
      .member("from", change.from)
      .member("earliest", change.earliest)
      .key("obstacles")
      .begin_array();
  for (const usecases::PolicyObstacle& each : change.obstacles) write_sentence(json, each.zh, each.en);
  json.end_array().key("file");
  write_policy_file(json, change.view);
  json.key("replaces");
  write_policy_ref(json, change.replaces ? &*change.replaces : nullptr);
  json.key("interrupted").begin_array();
  for (const core::Round& round : change.interrupted) write_calendar_round(json, round, change.book);
  json.end_array().key("words");
  write_compared_words(json, change.words);
  json.key("calendar");
  write_calendar(json, change.book, base::year_of(change.from));
  json.end_object();
}

void write_trial(JsonWriter& json, Directory& directory, const usecases::PolicyTrial& trial, const core::Policy& policy,
                 const core::PolicyBook& book) {
  const core::PolicyBook tried({core::as_if_in_force(policy, trial.year)});
  json.begin_object().key("policy");
  write_policy_ref(json, &policy);
  json.member("year", trial.year)
      .member("applications", trial.applications)
      .member("steps", trial.steps)
      .member("same", trial.same)
      .member("otherwise", trial.otherwise)
      .member("unsure", trial.unsure)
      .member("refused_attempts", trial.refused_attempts)
      .key("by_code")
      .begin_array();
  for (const auto& [code, count] : trial.by_code) {
    json.begin_object().member("code", core::to_text(code)).member("applications", count).end_object();
  }
  json.end_array().key("items").begin_array();
  for (const usecases::TriedApplication& each : trial.items) {
    write_tried(json, directory, each, each.verdict == core::TrialVerdict::otherwise ? tried : book);
  }
  json.end_array().key("notes").begin_array();
  for (const usecases::TrialNote& note : usecases::trial_notes()) write_sentence(json, note.zh, note.en);
  json.end_array().end_object();
}

}  // namespace kaoji::http
