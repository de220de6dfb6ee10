#include "adapters/sheets_xlsx/read_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "adapters/sheets_xlsx/cell_styles.hpp"
#include "adapters/sheets_xlsx/refused.hpp"
#include "adapters/sheets_xlsx/xml_walk.hpp"
#include "adapters/sheets_xlsx/zip_parts.hpp"

namespace kaoji::sheets_xlsx {

namespace {

using ports::ReadKind;
using ports::SheetRefusal;
using Parts = std::map<std::string, std::string, std::less<>>;

constexpr std::size_t kMostSheets = 64;
constexpr std::size_t kMostMerged = 20'000;
constexpr int kLastRow = 1'048'576;  // that a spreadsheet has
constexpr std::size_t kLongestText = std::size_t{32'767} * 4;

[[noreturn]] void active() {
  throw Refused{SheetRefusal::active, {}};
}

const std::string& part(const Parts& parts, std::string_view name) {
  const auto found = parts.find(name);
  if (found == parts.end()) throw Refused{SheetRefusal::damaged, {}};
  return found->second;
}

/// Names of parts that carry something to run, to follow or to open.
bool is_active_part(std::string_view name) {
  for (const std::string_view word : {"vbaProject", "macrosheets/", "externalLinks/", "activeX/", "embeddings/",
                                      "connections.xml", "queryTables/", "customUI", "ctrlProps/"}) {
    if (name.find(word) != std::string_view::npos) return true;
  }
  return false;
}

/// Every XML part is walked once: for a DTD, for links that lead outside, for a workbook with macros.
class ActiveContent : public XmlListener {
 public:
  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "Relationship" && attributes.of("TargetMode") == "External") active();
    if ((name == "Override" || name == "Default") &&
        attributes.of("ContentType").find("macroEnabled") != std::string_view::npos)
      active();
  }
};

void refuse_active(const Parts& parts) {
  ActiveContent listener;
  for (const auto& [name, bytes] : parts) {
    if (is_active_part(name)) active();
    if (!bytes.empty()) walk_xml(bytes, listener);
  }
}

/// Relations of a part: their targets by id, and the first of each type by the end of its name.
class Relations : public XmlListener {
 public:
  void begin(std::string_view name, const Attributes& attributes) override {
    if (name != "Relationship") return;
    const std::string_view type = attributes.of("Type");
    by_id.emplace(attributes.of("Id"), attributes.of("Target"));
    by_type.emplace(type.substr(type.rfind('/') + 1), attributes.of("Target"));
  }

  std::map<std::string, std::string, std::less<>> by_id;
  std::map<std::string, std::string, std::less<>> by_type;
};

/// A target beside a part of that folder (`xl/`), or from the root when it begins with a slash.
std::string resolved(std::string_view folder, std::string_view target) {
  return target.starts_with('/') ? std::string(target.substr(1)) : fmt::format("{}{}", folder, target);
}

class Workbook : public XmlListener {
 public:
  struct Named {
    std::string name;
    std::string relation;
  };
  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr") from_1904 = attributes.of("date1904") == "1" || attributes.of("date1904") == "true";
    if (name != "sheet") return;
    if (sheets.size() == kMostSheets) throw Refused{SheetRefusal::bomb, {}};
    // What a hidden sheet holds (the words of drop-downs), nobody has seen who sends the book.
    if (attributes.of("state").empty() || attributes.of("state") == "visible")
      sheets.push_back({std::string(attributes.of("name")), std::string(attributes.of("id"))});
  }

  std::vector<Named> sheets;
  bool from_1904 = false;
};

/// The texts of `t` elements, those of phonetic guides left out.
class TextGatherer {
 public:
  void begin(std::string_view name) {
    if (name == "rPh") ++phonetic_;
    if (name == "t") inside_ = phonetic_ == 0;
  }
  void end(std::string_view name) {
    if (name == "rPh") --phonetic_;
    if (name == "t") inside_ = false;
  }
  void text(std::string_view characters) {
    if (!inside_) return;
    gathered_ += characters;
    if (gathered_.size() > kLongestText) throw Refused{SheetRefusal::damaged, {}};
  }
  std::string take() { return std::exchange(gathered_, {}); }

 private:
  std::string gathered_;
  int phonetic_ = 0;
  bool inside_ = false;
};

