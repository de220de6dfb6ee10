#include "adapters/forms_pdf/form_wire.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "base/date.hpp"

namespace kaoji::forms_pdf {
namespace {

using ports::FormDocument;
using ports::FormLine;

// One description of the order of fields serves both ways: an archive either takes a field or fills it.
class Writer {
 public:
  void field(const std::int64_t& number) { bytes_ += std::to_string(number) + ' '; }
  void field(const std::string& text) {
    field(static_cast<std::int64_t>(text.size()));
    bytes_ += text;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  void field(std::int64_t& number) {
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    const auto used = static_cast<std::size_t>(end - rest_.data());
    if (error != std::errc() || used >= rest_.size() || rest_[used] != ' ') {
      throw std::runtime_error("a form on the wire: a number is broken");
    }
    rest_.remove_prefix(used + 1);
  }
  void field(std::string& text) {
    std::int64_t size = 0;
    field(size);
    if (size < 0 || static_cast<std::uint64_t>(size) > rest_.size()) {
      throw std::runtime_error("a form on the wire: a text is cut");
    }
    text = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(text.size());
  }

 private:
  std::string_view rest_;
};

void pass(Writer& wire, const std::optional<base::Date>& day) {
  wire.field(day ? base::to_text(*day) : "");
}

void pass(Reader& wire, std::optional<base::Date>& day) {
  std::string text;
  wire.field(text);
  day = base::parse_date(text);
}

void pass(Writer& wire, const base::Date& day) {
  wire.field(base::to_text(day));
}

void pass(Reader& wire, base::Date& day) {
  std::optional<base::Date> read;
  pass(wire, read);
  day = read.value_or(base::Date{});
}

void pass(Writer& wire, const bool& flag) {
  wire.field(std::int64_t{flag});
}

void pass(Reader& wire, bool& flag) {
  std::int64_t number = 0;
  wire.field(number);
  flag = number != 0;
}

void pass(Writer& wire, const ports::FormKind& kind) {
  wire.field(static_cast<std::int64_t>(kind));
}

void pass(Reader& wire, ports::FormKind& kind) {
  std::int64_t number = 0;
  wire.field(number);
  kind = static_cast<ports::FormKind>(number);
}

template <typename Wire, typename Line>
void pass_line(Wire& wire, Line& line) {
  wire.field(line.certificate);
  wire.field(line.level);
  wire.field(line.before);
  wire.field(line.headcount);
  wire.field(line.after);
  wire.field(line.reason);
}

void pass(Writer& wire, const std::vector<FormLine>& lines) {
  wire.field(static_cast<std::int64_t>(lines.size()));
  for (const FormLine& line : lines) {
    pass_line(wire, line);
  }
}

void pass(Reader& wire, std::vector<FormLine>& lines) {
  std::int64_t count = 0;
  wire.field(count);
  for (std::int64_t i = 0; i < count; ++i) {
    pass_line(wire, lines.emplace_back());
  }
}

template <typename Wire, typename Document>
void pass_document(Wire& wire, Document& document) {
  pass(wire, document.kind);
  wire.field(document.number);
  wire.field(document.revision);
  wire.field(document.institution_name);
  wire.field(document.institution_code);
  pass(wire, document.declared_on);
  pass(wire, document.use_from);
  pass(wire, document.use_until);
  pass(wire, document.left);
  pass(wire, document.right);
  pass(wire, document.lines);
  wire.field(document.contact_name);
  wire.field(document.contact_phone);
  pass(wire, document.draft_mark);
  wire.field(document.digest);
}

}  // namespace

std::string encode(const FormDocument& document) {
  Writer wire;
  pass_document(wire, document);
  return wire.take();
}

FormDocument decode(std::string_view bytes) {
  Reader wire(bytes);
  FormDocument document;
  pass_document(wire, document);
  return document;
}

}  // namespace kaoji::forms_pdf
