// What stands behind the figures beside the rates: the reviews of a year, the applications of a round.
#include <array>

#include "http/listed.hpp"
#include "http/rate_schemas.hpp"
#include "http/routes.hpp"
#include "http/shared_schemas.hpp"
#include "http/sheet_export.hpp"
#include "usecases/side_figures.hpp"

namespace kaoji::http {

namespace {

constexpr std::string_view kCountedReviews = "rate-reviews";
constexpr std::string_view kFunnelList = "funnel-applications";

std::optional<usecases::ReviewFigure> parse_review_figure(std::string_view text) {
  const auto& words = core::review_words();
  if (text == words[0].name) return usecases::ReviewFigure::in_time;
  if (text == words[1].name) return usecases::ReviewFigure::first_passed;
  return std::nullopt;
}

usecases::Outcome<std::vector<usecases::CountedReview>> find_reviews(ports::Transaction& tx, const Asked& asked,
                                                                     QueryReader& query) {
  const int year = query.required_year("year");
  const usecases::RatesOf of = read_rates_of(query, "province");
  const auto figure = query.choice<usecases::ReviewFigure>("figure", parse_review_figure);
  query.done();
  if (!figure)
    throw parameter_invalid("figure", "须为 reviews-in-time 或 first-review-passed",
                            "Must be reviews-in-time or first-review-passed");
  return usecases::read_reviews(tx, asked.context, of, year, *figure);
}

Answer list_reviews(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const Slice slice = read_slice(query, kCountedReviews);
  const auto reviews = find_reviews(tx, asked, query);
  if (!reviews) return asked.refused(reviews.error());
  Directory directory(tx);
  return sliced(asked, kCountedReviews, *reviews, slice, [&](JsonWriter& json, const usecases::CountedReview& each) {
    const core::ReviewDone& review = each.review;
    json.begin_object().key("application");
    write_application_ref(json, tx, review.application);
    json.member("kind", core::to_text(review.kind)).key("round");
    write_round_ref(json, review.round, asked.context.book);
    json.key("institution");
    write_institution_ref(json, directory, *directory.institution(review.institution));
    json.member("stage", core::to_text(review.stage))
        .member("becomes", core::to_text(review.becomes))
        .member("awaited_since", review.awaited_since)
        .member("at", review.at)
        .member("first", review.first)
        .member("counted", each.counted)
        .end_object();
  });
}

constexpr std::array kReviewColumns{
    ports::SheetColumn{"编号", ports::SheetKind::text, 16, "Number"},
    ports::SheetColumn{"院校", ports::SheetKind::text, 34, "Institution"},
    ports::SheetColumn{"类别", ports::SheetKind::text, 10, "Kind"},
    ports::SheetColumn{"批次", ports::SheetKind::text, 22, "Round"},
    ports::SheetColumn{"环节", ports::SheetKind::text, 14, "Stage"},
    ports::SheetColumn{"结果", ports::SheetKind::text, 14, "Decision"},
    ports::SheetColumn{"送达时间", ports::SheetKind::instant, 18, "Awaited since"},
    ports::SheetColumn{"审核时间", ports::SheetKind::instant, 18, "Reviewed at"},
    ports::SheetColumn{"首次审核", ports::SheetKind::text, 10, "First review"},
    ports::SheetColumn{"计入分子", ports::SheetKind::text, 10, "In the numerator"},
};

std::optional<Answer> fill_reviews(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  const auto reviews = find_reviews(tx, asked, query);
  if (!reviews) return asked.refused(reviews.error());
  Directory directory(tx);
  for (const auto& [review, counted] : *reviews) {
    const std::string number = tx.applications().number(review.application);
    const auto round = asked.context.book.round(review.round);
    const std::string round_name = round ? round_words(*round, rows.language()) : review.round.name;
    rows.row({number, directory.institution(review.institution)->name, rows.word(review.kind), round_name,
              rows.word(review.stage), rows.word(review.becomes), review.awaited_since, review.at,
              rows.word(review.first), rows.word(counted)});
  }
  return std::nullopt;
}
constexpr ListSheet kReviewSheet{"审核明细", "rates-reviews.xlsx", kReviewColumns, fill_reviews, "Reviews"};

base::Result<usecases::FunnelApplications, Answer> find_applications(ports::Transaction& tx, const Asked& asked,
                                                                     QueryReader& query) {
  const int year = query.required_year("year");
  const usecases::RatesOf of = read_rates_of(query, "province");
  const std::string round = query.text("round", 64).value_or("");
  query.done();
  auto found = usecases::read_funnel_applications(tx, asked.context, of, year, round);
  if (!found) return asked.refused(found.error());
  auto list = std::move(found).value();
  if (!list) throw no_such_round();
  return *std::move(list);
}

Answer list_funnel(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const Slice slice = read_slice(query, kFunnelList);
  const auto found = find_applications(tx, asked, query);
  if (!found) return found.error();
  Directory directory(tx);
  return sliced(asked, kFunnelList, found->applications, slice,
                [&](JsonWriter& json, const ports::RoundApplication& each) {
                  json.begin_object().key("application");
                  write_application_ref(json, tx, each.application);
                  json.key("institution");
                  write_institution_ref(json, directory, *directory.institution(each.institution));
                  json.member("declared", each.declared)
                      .member("reviewed", each.reviewed)
                      .member("approved", each.yield.approved)
                      .member("examined", each.yield.examined)
                      .member("passed", each.yield.passed)
                      .member("plans", each.yield.plans)
                      .end_object();
                });
}

constexpr std::array kFunnelListColumns{
    ports::SheetColumn{"编号", ports::SheetKind::text, 16, "Number"},
    ports::SheetColumn{"院校", ports::SheetKind::text, 34, "Institution"},
    ports::SheetColumn{"已申报", ports::SheetKind::number, 12, "Declared"},
    ports::SheetColumn{"已审核", ports::SheetKind::number, 12, "Reviewed"},
    ports::SheetColumn{"已批准", ports::SheetKind::number, 12, "Approved"},
    ports::SheetColumn{"已考核", ports::SheetKind::number, 12, "Examined"},
    ports::SheetColumn{"考核通过", ports::SheetKind::number, 12, "Passed"},
    ports::SheetColumn{"计划", ports::SheetKind::number, 10, "Plans"},
};

std::optional<Answer> fill_funnel_list(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  const auto found = find_applications(tx, asked, query);
  if (!found) return found.error();
  Directory directory(tx);
  for (const ports::RoundApplication& each : found->applications) {
    const std::string number = tx.applications().number(each.application);
    rows.row({number, directory.institution(each.institution)->name, each.declared, each.reviewed, each.yield.approved,
              each.yield.examined, each.yield.passed, each.yield.plans});
  }
  return std::nullopt;
}
constexpr ListSheet kFunnelListSheet{"批次申报明细", "rates-funnel-applications.xlsx", kFunnelListColumns,
                                     fill_funnel_list, "Applications of a round"};

constexpr std::array kRateListRoutes{
    asks("/api/rates/reviews", core::Act::rate_read, list_reviews),
    flows(Method::get, "/api/rates/reviews.xlsx", core::Act::rate_export, exports<kReviewSheet>),
    asks("/api/rates/funnel/applications", core::Act::rate_read, list_funnel),
    flows(Method::get, "/api/rates/funnel/applications.xlsx", core::Act::rate_export, exports<kFunnelListSheet>),
};
static_assert(all_have_rows(kRateListRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> rate_list_routes() {
  return kRateListRoutes;
}

}  // namespace kaoji::http