class SharedTexts : public XmlListener {
 public:
  void begin(std::string_view name, const Attributes&) override { gatherer_.begin(name); }
  void end(std::string_view name) override {
    gatherer_.end(name);
    if (name == "si") texts.push_back(gatherer_.take());
  }
  void text(std::string_view characters) override { gatherer_.text(characters); }

  std::vector<std::string> texts;

 private:
  TextGatherer gatherer_;
};

struct BookWords {
  std::vector<std::string> shared;
  std::set<int> dates;
  bool from_1904 = false;
};

std::string number_text(double number) {
  constexpr double exact = 1e15;
  if (std::trunc(number) == number && std::abs(number) < exact) return fmt::format("{:.0f}", number);
  return fmt::format("{}", number);
}

/// Counts rows and cells over all sheets of a book.
struct Counts {
  ports::SheetLimits most;
  int rows = 0;
  int cells = 0;
};

class SheetListener : public XmlListener {
 public:
  SheetListener(ports::ReadSheet& sheet, const BookWords& words, Counts& counts)
      : sheet_(sheet), words_(words), counts_(counts) {}

  void begin(std::string_view name, const Attributes& attributes) override {
    gatherer_.begin(name);
    if (name == "row") begin_row(attributes);
    if (name == "c") begin_cell(attributes);
    if (name == "v") in_value_ = true;
    if (name == "mergeCell") keep_merged(attributes.of("ref"));
  }
  void end(std::string_view name) override {
    gatherer_.end(name);
    if (name == "v") in_value_ = false;
    if (name == "c") end_cell();
  }
  void text(std::string_view characters) override {
    gatherer_.text(characters);
    if (in_value_) value_ += characters;
    if (value_.size() > kLongestText) throw Refused{SheetRefusal::damaged, {}};
  }

 private:
  void begin_row(const Attributes& attributes) {
    ++row_;
    column_ = 0;
    row_counted_ = false;
    if (const auto given = whole(attributes.of("r"))) {
      if (*given < row_) throw Refused{SheetRefusal::damaged, {}};
      row_ = *given;
    }
    if (row_ > kLastRow) throw Refused{SheetRefusal::damaged, {}};
  }

  void begin_cell(const Attributes& attributes) {
    ++column_;
    const std::string_view place = attributes.of("r");
    if (!place.empty()) column_ = column_of(place);
    type_ = attributes.of("t");
    style_ = whole(attributes.of("s")).value_or(0);
    value_.clear();
  }

  void end_cell() {
    const std::string inline_text = gatherer_.take();
    ports::ReadCell cell{row_, column_, ReadKind::text, {}};
    if (type_ == "inlineStr") {
      cell.text = inline_text;
    } else if (type_ == "s") {
      const auto place = whole(value_);
      if (!place || *place >= static_cast<int>(words_.shared.size())) throw Refused{SheetRefusal::damaged, here()};
      cell.text = words_.shared[static_cast<std::size_t>(*place)];
    } else if (type_ == "str" || type_ == "d") {
      cell.kind = type_ == "d" ? ReadKind::date : ReadKind::text;
      cell.text = value_;
    } else if (type_ == "b") {
      cell.kind = ReadKind::truth;
      cell.text = value_ == "1" ? "true" : "false";
    } else if (type_ == "e") {
      cell.kind = ReadKind::failed;
      cell.text = value_;
    } else if (!value_.empty()) {
      read_number(cell);
    }
    if (!cell.text.empty()) keep(std::move(cell));
  }

  void read_number(ports::ReadCell& cell) const {
    double number = 0;
    const auto [stop, error] = std::from_chars(value_.data(), value_.data() + value_.size(), number);
    // from_chars takes nan and inf for numbers.
    const bool understood = error == std::errc() && stop == value_.data() + value_.size() && std::isfinite(number);
    if (!understood) throw Refused{SheetRefusal::damaged, here()};
    cell.kind = ReadKind::number;
    cell.text = number_text(number);
    if (!words_.dates.contains(style_)) return;
    std::string day = date_text(number, words_.from_1904);
    if (day.empty()) return;
    cell.kind = ReadKind::date;
    cell.text = std::move(day);
  }

