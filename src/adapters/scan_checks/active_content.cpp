#include "adapters/scan_checks/active_content.hpp"

#include <algorithm>
#include <array>

namespace kaoji::scan_checks {
namespace {

using Names = std::string_view;

constexpr std::array kKeys = {Names("/AA"),
                              Names("/Collection"),
                              Names("/EF"),
                              Names("/EmbeddedFiles"),
                              Names("/JS"),
                              Names("/JavaScript"),
                              Names("/RichMediaContent"),
                              Names("/RichMediaSettings"),
                              Names("/XFA")};

// GoTo and URI stay allowed: telephone scanners open at a page and print their maker's address as a link.
constexpr std::array kActions = {Names("/GoTo3DView"), Names("/GoToE"),      Names("/GoToR"),
                                 Names("/ImportData"), Names("/JavaScript"), Names("/Launch"),
                                 Names("/Movie"),      Names("/Rendition"),  Names("/RichMediaExecute"),
                                 Names("/Sound"),      Names("/SubmitForm")};

constexpr std::array kTypes = {Names("/3D"),        Names("/EmbeddedFile"), Names("/FileAttachment"), Names("/Movie"),
                               Names("/RichMedia"), Names("/Screen"),       Names("/Sound")};

template <std::size_t Size>
bool among(const std::array<Names, Size>& names, Names name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool is_active_key(std::string_view name) {
  return among(kKeys, name);
}

bool is_active_action(std::string_view name) {
  return among(kActions, name);
}

bool is_active_type(std::string_view name) {
  return among(kTypes, name);
}

}  // namespace kaoji::scan_checks
