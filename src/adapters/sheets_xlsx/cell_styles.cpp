#include "adapters/sheets_xlsx/cell_styles.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <map>
#include <vector>

#include "adapters/sheets_xlsx/xml_walk.hpp"
#include "base/date.hpp"

namespace kaoji::sheets_xlsx {

namespace {

int whole(std::string_view text) {
  int number = -1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

class StyleListener : public XmlListener {
 public:
  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "numFmt") codes_.emplace(whole(attributes.of("numFmtId")), attributes.of("formatCode"));
    if (name == "cellXfs") in_cells_ = true;
    if (name == "xf" && in_cells_) formats_.push_back(whole(attributes.of("numFmtId")));
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
  }

  [[nodiscard]] std::set<int> dates() const {
    std::set<int> dates;
    for (std::size_t i = 0; i < formats_.size(); ++i) {
      const auto code = codes_.find(formats_[i]);
      if (shows_date(formats_[i], code == codes_.end() ? std::string_view() : code->second))
        dates.insert(static_cast<int>(i));
    }
    return dates;
  }

 private:
  std::map<int, std::string> codes_;
  std::vector<int> formats_;
  bool in_cells_ = false;
};

}  // namespace

bool shows_date(int id, std::string_view code) {
  // The numbers that every program knows, those of Chinese Excel (27 to 36, 50 to 58) included.
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)) return true;
  bool quoted = false;
  bool bracketed = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '\\') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == '[' || c == ']') {
      bracketed = c == '[';
    } else if (c == ';' && !quoted) {
      return false;
    } else if (!quoted && !bracketed && std::string_view("yYdDhHsS").find(c) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

std::set<int> date_styles(std::string_view styles_xml) {
  StyleListener listener;
  walk_xml(styles_xml, listener);
  return listener.dates();
}

std::string date_text(double serial, bool from_1904) {
  using std::chrono::days;
  constexpr double last = 401'769;  // 2999-12-31
  if (!(serial >= 1 && serial < last + 1)) return {};
  const auto zero =
      std::chrono::sys_days(from_1904 ? std::chrono::year(1904) / 1 / 1 : std::chrono::year(1899) / 12 / 30);
  const auto seconds = std::llround(serial * 86'400.0);
  const base::Date day{zero + days(seconds / 86'400)};
  const auto time = seconds % 86'400;
  if (time == 0) return base::to_text(day);
  return fmt::format("{}T{:02}:{:02}:{:02}", base::to_text(day), time / 3600, time / 60 % 60, time % 60);
}

}  // namespace kaoji::sheets_xlsx
