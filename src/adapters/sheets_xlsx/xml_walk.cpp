#include "adapters/sheets_xlsx/xml_walk.hpp"

#include <expat.h>

#include <exception>
#include <memory>

#include "adapters/sheets_xlsx/refused.hpp"

namespace kaoji::sheets_xlsx {

namespace {

constexpr int kDeepest = 64;

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Stands between the C library, through which no exception may pass, and the listener.
struct Walk {
  XML_Parser parser;
  XmlListener& listener;
  std::exception_ptr failure;
  int depth = 0;

  template <class Call>
  void guarded(const Call& call) {
    if (failure) return;
    try {
      call();
    } catch (...) {
      failure = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }
};

Walk& walk_of(void* data) {
  return *static_cast<Walk*>(data);
}

void on_begin(void* data, const XML_Char* name, const XML_Char** pairs) {
  Walk& walk = walk_of(data);
  walk.guarded([&] {
    if (++walk.depth > kDeepest) throw Refused{ports::SheetRefusal::damaged, {}};
    Attributes attributes;
    for (; *pairs != nullptr; pairs += 2) attributes.add(without_prefix(pairs[0]), pairs[1]);
    walk.listener.begin(without_prefix(name), attributes);
  });
}

void on_end(void* data, const XML_Char* name) {
  Walk& walk = walk_of(data);
  walk.guarded([&] {
    --walk.depth;
    walk.listener.end(without_prefix(name));
  });
}

void on_text(void* data, const XML_Char* characters, int size) {
  Walk& walk = walk_of(data);
  walk.guarded([&] { walk.listener.text({characters, static_cast<std::size_t>(size)}); });
}

void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  walk_of(data).guarded([] { throw Refused{ports::SheetRefusal::active, {}}; });
}

}  // namespace

std::string_view Attributes::of(std::string_view name) const {
  for (const auto& [known, value] : all_) {
    if (known == name) return value;
  }
  return {};
}

void walk_xml(std::string_view xml, XmlListener& listener) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr), &XML_ParserFree);
  if (!parser) throw Refused{ports::SheetRefusal::damaged, {}};
  Walk walk{parser.get(), listener, nullptr, 0};
  XML_SetUserData(parser.get(), &walk);
  XML_SetElementHandler(parser.get(), on_begin, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  const XML_Status status = XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), XML_TRUE);
  if (walk.failure) std::rethrow_exception(walk.failure);
  if (status != XML_STATUS_OK) throw Refused{ports::SheetRefusal::damaged, {}};
}

}  // namespace kaoji::sheets_xlsx
