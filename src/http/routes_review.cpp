#include <fmt/format.h>

#include <array>
#include <limits>

#include "http/application_schemas.hpp"
#include "http/json_reader.hpp"
#include "http/routes.hpp"
#include "http/site.hpp"

namespace kaoji::http {

namespace {

constexpr std::size_t kMostReviews = 200;
constexpr std::size_t kMostExceptions = 2000;
constexpr TextRule kNote{.max_characters = 2000, .lines = true};

core::ReviewWish read_wish(ObjectReader& body) {
  core::ReviewWish wish;
  wish.decision = body.required_choice<core::Decision>("decision", core::parse_decision);
  wish.note = body.maybe_text("note", kNote).value_or("");
  body.each("except", kMostExceptions, [&wish](ObjectReader& item) {
    core::ExceptedLine line;
    line.line = static_cast<std::size_t>(item.required_integer("line", 1, kMostExceptions)) - 1;
    line.reason = item.maybe_text("reason", kNote).value_or("");
    wish.except.push_back(std::move(line));
  });
  return wish;
}

Answer reviewed(ports::Transaction& tx, const Asked& asked, core::ApplicationId id, const core::ReviewWish& wish,
                std::optional<std::int64_t> version, bool dry_run) {
  const auto outcome = usecases::review_application(tx, asked.context, id, wish, version, dry_run);
  if (!outcome) return asked.refused(outcome.error());
  Answer answer = json_answer(review_text(tx, asked, *outcome, dry_run));
  answer.headers.emplace_back("ETag", etag_of(outcome->application.version));
  return answer;
}

Prepared review_application(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  core::ReviewWish wish;
  bool dry_run = false;
  read_json_object(request.body, [&](ObjectReader& body) {
    wish = read_wish(body);
    dry_run = body.flag("dry_run");
  });
  return {[wish = std::move(wish), dry_run, version = expected_version(request)](ports::Transaction& tx,
                                                                                 const Asked& asked) {
            return reviewed(tx, asked, {asked.id()}, wish, version, dry_run);
          },
          dry_run};
}

struct ReviewItem {
  core::ApplicationId application;
  std::optional<std::int64_t> version;
  core::ReviewWish wish;
};

/// Several reviews under way: each is a transaction of its own, one after the other.
struct Several {
  std::vector<ReviewItem> items;
  bool dry_run = false;
  std::size_t next = 0;
  std::string results;  ///< JSON of those that are done, with commas
};

Several read_several(std::string_view text) {
  Several several;
  read_json_object(text, [&](ObjectReader& body) {
    body.required_each("items", kMostReviews, [&](ObjectReader& item) {
      ReviewItem review;
      review.application = {item.required_integer("application", 1, std::numeric_limits<std::int64_t>::max())};
      review.version = item.maybe_integer("version", 1, std::numeric_limits<std::int64_t>::max());
      review.wish = read_wish(item);
      several.items.push_back(std::move(review));
    });
    several.dry_run = body.flag("dry_run");
  });
  if (several.items.empty()) throw field_invalid("items", "至少一项", "At least one item");
  return several;
}

void add_result(Several& several, const Answer& answer) {
  const bool decided = answer.status < 300;
  if (!several.results.empty()) several.results += ',';
  several.results +=
      fmt::format(R"({{"application":{},"status":{},"outcome":{},"problem":{}}})",
                  several.items[several.next].application.value, answer.status,
                  decided ? std::string_view(answer.body) : "null", decided ? "null" : std::string_view(answer.body));
  ++several.next;
}

/// Each answer is kept under the key and its number, so that a repeated request tells the truth of each, wherever the
/// first one stopped.
void review_next(Site& site, const std::shared_ptr<Visit>& visit, const std::shared_ptr<Several>& several) {
  if (several->next == several->items.size())
    return visit->answer(json_answer(fmt::format(R"({{"results":[{}]}})", several->results)));
  const std::string key =
      several->dry_run ? std::string() : fmt::format("{}.{}", visit->request().idempotency_key, several->next);
  site.change_part(
      visit,
      [several](ports::Transaction& tx, const Asked& asked) {
        const ReviewItem& item = several->items[several->next];
        return reviewed(tx, asked, item.application, item.wish, item.version, several->dry_run);
      },
      key,
      [&site, visit, several](Answer answer) {
        add_result(*several, answer);
        site.slowly(visit, [&site, visit, several] { review_next(site, visit, several); });
      });
}

void review_several(Site& site, const std::shared_ptr<Visit>& visit) {
  if (visit->token.empty()) throw not_authenticated();
  guard_write(visit->request(), BodyType::json, true);
  QueryReader(visit->request().query).done();
  auto several = std::make_shared<Several>();
  std::optional<Fault> fault;
  try {
    *several = read_several(visit->request().body);
  } catch (const Fault& found) {
    fault = found;
  }
  try {
    if (!several->dry_run) check_idempotency_key(visit->request());
  } catch (const Fault& no_key) {
    fault = no_key;
  }
  // Session, token and role are settled before the first of them.
  site.ask_then(
      visit,
      [fault](ports::Transaction&, const Asked& asked) {
        if (fault) throw *fault;
        if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
        return Answer{};
      },
      [&site, visit, several](Answer) { review_next(site, visit, several); }, true);
}

constexpr std::array kReviewRoutes{
    writes(Method::post, "/api/applications/{id}/review", core::Act::application_review, BodyType::json,
           review_application),
    flows(Method::post, "/api/reviews", core::Act::application_review, review_several),
};
static_assert(all_have_rows(kReviewRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> review_routes() {
  return kReviewRoutes;
}

}  // namespace kaoji::http
