#include "usecases/side_figures.hpp"

#include <algorithm>

#include "usecases/rates.hpp"

namespace kaoji::usecases {

namespace {

ports::ApplicationFilter applications_of(const NamedScope& named) {
  ports::ApplicationFilter filter;
  filter.institution = named.scope.institution;
  filter.bureau = named.scope.bureau;
  if (named.scope.kind) filter.kinds_of_institution = {*named.scope.kind};
  return filter;
}

/// The first instant of a year in the zone that the notice has now.
base::Instant beginning_of(const Context& context, int year) {
  return base::start_of(context.book.zone(context.now),
                        base::Date(std::chrono::year(year), std::chrono::January, std::chrono::day(1)));
}

}  // namespace

Outcome<SideFigures> read_side_figures(ports::Transaction& tx, const Context& context, const std::string& scope,
                                       int year) {
  const auto named = find_scope(tx, context, scope);
  if (!named) return not_yours();
  auto rates = read_rates(tx, context, scope, {year, year});
  if (!rates) return std::move(rates).error();
  SideFigures figures;
  figures.measures = rates->years.front().measures;
  figures.rates = core::side_rates(figures.measures);
  figures.reviews = core::review_shares(
      context.book, tx.applications().reviews_done(applications_of(*named), beginning_of(context, year),
                                                   beginning_of(context, year + 1)));
  return figures;
}

Outcome<std::optional<Funnel>> read_funnel(ports::Transaction& tx, const Context& context, const std::string& scope,
                                           int year, std::string_view round) {
  const auto named = find_scope(tx, context, scope);
  if (!named) return not_yours();
  const auto rounds = context.book.rounds_of_year(year);
  const auto asked = std::ranges::find(rounds, round, [](const core::Round& one) { return one.ref.name; });
  if (asked == rounds.end()) return std::optional<Funnel>{};
  ports::ApplicationFilter filter = applications_of(*named);
  filter.kind = core::ApplicationKind::new_plans;
  filter.round = asked->ref;
  Funnel funnel{*asked, 0, 0, tx.applications().round_yield(filter)};
  using enum core::Status;
  for (const ports::StatusCount& each : tx.applications().count_by_status(filter)) {
    if (each.status == draft || each.status == withdrawn) continue;
    funnel.declared += each.headcount;
    if (each.status != submitted && each.status != returned && each.status != voided) funnel.reviewed += each.headcount;
  }
  return std::optional(std::move(funnel));
}

}  // namespace kaoji::usecases