  void keep(ports::ReadCell cell) {
    // A value that stands in no row or no cell of it.
    if (row_ < 1 || column_ < 1) throw Refused{SheetRefusal::damaged, {}};
    if (column_ > kMostColumns || ++counts_.cells > counts_.most.cells) throw Refused{SheetRefusal::bomb, here()};
    if (!row_counted_ && ++counts_.rows > counts_.most.rows) throw Refused{SheetRefusal::rows, here()};
    row_counted_ = true;
    sheet_.cells.push_back(std::move(cell));
  }

  /// `B3:B7`.
  void keep_merged(std::string_view ref) {
    const std::size_t colon = ref.find(':');
    if (colon == std::string_view::npos) return;
    if (sheet_.merged.size() == kMostMerged) throw Refused{SheetRefusal::bomb, {}};
    const std::string_view first = ref.substr(0, colon);
    const std::string_view last = ref.substr(colon + 1);
    const ports::MergedCells merged{row_of(first), column_of(first), row_of(last), column_of(last)};
    if (merged.row > merged.last_row || merged.column > merged.last_column) throw Refused{SheetRefusal::damaged, {}};
    sheet_.merged.push_back(merged);
  }

  static int row_of(std::string_view place) {
    const std::size_t digits = std::min(place.find_first_of("123456789"), place.size());
    const auto row = whole(place.substr(digits));
    if (!row) throw Refused{SheetRefusal::damaged, {}};
    return *row;
  }

  [[nodiscard]] std::string here() const { return ports::cell_name(sheet_.name, row_, column_); }

  static std::optional<int> whole(std::string_view text) {
    int number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || stop != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
  }

  static int column_of(std::string_view place) {
    int column = 0;
    for (const char c : place) {
      if (c < 'A' || c > 'Z') break;
      column = column * 26 + (c - 'A' + 1);
      if (column > 16'384) throw Refused{SheetRefusal::damaged, {}};
    }
    if (column == 0) throw Refused{SheetRefusal::damaged, {}};
    return column;
  }

  ports::ReadSheet& sheet_;
  const BookWords& words_;
  Counts& counts_;
  TextGatherer gatherer_;
  std::string type_;
  std::string value_;
  int style_ = 0;
  int row_ = 0;
  int column_ = 0;
  bool row_counted_ = false;
  bool in_value_ = false;
};

Relations relations(const Parts& parts, std::string_view name) {
  Relations found;
  walk_xml(part(parts, name), found);
  return found;
}

}  // namespace

std::vector<ports::ReadSheet> read_book(std::string_view book, const ports::SheetLimits& limits) {
  const Parts parts = unzip_parts(book, limits.inflated_bytes);
  if (!parts.contains("_rels/.rels")) throw Refused{SheetRefusal::not_xlsx, {}};
  refuse_active(parts);
  const Relations root = relations(parts, "_rels/.rels");
  const auto document = root.by_type.find("officeDocument");
  if (document == root.by_type.end()) throw Refused{SheetRefusal::not_xlsx, {}};
  const std::string main = resolved("", document->second);
  const std::size_t slash = main.rfind('/') + 1;  // 0 when there is none
  const std::string folder = main.substr(0, slash);
  Workbook workbook;
  walk_xml(part(parts, main), workbook);
  if (workbook.sheets.empty()) throw Refused{SheetRefusal::not_xlsx, {}};
  const Relations links = relations(parts, fmt::format("{}_rels/{}.rels", folder, main.substr(slash)));
  BookWords words;
  words.from_1904 = workbook.from_1904;
  if (const auto texts = links.by_type.find("sharedStrings"); texts != links.by_type.end()) {
    SharedTexts shared;
    walk_xml(part(parts, resolved(folder, texts->second)), shared);
    words.shared = std::move(shared.texts);
  }
  if (const auto styles = links.by_type.find("styles"); styles != links.by_type.end())
    words.dates = date_styles(part(parts, resolved(folder, styles->second)));
  std::vector<ports::ReadSheet> sheets;
  Counts counts{limits};
  for (const Workbook::Named& named : workbook.sheets) {
    const auto target = links.by_id.find(named.relation);
    if (target == links.by_id.end()) throw Refused{SheetRefusal::damaged, {}};
    ports::ReadSheet& sheet = sheets.emplace_back();
    sheet.name = named.name;
    SheetListener listener(sheet, words, counts);
    walk_xml(part(parts, resolved(folder, target->second)), listener);
  }
  return sheets;
}

}  // namespace kaoji::sheets_xlsx
