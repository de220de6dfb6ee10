#include <array>

#include "http/dependencies.hpp"
#include "http/json_reader.hpp"
#include "http/policy_schemas.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"

namespace kaoji::http {

namespace {

/// As its reader says what is wrong with it, with lines, it comes as it is. (256 KiB is what the reader takes.)
constexpr TextRule kFile{.max_characters = std::size_t{256} * 1024, .min_characters = 1, .form = TextForm::file};

/// The files are held for as long as the desk is used.
struct Desk {
  explicit Desk(const Asked& asked)
      : files(asked.dependencies->policies.files()), desk{asked.dependencies->policy_reader, *files} {}
  std::shared_ptr<const PolicyShelf::Files> files;
  usecases::PolicyDesk desk;
};

/// The server's memory follows what was put in force or taken back.
void follow(const Dependencies& dependencies) {
  dependencies.policies.take_uploaded(dependencies.store, dependencies.policy_reader);
}

Answer refused(const Asked& asked, const usecases::PolicyRefusal& refusal) {
  if (refusal.zh.empty()) return asked.refused(refusal.refusal);
  return problem_of(Fault{422, "policy-invalid", refusal.zh, refusal.en, refusal.field, {}, 0},
                    {asked.request.id, asked.context.now, asked.zone, &asked.context.book});
}

Answer file_answer(const Asked& asked, const usecases::PolicyView& view, int status) {
  JsonWriter json = asked.json();
  write_policy_file(json, view);
  Answer answer = json_answer(json.take(), status);
  if (view.file) answer.headers.emplace_back("ETag", etag_of(view.file->version));
  return answer;
}

Answer list_policies(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  const Desk with(asked);
  const auto views = usecases::list_policies(tx, asked.context, with.desk);
  if (!views) return asked.refused(views.error());
  JsonWriter json = asked.json(views->size() * 512);
  json.begin_object().key("items").begin_array();
  for (const usecases::PolicyView& view : *views) write_policy_file(json, view);
  json.end_array().end_object();
  return json_answer(json.take());
}

Answer read_policy_file(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const int year = query.year("year").value_or(asked.context.year());
  query.done();
  const Desk with(asked);
  const auto view = usecases::read_policy_file(tx, asked.context, with.desk, asked.act, asked.parameter);
  if (!view) return asked.refused(view.error());
  JsonWriter json = asked.json(view->text.size() + 8192);
  write_policy_document(json, *view, year);
  Answer answer = json_answer(json.take());
  if (view->file) answer.headers.emplace_back("ETag", etag_of(view->file->version));
  return answer;
}

Answer compare_policies(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const std::string left = query.text("left", 64).value_or("");
  const std::string right = query.text("right", 64).value_or("");
  const int year = query.year("year").value_or(asked.context.year());
  query.done();
  const Desk with(asked);
  const auto one = usecases::read_policy_file(tx, asked.context, with.desk, asked.act, left);
  if (!one) return asked.refused(one.error());
  const auto other = usecases::read_policy_file(tx, asked.context, with.desk, asked.act, right);
  if (!other) return asked.refused(other.error());
  JsonWriter json = asked.json((one->text.size() + other->text.size()) * 2 + 8192);
  write_comparison(json, *one, *other, year);
  return json_answer(json.take());
}

Answer try_policy(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  query.done();
  if (year > asked.context.year()) throw parameter_invalid("year", "年份在将来", "The year lies ahead");
  const Desk with(asked);
  const auto view = usecases::read_policy_file(tx, asked.context, with.desk, asked.act, asked.parameter);
  if (!view) return asked.refused(view.error());
  if (!view->readable) {
    return problem_of(Fault{422,
                            "policy-invalid",
                            "本程序读不懂这份文件，请先修改草稿。",
                            "This program does not understand the file; mend the draft first.",
                            {},
                            {},
                            0},
                      {asked.request.id, asked.context.now, asked.zone, &asked.context.book});
  }
  const auto trial = usecases::try_policy(tx, asked.context, view->policy, year);
  if (!trial) return asked.refused(trial.error());
  JsonWriter json = asked.json(trial->items.size() * 1024 + 4096);
  Directory directory(tx);
  write_trial(json, directory, *trial, view->policy, asked.context.book);
  return json_answer(json.take());
}

std::string text_of(const Request& request) {
  QueryReader(request.query).done();
  std::string text;
  read_json_object(request.body, [&](ObjectReader& body) { text = body.required_text("text", kFile); });
  return text;
}

Answer check_answer(ports::Transaction& tx, const Asked& asked, const std::string& text, std::optional<int> year) {
  if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
  const auto policy = asked.dependencies->policy_reader.read(text);
  const Desk with(asked);
  bool taken = false;
  if (policy) {
    for (const usecases::PolicyView& view : usecases::all_policies(tx, asked.context, with.desk)) {
      taken = taken || view.policy.id == policy->id;
    }
  }
  JsonWriter json = asked.json(8192);
  json.begin_object().member("ok", policy.ok()).key("faults");
  write_faults(json, policy ? std::vector<ports::PolicyFault>{} : policy.error());
  json.key("policy");
  write_policy_ref(json, policy ? &*policy : nullptr);
  json.member("effective_from", policy ? std::optional(policy->effective_from) : std::nullopt)
      .member("id_taken", taken)
      .key("words");
  const int asked_year = year.value_or(policy ? std::max(asked.context.year(), base::year_of(policy->effective_from))
                                              : asked.context.year());
  write_words(json, policy ? core::explain(*policy, asked_year) : std::vector<core::PolicyWords>{});
  json.member("year", asked_year).key("calendar");
  if (policy) {
    write_calendar(json, core::PolicyBook({*policy}), asked_year);
  } else {
    json.null();
  }
  json.end_object();
  return json_answer(json.take());
}

Prepared check_policy(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  std::string text;
  std::optional<int> year;
  read_json_object(request.body, [&](ObjectReader& body) {
    text = body.required_text("text", kFile);
    if (const auto number = body.maybe_integer("year", 2000, 2999)) year = static_cast<int>(*number);
  });
  return {[text = std::move(text), year](ports::Transaction& tx, const Asked& asked) {
            return check_answer(tx, asked, text, year);
          },
          true, true};
}

Prepared save_policy(const Request& request, std::string_view) {
  return {[text = text_of(request)](ports::Transaction& tx, const Asked& asked) {
    const Desk with(asked);
    const auto view = usecases::save_policy(tx, asked.context, with.desk, text);
    if (!view) return refused(asked, view.error());
    Answer answer = file_answer(asked, *view, 201);
    answer.headers.emplace_back("Location", "/api/policies/" + view->policy.id);
    return answer;
  }};
}

Prepared replace_policy(const Request& request, std::string_view parameter) {
  const std::int64_t version = required_version(request);
  return {[text = text_of(request), version, id = std::string(parameter)](ports::Transaction& tx, const Asked& asked) {
    const Desk with(asked);
    const auto view = usecases::replace_policy(tx, asked.context, with.desk, id, version, text);
    return view ? file_answer(asked, *view, 200) : refused(asked, view.error());
  }};
}

Prepared discard_policy(const Request& request, std::string_view parameter) {
  QueryReader(request.query).done();
  const std::int64_t version = required_version(request);
  return {[version, id = std::string(parameter)](ports::Transaction& tx, const Asked& asked) {
    const Desk with(asked);
    const auto done = usecases::discard_policy(tx, asked.context, id, with.desk, version);
    return done ? no_content() : refused(asked, done.error());
  }};
}

Prepared put_in_force(const Request& request, std::string_view parameter) {
  QueryReader(request.query).done();
  const std::int64_t version = required_version(request);
  std::optional<base::Date> from;
  bool dry_run = false;
  read_json_object(request.body, [&](ObjectReader& body) {
    from = body.maybe_date("from");
    dry_run = body.flag("dry_run");
  });
  if (!from && !dry_run) throw field_invalid("from", "请写明施行日期", "Say from which day on it is in force");
  return {[version, from, dry_run, id = std::string(parameter)](ports::Transaction& tx, const Asked& asked) {
            const Desk with(asked);
            const auto change = usecases::put_policy_in_force(tx, asked.context, with.desk, id, version, from, dry_run);
            if (!change) return refused(asked, change.error());
            JsonWriter json = asked.json(8192);
            write_policy_force(json, *change, dry_run);
            return json_answer(json.take());
          },
          dry_run, false, dry_run ? nullptr : follow};
}

Prepared take_back(const Request& request, std::string_view parameter) {
  QueryReader(request.query).done();
  const std::int64_t version = required_version(request);
  return {[version, id = std::string(parameter)](ports::Transaction& tx, const Asked& asked) {
            const Desk with(asked);
            const auto view = usecases::take_policy_back(tx, asked.context, with.desk, id, version);
            return view ? file_answer(asked, *view, 200) : refused(asked, view.error());
          },
          false, false, follow};
}

constexpr std::array kPolicyFileRoutes{
    asks("/api/policies", core::Act::policy_list, list_policies),
    writes(Method::post, "/api/policies", core::Act::policy_save, BodyType::json, save_policy),
    asks("/api/policies/{policy}", core::Act::policy_list, read_policy_file),
    writes(Method::put, "/api/policies/{policy}", core::Act::policy_save, BodyType::json, replace_policy),
    writes(Method::del, "/api/policies/{policy}", core::Act::policy_discard, BodyType::none, discard_policy),
    asks("/api/policies/{policy}/trial", core::Act::policy_trial, try_policy),
    writes(Method::put, "/api/policies/{policy}/force", core::Act::policy_enact, BodyType::json, put_in_force),
    writes(Method::del, "/api/policies/{policy}/force", core::Act::policy_enact, BodyType::none, take_back),
    writes(Method::post, "/api/policy-check", core::Act::policy_check, BodyType::json, check_policy),
    asks("/api/policy-comparison", core::Act::policy_list, compare_policies),
};
static_assert(all_have_rows(kPolicyFileRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> policy_file_routes() {
  return kPolicyFileRoutes;
}

}  // namespace kaoji::http
