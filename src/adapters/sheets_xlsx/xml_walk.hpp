#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace kaoji::sheets_xlsx {

/// The attributes of an element, names without their prefixes.
class Attributes {
 public:
  /// The value of that name; nothing when absent is an empty text.
  [[nodiscard]] std::string_view of(std::string_view name) const;
  void add(std::string_view name, std::string_view value) { all_.emplace_back(name, value); }

 private:
  std::vector<std::pair<std::string_view, std::string_view>> all_;
};

/// Hears an XML text as it goes by; names without their prefixes. May throw Refused.
class XmlListener {
 public:
  virtual ~XmlListener() = default;
  virtual void begin(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view /*name*/) {}
  virtual void text(std::string_view /*characters*/) {}
};

/// Walks through an XML text. Throws Refused: active for a DTD, damaged for what is not well formed; and what the
/// listener throws.
void walk_xml(std::string_view xml, XmlListener& listener);

}  // namespace kaoji::sheets_xlsx
