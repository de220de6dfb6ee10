#include "usecases/exit_questions.hpp"

namespace kaoji::usecases {

namespace {

/// The part of the reach that the query names; nothing: the two do not meet.
std::optional<ports::Scope> narrowed(ports::Transaction& tx, const Context& context, const ExitQuery& query) {
  auto scope = reach(context, core::Act::exit_preview);
  if (!scope) return std::nullopt;
  if (!query.institution.empty()) {
    const auto institution = tx.catalogue().institution_by_code(query.institution);
    if (!institution || core::access(context.actor, *institution, core::Act::exit_preview) != core::Access::granted) {
      return std::nullopt;
    }
    scope->institution = institution->id;
  }
  if (!query.bureau.empty()) {
    if (!scope->bureau.empty() && scope->bureau != query.bureau) return std::nullopt;
    scope->bureau = query.bureau;
  }
  return scope;
}

}  // namespace

ports::ExitFilter exit_filter(const core::ExitSearch& search) {
  ports::ExitFilter filter;
  filter.hold_year = search.year;
  filter.declared_by = search.declared_by;
  return filter;
}

Outcome<std::optional<ExitPreview>> preview_exit(ports::Transaction& tx, const Context& context,
                                                 const ExitQuery& query) {
  if (!core::may_ever(context.actor.role, core::Act::exit_preview)) return not_yours();
  const auto year = query.year ? query.year : core::exit_year(context.book, context.now);
  const auto search = year ? core::exit_search(context.book, *year, context.now) : std::nullopt;
  if (!search) return std::optional<ExitPreview>{};
  ExitPreview preview{*search, context.policy().exit_clause, {}, {}};
  if (const auto scope = narrowed(tx, context, query)) {
    ports::ExitFilter filter = exit_filter(*search);
    filter.scope = *scope;
    filter.held = query.held;
    filter.search = query.search;
    filter.after = query.after;
    filter.limit = query.limit;
    preview.candidates = tx.plans().exit_candidates(filter);
    preview.tally = tx.plans().tally_exit(filter);
  }
  return std::optional(std::move(preview));
}

std::int64_t count_exit(ports::Transaction& tx, const Context& context) {
  const auto scope = reach(context, core::Act::exit_preview);
  const auto year = core::exit_year(context.book, context.now);
  if (!scope || !year) return 0;
  ports::ExitFilter filter = exit_filter(*core::exit_search(context.book, *year, context.now));
  filter.scope = *scope;
  return tx.plans().tally_exit(filter).plans;
}

Outcome<std::vector<ports::ExitRunRecord>> list_exit_runs(ports::Transaction& tx, const Context& context) {
  if (!core::may_ever(context.actor.role, core::Act::exit_run_list)) return not_yours();
  return tx.records().exit_runs();
}

Outcome<ports::ExitSharePage> list_exit_shares(ports::Transaction& tx, const Context& context,
                                               const ExitShareQuery& query) {
  const auto scope = reach(context, core::Act::exit_letter);
  if (!scope) return not_yours();
  return tx.plans().exit_shares({*scope, query.year, query.run, query.after, query.limit});
}

}  // namespace kaoji::usecases
