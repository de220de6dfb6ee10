#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "http/comparisons.hpp"
#include "http/dependencies.hpp"
#include "http/idempotency.hpp"
#include "http/readiness.hpp"
#include "http/request_counts.hpp"
#include "http/route.hpp"
#include "http/sign_in_guards.hpp"
#include "http/uploads.hpp"
#include "http/visit.hpp"
#include "http/workers.hpp"
#include "usecases/second_factor.hpp"

namespace kaoji::http {

struct SiteOptions {
  std::size_t question_threads = 2;  ///< database reads at a time
  std::size_t slow_threads = 2;      ///< children, password hashes and files at a time
  std::size_t scan_threads = 2;      ///< uploaded scans judged and read at a time
  bool over_tls = true;
  std::string version;
};

/// Takes every request to whoever serves it: sessions, tokens, keys and failures are settled here, in the same way for
/// all.
class Site {
 public:
  using Work = std::function<Answer(ports::Transaction&, const Asked&)>;

  Site(Dependencies dependencies, SiteOptions options, std::span<const std::span<const Route>> routes);

  /// Serves one request; called on the network's thread.
  void serve(const std::shared_ptr<Exchange>& exchange);
  /// Finishes what the workers have begun.
  void finish();

  [[nodiscard]] const Dependencies& dependencies() const { return dependencies_; }
  [[nodiscard]] const SiteOptions& options() const { return options_; }
  /// The uploads under way.
  [[nodiscard]] Uploads& uploads() { return uploads_; }
  /// The comparison with the platform's export that is under way.
  [[nodiscard]] Comparisons& comparisons() { return comparisons_; }
  [[nodiscard]] usecases::KnownReadings& known_readings() { return known_readings_; }

  [[nodiscard]] WriteProbe& probe() { return probe_; }
  [[nodiscard]] const RequestCounts& requests() const { return requests_; }
  [[nodiscard]] Workers::Counts question_jobs() const { return questions_.counts(); }
  [[nodiscard]] Workers::Counts slow_jobs() const { return slow_.counts(); }
  [[nodiscard]] Workers::Counts scan_jobs() const { return scans_.counts(); }

  [[nodiscard]] SignInGuards& guards() { return guards_; }
  /// The answer to an act for which no factor was shown lately; writes its audit row. `acting`: with the session's
  /// actor.
  [[nodiscard]] Answer stale_factor(ports::Transaction& tx, const Visit& visit, const usecases::Context& acting) const;
  [[nodiscard]] usecases::FactorTools factor_tools() const {
    return {dependencies_.sealing, dependencies_.codes, dependencies_.true_time()};
  }

  /// Asks a question: one snapshot on a worker's thread, with the session where there is one. A denied one leaves an
  /// audit row before it is answered. `token_needed`: a write's dry run, for which the token must be right.
  void ask(const std::shared_ptr<Visit>& visit, Work question, bool token_needed = false);
  /// As `ask`, and gives the answer to `then` instead of sending it, unless it was denied.
  void ask_then(const std::shared_ptr<Visit>& visit, Work question, std::function<void(Answer)> then,
                bool token_needed = false);
  /// Changes something: one transaction, with session, token and, unless `keyless`, the idempotent answer.
  void change(const std::shared_ptr<Visit>& visit, Work work, bool keyless = false);
  /// As `change`, under a key of the caller's, and gives the answer to `then` (on a thread of the store's) instead of
  /// sending it.
  void change_part(const std::shared_ptr<Visit>& visit, Work work, const std::string& key,
                   std::function<void(Answer)> then);
  /// Runs a job that takes its time, on a thread for such; what it throws becomes the answer.
  void slowly(const std::shared_ptr<Visit>& visit, std::function<void()> job);
  /// As above, on the threads for uploaded scans, whose reading holds nobody else up.
  void with_scan(const std::shared_ptr<Visit>& visit, std::function<void()> job);
  /// As above, on the threads for questions.
  void work(const std::shared_ptr<Visit>& visit, std::function<void()> job);

 private:
  struct Key {
    std::string text;    ///< empty: keyless
    std::string digest;  ///< of the request
  };
  void serve_route(const Route& route, const std::shared_ptr<Visit>& visit);
  void serve_write(const Route& route, const std::shared_ptr<Visit>& visit);
  void serve_elsewhere(const std::shared_ptr<Visit>& visit, bool other_method);
  [[nodiscard]] Answer wrong_method(const Visit& visit) const;
  void run(Workers& workers, const std::shared_ptr<Visit>& visit, std::function<void()> job);
  void put_write(const std::shared_ptr<Visit>& visit, Work work, Key key, std::function<void(Answer)> then);
  Answer decide(ports::Transaction& tx, const Visit& visit, const Work& work, const Key& key) const;
  [[nodiscard]] usecases::SessionActor required_session(ports::Transaction& tx, const Visit& visit) const;
  [[nodiscard]] Asked asked_by(const Visit& visit, const usecases::Context& context,
                               const usecases::SessionActor* who) const;
  [[nodiscard]] bool lacks_fresh_factor(const Visit& visit, const usecases::SessionActor& who) const;
  void record_denial(const std::shared_ptr<Visit>& visit, const usecases::Context& context, Answer answer);
  void touch(const Visit& visit);

  Dependencies dependencies_;
  SiteOptions options_;
  WriteProbe probe_;
  RequestCounts requests_;
  std::span<const std::span<const Route>> routes_;
  KeysUnderWay keys_;
  Uploads uploads_;
  Comparisons comparisons_;
  usecases::KnownReadings known_readings_;
  SignInGuards guards_;
  Workers questions_;
  Workers slow_;
  Workers scans_;
};

}  // namespace kaoji::http
