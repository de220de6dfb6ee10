#include "golden/book_dump.hpp"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "adapters/sheets_xlsx/xml_walk.hpp"
#include "adapters/sheets_xlsx/zip_parts.hpp"

namespace kaoji::golden {

namespace {

using sheets_xlsx::Attributes;
using Parts = std::map<std::string, std::string, std::less<>>;

/// The cell formats: which number format, and whether the cell is open.
class Styles : public sheets_xlsx::XmlListener {
 public:
  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "numFmt") codes_.emplace(attributes.of("numFmtId"), attributes.of("formatCode"));
    if (name == "cellXfs") in_cells_ = true;
    if (name == "xf" && in_cells_) {
      const auto code = codes_.find(attributes.of("numFmtId"));
      texts_.push_back(code == codes_.end() ? std::string(attributes.of("numFmtId")) : code->second);
    }
    if (name == "protection" && in_cells_ && attributes.of("locked") == "0") texts_.back() += " o";
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
  }
  [[nodiscard]] std::string of(std::string_view style) const {
    const std::size_t at = style.empty() ? 0 : static_cast<std::size_t>(std::stoi(std::string(style)));
    return at < texts_.size() ? texts_[at] : std::string();
  }

 private:
  std::map<std::string, std::string, std::less<>> codes_;
  std::vector<std::string> texts_;
  bool in_cells_ = false;
};

class SharedWords : public sheets_xlsx::XmlListener {
 public:
  void begin(std::string_view name, const Attributes&) override {
    if (name == "si") words.emplace_back();
  }
  void text(std::string_view characters) override {
    if (!words.empty()) words.back() += characters;
  }
  std::vector<std::string> words;
};

class SheetDump : public sheets_xlsx::XmlListener {
 public:
  SheetDump(const Styles& styles, const SharedWords& shared) : styles_(styles), shared_(shared) {}

  void begin(std::string_view name, const Attributes& attributes) override {
    const auto of = [&](std::string_view key) { return attributes.of(key); };
    gathered_.clear();
    if (name == "col") out += fmt::format("column {}-{} {}\n", of("min"), of("max"), of("width"));
    if (name == "pageSetup") out += fmt::format("page {} paper {}\n", of("orientation"), of("paperSize"));
    if (name == "mergeCell") out += fmt::format("merged {}\n", of("ref"));
    if (name == "sheetProtection") out += fmt::format("locked {}\n", of("sheet"));
    if (name == "c") {
      cell_ = fmt::format("{} [{}]", of("r"), styles_.of(of("s")));
      type_ = of("t");
    }
    if (name == "dataValidation")
      rule_ = fmt::format("rule {} {} {} «{}»", of("sqref"), of("type"), of("errorStyle"), of("prompt"));
  }
  void text(std::string_view characters) override { gathered_ += characters; }
  void end(std::string_view name) override {
    if (name == "f") cell_ += fmt::format(" {{{}}}", gathered_);
    if (name == "v" || name == "t") cell_ += fmt::format(" {}", value());
    if (name == "c") out += cell_ + "\n";
    if (name == "formula1" || name == "formula2") rule_ += fmt::format(" {}", gathered_);
    if (name == "dataValidation") out += rule_ + "\n";
    gathered_.clear();
  }

  std::string out;

 private:
  [[nodiscard]] std::string value() const {
    return type_ == "s" ? shared_.words.at(static_cast<std::size_t>(std::stoi(gathered_))) : gathered_;
  }

  const Styles& styles_;
  const SharedWords& shared_;
  std::string gathered_;
  std::string cell_;
  std::string type_;
  std::string rule_;
};

class SheetNames : public sheets_xlsx::XmlListener {
 public:
  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "sheet") names.push_back(fmt::format("{} {}", attributes.of("name"), attributes.of("state")));
  }
  std::vector<std::string> names;
};

}  // namespace

std::string bytes_of(ports::SheetBytes& bytes) {
  constexpr std::size_t piece = 65536;
  std::string all;
  for (std::string part = bytes.next(piece); !part.empty(); part = bytes.next(piece)) all += part;
  return all;
}

std::string dump_of(const std::string& book) {
  constexpr std::size_t most = std::size_t{50} << 20;
  const Parts parts = sheets_xlsx::unzip_parts(book, most);
  Styles styles;
  SharedWords shared;
  SheetNames names;
  sheets_xlsx::walk_xml(parts.at("xl/styles.xml"), styles);
  if (const auto found = parts.find("xl/sharedStrings.xml"); found != parts.end())
    sheets_xlsx::walk_xml(found->second, shared);
  sheets_xlsx::walk_xml(parts.at("xl/workbook.xml"), names);
  std::string out;
  for (std::size_t i = 0; i < names.names.size(); ++i) {
    SheetDump dump(styles, shared);
    sheets_xlsx::walk_xml(parts.at(fmt::format("xl/worksheets/sheet{}.xml", i + 1)), dump);
    out += fmt::format("sheet {}\n{}", names.names[i], dump.out);
  }
  return out;
}

}  // namespace kaoji::golden
