#include "http/query_reader.hpp"

#include <charconv>

#include "http/percent_decoding.hpp"
#include "http/text_rules.hpp"

namespace kaoji::http {

namespace {

constexpr int kFirstYear = 2000;
constexpr int kLastYear = 2999;
constexpr int kPage = 20;
constexpr int kLargestPage = 200;

std::string decoded(std::string_view part) {
  auto text = percent_decoded(part, true);
  if (!text) throw parameter_invalid("query", "查询参数的编码不对", "The query is not encoded correctly");
  return *std::move(text);
}

}  // namespace

QueryReader::QueryReader(std::string_view query) {
  while (!query.empty()) {
    const auto end = query.find('&');
    const std::string_view part = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    if (part.empty()) continue;
    const auto equals = part.find('=');
    const std::string_view value = equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1);
    parameters_.push_back({decoded(part.substr(0, equals)), decoded(value), false});
  }
}

const std::string* QueryReader::single(std::string_view name) {
  const std::string* found = nullptr;
  for (auto& parameter : parameters_) {
    if (parameter.name != name) continue;
    if (found != nullptr) throw parameter_invalid(name, "参数重复", "The parameter comes twice");
    parameter.asked = true;
    found = &parameter.value;
  }
  return found;
}

std::optional<std::string> QueryReader::text(std::string_view name, std::size_t max_characters) {
  const std::string* const value = single(name);
  if (value == nullptr) return std::nullopt;
  try {
    return admitted_text(*value, {.max_characters = max_characters}, name);
  } catch (const Fault& fault) {
    throw parameter_invalid(name, fault.zh, fault.en);
  }
}

std::vector<std::string> QueryReader::list(std::string_view name, std::size_t max_items) {
  std::vector<std::string> values;
  for (auto& parameter : parameters_) {
    if (parameter.name != name) continue;
    parameter.asked = true;
    values.push_back(parameter.value);
  }
  if (values.size() > max_items) throw parameter_invalid(name, "参数太多", "The parameter comes too often");
  return values;
}

std::optional<std::int64_t> QueryReader::integer(std::string_view name, std::int64_t least, std::int64_t most) {
  const std::string* const value = single(name);
  if (value == nullptr) return std::nullopt;
  std::int64_t number = 0;
  const char* const end = value->data() + value->size();
  const auto [stop, error] = std::from_chars(value->data(), end, number);
  if (error != std::errc() || stop != end || number < least || number > most)
    throw parameter_invalid(name, "不是允许范围内的整数", "Not a whole number within the limits");
  return number;
}

std::optional<bool> QueryReader::maybe_flag(std::string_view name) {
  const std::string* const value = single(name);
  if (value == nullptr) return std::nullopt;
  if (*value == "true") return true;
  if (*value == "false") return false;
  throw parameter_invalid(name, "只能是 true 或 false", "Must be true or false");
}

bool QueryReader::flag(std::string_view name) {
  return maybe_flag(name).value_or(false);
}

std::optional<base::Instant> QueryReader::instant(std::string_view name) {
  const std::string* const value = single(name);
  if (value == nullptr) return std::nullopt;
  const auto at = base::parse_instant(*value);
  if (!at) throw parameter_invalid(name, "不是带时区的时刻（RFC 3339）", "Not an instant with an offset (RFC 3339)");
  return at;
}

std::optional<int> QueryReader::year(std::string_view name) {
  const auto number = integer(name, kFirstYear, kLastYear);
  if (!number) return std::nullopt;
  return static_cast<int>(*number);
}

int QueryReader::required_year(std::string_view name) {
  const auto asked = year(name);
  if (!asked) throw parameter_invalid(name, "缺少年度", "The year is missing");
  return *asked;
}

int QueryReader::limit() {
  return static_cast<int>(integer("limit", 1, kLargestPage).value_or(kPage));
}

void QueryReader::done() const {
  for (const auto& parameter : parameters_) {
    if (parameter.asked) continue;
    throw Fault{400, "parameter-unknown", "不认识的参数", "Unknown parameter", parameter.name, {}, 0};
  }
}

}  // namespace kaoji::http
