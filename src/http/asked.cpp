#include "http/asked.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "http/problem.hpp"

namespace kaoji::http {

namespace {

std::optional<std::int64_t> whole_number(std::string_view text, std::int64_t least) {
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || stop != text.data() + text.size() || number < least) return std::nullopt;
  return number;
}

}  // namespace

std::int64_t Asked::id() const {
  return whole_number(parameter, 1).value_or(0);
}

Answer Asked::refused(const usecases::Refusal& refusal) const {
  if (refusal.clash) {
    const usecases::ClashFound& found = *refusal.clash;
    const int status = found.clash == usecases::Clash::field_invalid ? 422 : 409;
    return problem_of(Fault{status, usecases::to_text(found.clash), found.zh, found.en, found.field, {}, 0},
                      {request.id, context.now, zone, &context.book});
  }
  const bool role_never = session != nullptr && !core::may_ever(context.actor.role, act);
  Answer answer = problem_of(refusal, role_never, {request.id, context.now, zone, &context.book});
  answer.denied = refusal.findings.has(core::Code::not_yours);
  return answer;
}

std::optional<std::int64_t> asked_revision(const Request& request) {
  QueryReader query(request.query);
  const auto revision = query.integer("revision", 1, std::numeric_limits<std::int64_t>::max());
  query.done();
  return revision;
}

std::optional<std::int64_t> expected_version(const Request& request) {
  if (request.if_match.empty() || request.if_match == "*") return std::nullopt;
  std::string_view text = request.if_match;
  if (text.size() > 2 && text.front() == '"' && text.back() == '"') {
    text.remove_prefix(1);
    text.remove_suffix(1);
    if (const auto version = whole_number(text, 0)) return version;
  }
  throw parameter_invalid("If-Match", "If-Match 不是本系统给出的 ETag", "If-Match is not an ETag of this system");
}

std::int64_t required_version(const Request& request) {
  const auto version = expected_version(request);
  if (!version)
    throw Fault{428,
                "precondition-missing",
                "需要 If-Match（上次看到的 ETag）",
                "If-Match is needed: the ETag last seen",
                "If-Match",
                {},
                0};
  return *version;
}

std::string etag_of(std::int64_t version) {
  return fmt::format("\"{}\"", version);
}

}  // namespace kaoji::http
