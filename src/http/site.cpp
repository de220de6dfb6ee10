#include "http/site.hpp"

#include <optional>
#include <utility>

#include "http/embedded_client.hpp"
#include "http/limits.hpp"
#include "http/session_cookie.hpp"

namespace kaoji::http {

namespace {

/// A longer body is read on a worker's thread.
constexpr std::size_t kReadHere = std::size_t{64} * 1024;

/// What an account may do before it has a password of its own.
bool waits_for_no_password(core::Act act) {
  return act == core::Act::me_read || act == core::Act::password_change || act == core::Act::session_close;
}

/// What a session is good for whose sign-in is not over.
bool ends_a_sign_in(ports::SessionStage stage, core::Act act) {
  if (act == core::Act::session_close) return true;
  if (stage == ports::SessionStage::code) return act == core::Act::session_prove;
  return act == core::Act::factor_enrol || act == core::Act::factor_confirm;
}

/// Acts that are dry runs and nothing else.
bool needs_no_key(core::Act act) {
  return act == core::Act::application_check || act == core::Act::policy_check;
}

/// A missing key is told before a wrong body; only a dry run, which the body tells, needs none.
Prepared prepare(const Route& route, const Visit& visit) {
  std::optional<Fault> no_key;
  try {
    check_idempotency_key(visit.request());
  } catch (const Fault& fault) {
    no_key = fault;
  }
  try {
    Prepared prepared = route.prepare(visit.request(), visit.parameter);
    if (no_key && !prepared.dry_run) throw *no_key;
    return prepared;
  } catch (const Fault&) {
    if (no_key && !needs_no_key(route.act)) throw *no_key;
    throw;
  }
}

std::string object_of(const Request& request) {
  constexpr std::string_view api = "/api/";
  return request.path.starts_with(api) ? request.path.substr(api.size()) : request.path;
}

}  // namespace

Site::Site(Dependencies dependencies, SiteOptions options, std::span<const std::span<const Route>> routes)
    : dependencies_(std::move(dependencies)),
      options_(std::move(options)),
      routes_(routes),
      guards_(dependencies_.failures_per_address, dependencies_.factor_life),
      questions_(options_.question_threads, kWaitingQuestions),
      slow_(options_.slow_threads, kWaitingSlowWork),
      scans_(options_.scan_threads, kWaitingScans) {}

void Site::finish() {
  // Who waits with a scan has been cut off by now, and reading it takes its time.
  scans_.drop_waiting();
  scans_.finish();
  slow_.finish();
  questions_.finish();
}

void Site::serve(const std::shared_ptr<Exchange>& uncounted) {
  const auto exchange = std::make_shared<CountedExchange>(uncounted, requests_);
  const Request& request = exchange->request();
  auto book = dependencies_.policies.current();
  usecases::Context context{*book, request.received_at, {}, dependencies_.crypto, request.address, request.id};
  auto visit = std::make_shared<Visit>(Visit{exchange, std::move(book), std::move(context), {}, {}, {}, {}, {}});
  try {
    if (request.path.empty()) throw parameter_invalid("path", "地址的编码不对", "The path is not encoded correctly");
    const Method method = request.method == Method::head ? Method::get : request.method;
    const Match match = find_route(routes_, method, request.path);
    if (match.route == nullptr) return serve_elsewhere(visit, match.other_method);
    exchange->set_route(match.route);
    visit->parameter = match.parameter;
    visit->second_parameter = match.second_parameter;
    visit->act = match.route->act;
    visit->token = session_token(request.cookie, options_.over_tls);
    if (!visit->token.empty()) visit->token_digest = dependencies_.crypto.sm3(visit->token);
    serve_route(*match.route, visit);
  } catch (...) {
    visit->fail(std::current_exception());
  }
}

/// 405 with the methods that the path takes.
Answer Site::wrong_method(const Visit& visit) const {
  std::string allowed;
  for (const Method method : {Method::get, Method::post, Method::put, Method::del}) {
    if (find_route(routes_, method, visit.request().path).route == nullptr) continue;
    if (!allowed.empty()) allowed += ", ";
    allowed += to_text(method);
  }
  Answer answer = problem_of(method_not_allowed(), visit.problem_context());
  answer.headers.emplace_back("Allow", std::move(allowed));
  return answer;
}

void Site::serve_elsewhere(const std::shared_ptr<Visit>& visit, bool other_method) {
  const Request& request = visit->request();
  if (other_method) return visit->answer(wrong_method(*visit));
  const bool reads = request.method == Method::get || request.method == Method::head;
  if (request.path.starts_with("/api/") || request.path == "/api") return visit->fail(not_found());
  if (!reads) return visit->fail(method_not_allowed());
  if (auto file = client_file(request)) return visit->answer(*std::move(file));
  visit->fail(not_found());
}

void Site::serve_route(const Route& route, const std::shared_ptr<Visit>& visit) {
  switch (route.serving) {
    case Serving::own:
      return route.flow(*this, visit);
    case Serving::question:
      return ask(visit, route.question);
    case Serving::write:
      if (visit->token.empty()) throw not_authenticated();
      guard_write(visit->request(), route.body, true);
      if (visit->request().body.size() <= kReadHere) return serve_write(route, visit);
      return work(visit, [this, &route, visit] { serve_write(route, visit); });
  }
}

void Site::serve_write(const Route& route, const std::shared_ptr<Visit>& visit) {
  Prepared prepared;
  try {
    prepared = prepare(route, *visit);
  } catch (const Fault& fault) {
    // Who may not ask at all is told that first, not what is wrong with the question.
    return ask(
        visit, [fault](ports::Transaction&, const Asked&) -> Answer { throw fault; }, true);
  }
  if (prepared.only_reads) return ask(visit, std::move(prepared.work), true);
  if (prepared.once_durable == nullptr) return change(visit, std::move(prepared.work), prepared.dry_run);
  change_part(visit, std::move(prepared.work), std::string(visit->request().idempotency_key),
              [this, visit, follow = prepared.once_durable](const Answer& answer) {
                work(visit, [this, visit, follow, answer] {
                  if (answer.status < 300) follow(dependencies_);
                  visit->answer(answer);
                });
              });
}

void Site::run(Workers& workers, const std::shared_ptr<Visit>& visit, std::function<void()> job) {
  const bool taken = workers.take([visit, job = std::move(job)] {
    try {
      job();
    } catch (...) {
      visit->fail(std::current_exception());
    }
  });
  if (!taken) visit->fail(busy());
}

void Site::slowly(const std::shared_ptr<Visit>& visit, std::function<void()> job) {
  run(slow_, visit, std::move(job));
}

void Site::with_scan(const std::shared_ptr<Visit>& visit, std::function<void()> job) {
  run(scans_, visit, std::move(job));
}

void Site::work(const std::shared_ptr<Visit>& visit, std::function<void()> job) {
  run(questions_, visit, std::move(job));
}

Asked Site::asked_by(const Visit& visit, const usecases::Context& context, const usecases::SessionActor* who) const {
  Asked asked{visit.request(), visit.parameter, visit.act, context, visit.zone()};
  asked.sandbox = dependencies_.sandbox != nullptr;
  asked.second_parameter = visit.second_parameter;
  asked.dependencies = &dependencies_;
  if (who != nullptr) {
    asked.session = who;
  }
  return asked;
}

usecases::SessionActor Site::required_session(ports::Transaction& tx, const Visit& visit) const {
  auto who = usecases::find_begun_session(tx, visit.token_digest, visit.context.now);
  if (!who) throw not_authenticated();
  const ports::SessionStage stage = who->session.stage;
  if (stage != ports::SessionStage::whole) {
    if (!ends_a_sign_in(stage, visit.act)) throw not_authenticated();
    return *std::move(who);
  }
  const bool change_first = who->account.must_change_password ||
                            usecases::password_expired(who->account, dependencies_.sign_in_rules, visit.context.now);
  if (change_first && !waits_for_no_password(visit.act)) throw password_change_required();
  return *std::move(who);
}

/// Whoever may never do it is told that, not to show a factor.
bool Site::lacks_fresh_factor(const Visit& visit, const usecases::SessionActor& who) const {
  if (!core::needs_fresh_factor(visit.act) || !core::may_ever(who.actor.role, visit.act)) return false;
  return !guards_.factors.fresh(visit.token_digest);
}

Answer Site::stale_factor(ports::Transaction& tx, const Visit& visit, const usecases::Context& acting) const {
  usecases::record_stale_factor(tx, acting, {visit.act, object_of(visit.request())});
  return problem_of(factor_stale(guards_.factors.life()), visit.problem_context());
}

void Site::ask(const std::shared_ptr<Visit>& visit, Work question, bool token_needed) {
  ask_then(
      visit, std::move(question), [visit](Answer answer) { visit->answer(std::move(answer)); }, token_needed);
}

void Site::ask_then(const std::shared_ptr<Visit>& visit, Work question, std::function<void(Answer)> then,
                    bool token_needed) {
  const bool for_visitors = core::open_to_visitors(visit->act);
  if (visit->token.empty() && !for_visitors) return visit->fail(not_authenticated());
  work(visit, [this, visit, question = std::move(question), then = std::move(then), token_needed, for_visitors] {
    usecases::Context context = visit->context;
    Answer answer;
    bool touch_due = false;
    bool stale = false;
    dependencies_.store.read([&](ports::Transaction& tx) {
      if (for_visitors) {
        const auto who = usecases::find_session(tx, visit->token_digest, context.now);
        if (who) context.actor = who->actor;
        tx.confine(who ? usecases::sight_of(who->actor) : ports::Scope{core::InstitutionId{}, {}, std::nullopt});
        answer = question(tx, asked_by(*visit, context, who ? &*who : nullptr));
        return;
      }
      const usecases::SessionActor who = required_session(tx, *visit);
      if (token_needed && !same_secret(who.session.csrf_token, visit->request().csrf)) throw csrf_refused();
      touch_due = usecases::seen_is_old(who.session, context.now);
      context.actor = who.actor;
      stale = !token_needed && lacks_fresh_factor(*visit, who);
      if (stale) return;
      tx.confine(usecases::sight_of(who.actor));
      answer = question(tx, asked_by(*visit, context, &who));
    });
    if (touch_due) touch(*visit);
    if (stale || answer.denied) return record_denial(visit, context, std::move(answer));
    then(std::move(answer));
  });
}

/// A question reads only: the row of what it was denied is a write of its own, before the answer.
void Site::record_denial(const std::shared_ptr<Visit>& visit, const usecases::Context& context, Answer answer) {
  const auto held = std::make_shared<Answer>(std::move(answer));
  dependencies_.store.write(
      [this, visit, held, actor = context.actor](ports::Transaction& tx) {
        usecases::Context acting = visit->context;
        acting.actor = actor;
        if (held->denied) {
          static_cast<void>(usecases::record_not_yours(tx, acting, {visit->act, object_of(visit->request())}));
        } else {
          *held = stale_factor(tx, *visit, acting);
        }
      },
      [visit, held](const std::exception_ptr& failure) {
        if (failure) return visit->fail(failure);
        visit->answer(std::move(*held));
      });
}

/// The answer does not wait for it, and its failure changes nothing for anyone: the session only ends earlier.
void Site::touch(const Visit& visit) {
  try {
    dependencies_.store.write([digest = visit.token_digest, now = visit.context.now](
                                  ports::Transaction& tx) { tx.accounts().touch_session(digest, now); },
                              [](const std::exception_ptr&) {});
  } catch (const ports::Busy&) {
    return;
  }
}

void Site::change(const std::shared_ptr<Visit>& visit, Work work, bool keyless) {
  Key key;
  if (!keyless)
    key = {std::string(visit->request().idempotency_key), request_digest(visit->request(), dependencies_.crypto)};
  put_write(visit, std::move(work), std::move(key), [visit](Answer answer) { visit->answer(std::move(answer)); });
}

void Site::change_part(const std::shared_ptr<Visit>& visit, Work work, const std::string& key,
                       std::function<void(Answer)> then) {
  put_write(visit, std::move(work), {key, request_digest(visit->request(), dependencies_.crypto)}, std::move(then));
}

void Site::put_write(const std::shared_ptr<Visit>& visit, Work work, Key key, std::function<void(Answer)> then) {
  const std::string under_way = key.text.empty() ? std::string() : visit->token_digest + key.text;
  if (!under_way.empty() && !keys_.begin(under_way)) throw idempotency_in_progress();
  const auto end = [this, under_way] {
    if (!under_way.empty()) keys_.end(under_way);
  };
  const auto answer = std::make_shared<Answer>();
  try {
    dependencies_.store.write([this, visit, work = std::move(work), key = std::move(key),
                               answer](ports::Transaction& tx) { *answer = decide(tx, *visit, work, key); },
                              [visit, answer, end, then = std::move(then)](const std::exception_ptr& failure) {
                                end();
                                if (failure) return visit->fail(failure);
                                then(std::move(*answer));
                              });
  } catch (...) {
    end();
    throw;
  }
}

/// May run more than once: everything it does, it does to the transaction.
Answer Site::decide(ports::Transaction& tx, const Visit& visit, const Work& work, const Key& key) const {
  const usecases::SessionActor who = required_session(tx, visit);
  if (!same_secret(who.session.csrf_token, visit.request().csrf)) throw csrf_refused();
  if (!key.text.empty()) {
    if (auto kept = kept_answer(tx, who.actor.account, key.text, key.digest)) return *std::move(kept);
  }
  usecases::Context context = visit.context;
  context.actor = who.actor;
  // Not kept under the key: with a factor shown, the same request goes through.
  if (!key.text.empty() && lacks_fresh_factor(visit, who)) return stale_factor(tx, visit, context);
  Answer answer = work(tx, asked_by(visit, context, &who));
  if (usecases::seen_is_old(who.session, context.now)) tx.accounts().touch_session(visit.token_digest, context.now);
  if (!key.text.empty()) keep_answer(tx, who.actor.account, key.text, key.digest, answer, context.now);
  return answer;
}

}  // namespace kaoji::http
