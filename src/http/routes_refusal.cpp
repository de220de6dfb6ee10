#include <array>

#include "core/policy/refusal_clauses.hpp"
#include "http/problem.hpp"
#include "http/routes.hpp"

namespace kaoji::http {

namespace {

/// Every code of the closed list in its order, in the words of the core, with the clauses of the policy in force.
Answer list_refusals(ports::Transaction&, const Asked& asked) {
  asked.takes_no_query();
  JsonWriter json = asked.json(16384);
  json.begin_object().key("items").begin_array();
  std::int64_t order = 0;
  for (const core::Code code : core::all_codes()) {
    const core::CodeText& text = core::text_of(code);
    json.begin_object()
        .member("order", ++order)
        .member("code", text.code)
        .member("status", static_cast<std::int64_t>(status_of(code)))
        .member("meaning_zh", text.meaning_zh)
        .member("meaning_en", text.meaning_en)
        .member("sentence_zh", core::in_general(text.sentence_zh))
        .member("sentence_en", core::in_general(text.sentence_en))
        .member("remedy_zh", core::in_general(text.remedy_zh))
        .member("remedy_en", core::in_general(text.remedy_en))
        .key("clauses")
        .begin_array();
    for (const std::string& clause : core::clauses_of(code, asked.context.policy())) json.value(clause);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json_answer(json.take());
}

constexpr std::array kRefusalRoutes{
    asks("/api/refusals", core::Act::refusal_list, list_refusals),
};
static_assert(all_have_rows(kRefusalRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> refusal_routes() {
  return kRefusalRoutes;
}

}  // namespace kaoji::http
