#include <array>

#include "core/policy/deadline.hpp"
#include "core/policy/explanation.hpp"
#include "http/policy_schemas.hpp"
#include "http/routes.hpp"
#include "http/shared_schemas.hpp"

namespace kaoji::http {

namespace {

constexpr std::array kKinds{core::ApplicationKind::new_plans, core::ApplicationKind::increase,
                            core::ApplicationKind::decrease};
constexpr std::array kStages{core::Stage::submit, core::Stage::preliminary, core::Stage::final};

std::optional<base::Instant> start_of(const JsonWriter& json, const std::optional<base::Date>& day, int later = 0) {
  if (!day) return std::nullopt;
  return base::start_of(json.zone(), base::plus_days(*day, later));
}

Answer read_calendar(ports::Transaction&, const Asked& asked) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  query.done();
  JsonWriter json = asked.json(4096);
  write_calendar(json, asked.context.book, year);
  return json_answer(json.take());
}

/// The last day to which an extension moved this stage for the asker; nothing when none reaches him, or it adds
/// nothing.
std::optional<base::Date> extended_until(const std::vector<core::Extension>& extensions, const core::Round& round,
                                         core::Stage stage, const core::Institution* own, std::string_view bureau) {
  if (own == nullptr && bureau.empty()) return std::nullopt;
  const core::DayWindow window = core::window_for(
      round, stage, extensions, own == nullptr ? std::string_view() : std::string_view(own->code), bureau);
  if (window.last == round.window(stage).last) return std::nullopt;
  return window.last;
}

struct Asker {
  const core::Institution* institution = nullptr;
  std::string_view bureau;
  std::vector<core::Extension> extensions;
};

Asker asker_of(ports::Transaction& tx, const Asked& asked, Directory& directory) {
  Asker asker;
  if (asked.session == nullptr) return asker;
  const core::Actor& actor = asked.context.actor;
  if (actor.institution.some()) asker.institution = directory.institution(actor.institution);
  asker.bureau =
      asker.institution != nullptr ? std::string_view(asker.institution->bureau) : std::string_view(actor.bureau);
  if (asker.institution != nullptr || !asker.bureau.empty())
    asker.extensions = tx.grants().extensions_for(
        asker.institution != nullptr ? std::string_view(asker.institution->code) : std::string_view(), asker.bureau);
  return asker;
}

void write_window_now(JsonWriter& json, const usecases::Context& context, core::ApplicationKind kind, core::Stage stage,
                      const Asker& asker) {
  const core::WindowNow window = core::window_now(context.book, kind, stage, context.now);
  const core::Policy& policy = context.policy();
  std::optional<base::Date> extended;
  for (const core::Round& round : context.book.last_opened(kind, context.now)) {
    const auto until = extended_until(asker.extensions, round, stage, asker.institution, asker.bureau);
    if (until && *until >= context.today()) extended = until;
  }
  json.begin_object()
      .member("kind", core::to_text(kind))
      .member("stage", core::to_text(stage))
      .member("open", window.open)
      .member("always", !window.bound)
      .key("round");
  write_maybe_round(json, window.round);
  json.member("closes", window.closes)
      .member("opens", window.opens)
      .member("closes_at", start_of(json, window.closes, 1))
      .member("opens_at", start_of(json, window.opens))
      .member("extended_until", extended)
      .member("extended_until_at", start_of(json, extended, 1))
      .member_or_null("clause",
                      window.round ? std::string_view(window.round->clause) : std::string_view(policy.clause_of(kind)))
      .end_object();
}

void write_exit_now(JsonWriter& json, const usecases::Context& context) {
  const core::Policy& policy = context.policy();
  const base::Date today = context.today();
  auto window = policy.exit_window_of(context.year());
  if (!window || window->last < today) window = policy.exit_window_of(context.year() + 1);
  const bool open = window && window->holds(today);
  const auto opens = window && !open ? std::optional(window->first) : std::nullopt;
  const auto closes = open ? std::optional(window->last) : std::nullopt;
  json.begin_object()
      .member("open", open)
      .member("opens", opens)
      .member("closes", closes)
      .member("opens_at", start_of(json, opens))
      .member("closes_at", start_of(json, closes, 1))
      .member_or_null("clause", policy.exit_clause)
      .end_object();
}

Answer read_windows(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  Directory directory(tx);
  const Asker asker = asker_of(tx, asked, directory);
  const usecases::Context& context = asked.context;
  JsonWriter json = asked.json(4096);
  json.begin_object()
      .member("server_time", context.now)
      .member("time_zone", asked.zone.name)
      .key("items")
      .begin_array();
  for (const auto kind : kKinds) {
    for (const auto stage : kStages) write_window_now(json, context, kind, stage, asker);
  }
  json.end_array().key("exit");
  write_exit_now(json, context);
  const auto current = context.book.last_opened(std::nullopt, context.now);
  json.key("current_round");
  write_maybe_round(json, current.empty() ? std::nullopt : std::optional(current.front()));
  json.key("policy");
  write_policy_ref(json, context.book.in_force(context.now));
  json.end_object();
  return json_answer(json.take());
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const auto& text : texts) json.value(text);
  json.end_array();
}

