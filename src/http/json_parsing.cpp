#include "http/json_parsing.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "http/fault.hpp"
#include "http/limits.hpp"
#include "http/text_rules.hpp"

namespace kaoji::http {

namespace {

namespace json = boost::json;
using Error = boost::system::error_code;

/// Builds the value and remembers the names of every object that is still open, so that the second of a kind is refused
/// where it stands.
class Builder {
 public:
  static constexpr std::size_t max_object_size = kJsonBytes;
  static constexpr std::size_t max_array_size = kJsonBytes;
  static constexpr std::size_t max_key_size = kJsonBytes;
  static constexpr std::size_t max_string_size = kJsonBytes;

  explicit Builder(const json::storage_ptr& storage) { stack_.reset(storage); }

  [[nodiscard]] bool found_duplicate() const { return duplicate_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] json::value take() { return stack_.release(); }

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) {
    open_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t members, Error&) {
    open_.pop_back();
    stack_.push_object(members);
    return true;
  }
  bool on_array_begin(Error&) { return true; }
  bool on_array_end(std::size_t items, Error&) {
    stack_.push_array(items);
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, Error&) {
    part_.append(part.data(), part.size());
    stack_.push_chars(part);
    return true;
  }
  bool on_key(json::string_view rest, std::size_t, Error& error) {
    name_.swap(part_);
    part_.clear();
    name_.append(rest.data(), rest.size());
    auto& names = open_.back();
    if (names.size() == kJsonNames || std::ranges::find(names, name_) != names.end()) {
      duplicate_ = true;
      error = json::make_error_code(json::error::syntax);
      return false;
    }
    names.push_back(name_);
    stack_.push_key(rest);
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, Error&) {
    stack_.push_chars(part);
    return true;
  }
  bool on_string(json::string_view rest, std::size_t, Error&) {
    stack_.push_string(rest);
    return true;
  }
  bool on_number_part(json::string_view, Error&) { return true; }
  bool on_int64(std::int64_t number, json::string_view, Error&) {
    stack_.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, Error&) {
    stack_.push_uint64(number);
    return true;
  }
  bool on_double(double number, json::string_view, Error&) {
    stack_.push_double(number);
    return true;
  }
  bool on_bool(bool truth, Error&) {
    stack_.push_bool(truth);
    return true;
  }
  bool on_null(Error&) {
    stack_.push_null();
    return true;
  }
  bool on_comment_part(json::string_view, Error&) { return true; }
  bool on_comment(json::string_view, Error&) { return true; }

 private:
  json::value_stack stack_;
  std::vector<std::vector<std::string>> open_;
  std::string part_;
  std::string name_;
  bool duplicate_ = false;
};

Fault json_fault(std::string_view code, std::string_view zh, std::string_view en, std::size_t position) {
  return {400, code, std::string(zh), std::string(en), {}, static_cast<std::int64_t>(position), 0};
}

/// Does `\ud800` or its like stand right before the place where reading stopped? The parser calls its missing half a
/// syntax error.
bool after_half_a_pair(std::string_view text, std::size_t position) {
  constexpr std::size_t escape = 6;
  const std::size_t from = position < escape + 1 ? 0 : position - escape - 1;
  const std::size_t at = text.substr(0, position).find("\\u", from);
  if (at == std::string_view::npos || at + 4 > text.size()) return false;
  const char first = text[at + 2];
  return (first == 'd' || first == 'D') && std::string_view("89abAB").find(text[at + 3]) != std::string_view::npos;
}

Fault fault_of(const Error& error, const Builder& builder, std::string_view text, std::size_t position) {
  if (builder.found_duplicate()) {
    auto fault = json_fault("json-duplicate-key", "同一对象里字段名重复或过多",
                            "A name comes twice in one object, or too many names", position);
    fault.field = builder.name();
    return fault;
  }
  if (error == json::make_error_code(json::error::too_deep))
    return json_fault("json-depth", "JSON 嵌套超过 32 层", "JSON nested more than 32 levels deep", position);
  if (error == json::make_error_code(json::error::illegal_leading_surrogate) ||
      error == json::make_error_code(json::error::illegal_trailing_surrogate) ||
      error == json::make_error_code(json::error::expected_hex_digit) ||
      error == json::make_error_code(json::error::expected_utf16_escape) || after_half_a_pair(text, position))
    return json_fault("json-encoding", "转义不是 Unicode 字符", "An escape is no Unicode character", position);
  return json_fault("json-syntax", "JSON 语法不对", "Not well-formed JSON", position);
}

}  // namespace

json::value parsed_json(std::string_view text, const json::storage_ptr& storage) {
  if (text.size() > kJsonBytes)
    throw Fault{413, "body-too-large", "请求超过 1 MiB", "The request is larger than 1 MiB", {}, {}, 0};
  if (const auto bad = first_bad_utf8(text); bad < text.size())
    throw json_fault("json-encoding", "请求不是 UTF-8", "The request is not UTF-8", bad);
  json::parse_options options;
  options.max_depth = kJsonDepth;
  json::basic_parser<Builder> parser(options, storage);
  Error error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (error) throw fault_of(error, parser.handler(), text, read);
  if (read < text.size()) throw fault_of(json::make_error_code(json::error::extra_data), parser.handler(), text, read);
  return parser.handler().take();
}

}  // namespace kaoji::http
