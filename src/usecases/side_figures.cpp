#include "usecases/side_figures.hpp"

namespace kaoji::usecases {

namespace {

/// The first instant of a year in the zone that the notice has now.
base::Instant beginning_of(const Context& context, int year) {
  return base::start_of(context.book.zone(context.now),
                        base::Date(std::chrono::year(year), std::chrono::January, std::chrono::day(1)));
}

}  // namespace

ports::ApplicationFilter applications_of(const ports::Scope& scope) {
  ports::ApplicationFilter filter;
  filter.institution = scope.institution;
  filter.bureau = scope.bureau;
  if (scope.kind) filter.kinds_of_institution = {*scope.kind};
  return filter;
}

ports::ReviewSpan reviews_of_year(const Context& context, int year) {
  return {beginning_of(context, year), beginning_of(context, year + 1)};
}

namespace {

std::vector<core::ReviewDone> reviews_of(ports::Transaction& tx, const Context& context, const NamedRates& found,
                                         int year) {
  if (!found.certificates) return {};
  ports::ApplicationFilter filter = applications_of(found.scope.scope);
  filter.certificates = *found.certificates;
  return tx.applications().reviews_done(filter, reviews_of_year(context, year));
}

/// A round's new declarations in a scope; no filter: the scope has no certificate of that name.
struct RoundOfScope {
  std::string label;
  core::Round round;
  std::optional<ports::ApplicationFilter> filter;
};

/// Nothing in the answer: the year has no such round.
Outcome<std::optional<RoundOfScope>> find_round(ports::Transaction& tx, const Context& context, const RatesOf& of,
                                                int year, std::string_view round) {
  const auto named = find_rates(tx, context, of);
  if (!named) return not_yours();
  const auto asked = context.book.round_of_year(year, round);
  if (!asked) return std::optional<RoundOfScope>{};
  RoundOfScope found{named->scope.label, *asked, std::nullopt};
  if (named->certificates) {
    ports::ApplicationFilter& filter = found.filter.emplace(applications_of(named->scope.scope));
    filter.certificates = *named->certificates;
    filter.kind = core::ApplicationKind::new_plans;
    filter.round = asked->ref;
  }
  return std::optional(std::move(found));
}

}  // namespace

Outcome<SideFigures> read_side_figures(ports::Transaction& tx, const Context& context, const RatesOf& of, int year) {
  const auto named = find_rates(tx, context, of);
  if (!named) return not_yours();
  auto rates = read_rates(tx, context, of, {year, year});
  if (!rates) return std::move(rates).error();
  SideFigures figures;
  figures.label = named->scope.label;
  figures.measures = rates->years.front().measures;
  figures.rates = core::side_rates(figures.measures);
  figures.reviews = core::review_shares(context.book, reviews_of(tx, context, *named, year));
  return figures;
}

Outcome<std::vector<CountedReview>> read_reviews(ports::Transaction& tx, const Context& context, const RatesOf& of,
                                                 int year, ReviewFigure figure) {
  const auto named = find_rates(tx, context, of);
  if (!named) return not_yours();
  std::vector<CountedReview> counted;
  for (core::ReviewDone& review : reviews_of(tx, context, *named, year)) {
    if (figure == ReviewFigure::first_passed && !review.first) continue;
    const bool counts =
        figure == ReviewFigure::in_time ? core::in_time(context.book, review) : core::passed_at_once(review);
    counted.push_back({std::move(review), counts});
  }
  return counted;
}

Outcome<std::optional<Funnel>> read_funnel(ports::Transaction& tx, const Context& context, const RatesOf& of, int year,
                                           std::string_view round) {
  auto found = find_round(tx, context, of, year, round);
  if (!found) return std::move(found).error();
  if (!*found) return std::optional<Funnel>{};
  Funnel funnel{(*found)->label, (*found)->round, 0, 0, {}};
  if (const auto& filter = (*found)->filter) {
    funnel.yield = tx.applications().round_yield(*filter);
    for (const ports::RoundDeclared& each : tx.applications().round_declared(*filter, std::nullopt)) {
      funnel.declared += each.declared;
      funnel.reviewed += each.reviewed;
    }
  }
  return std::optional(std::move(funnel));
}

Outcome<std::optional<FunnelApplications>> read_funnel_applications(ports::Transaction& tx, const Context& context,
                                                                    const RatesOf& of, int year,
                                                                    std::string_view round) {
  auto found = find_round(tx, context, of, year, round);
  if (!found) return std::move(found).error();
  if (!*found) return std::optional<FunnelApplications>{};
  FunnelApplications list{(*found)->round, {}};
  if ((*found)->filter) list.applications = tx.applications().round_applications(*(*found)->filter);
  return std::optional(std::move(list));
}

}  // namespace kaoji::usecases