void write_measures(JsonWriter& json, std::string_view name, const std::vector<core::Measure>& measures) {
  json.key(name).begin_array();
  for (const auto measure : measures) json.value(core::to_text(measure));
  json.end_array();
}

void write_policy_data(JsonWriter& json, const core::Policy& policy) {
  json.key("reasons").begin_object();
  write_texts(json, "increase", policy.increase_reasons);
  write_texts(json, "decrease", policy.decrease_reasons);
  json.end_object()
      .member("other_reason", "其他")
      .member("cap_percent", policy.cap_percent)
      .member("cap_scope", policy.cap_scope == core::CapScope::line ? "line" : "institution-round")
      .member("increase_windowed", policy.increase_windowed)
      .member("needs_admission", policy.increase_needs_admission)
      .member("review_days", policy.review_days)
      .key("preliminary_review")
      .begin_array();
  for (const auto kind : policy.preliminary_review) json.value(core::to_text(kind));
  json.end_array().member("signed_scan", policy.signed_scan).member("exit_after_years", policy.exit_after_years);
  json.key("exit_reminder_days").begin_array();
  for (const int days : policy.exit_reminder_days) json.value(days);
  json.end_array().member("reconcile_before_final", policy.reconcile_before_final).member("claiming", policy.claiming);
  json.key("indicators").begin_array();
  for (const core::IndicatorRule& rule : policy.indicators) {
    json.begin_object().member("name", rule.name).member("label", rule.label);
    write_measures(json, "numerator", rule.numerator);
    write_measures(json, "denominator", rule.denominator);
    json.end_object();
  }
  json.end_array();
}

Answer read_policy(ports::Transaction&, const Asked& asked) {
  asked.takes_no_query();
  const core::Policy& policy = asked.context.policy();
  JsonWriter json = asked.json(8192);
  json.begin_object()
      .member("id", policy.id)
      .member("number", policy.number)
      .member("title", policy.title)
      .member("issued_on", policy.issued_on)
      .member("effective_from", policy.effective_from)
      .member("time_zone", policy.zone.name)
      .key("words");
  write_words(json, core::explain(policy, asked.context.year()));
  write_policy_data(json, policy);
  json.end_object();
  return json_answer(json.take());
}

constexpr std::array kPolicyRoutes{
    asks("/api/calendar", core::Act::calendar_read, read_calendar),
    asks("/api/windows", core::Act::window_read, read_windows),
    asks("/api/policy", core::Act::policy_read, read_policy),
};
static_assert(all_have_rows(kPolicyRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> policy_routes() {
  return kPolicyRoutes;
}

}  // namespace kaoji::http
