#include "fuzz/table_seeds.hpp"

#include <fmt/format.h>

#include "fuzz/made_book.hpp"

namespace kaoji::fuzz {
namespace {

using namespace std::string_literals;
using Seeds = std::vector<Seed>;

constexpr std::size_t kBombBytes = std::size_t{60} << 20;

const char* const kRows =
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>证书</t><rPh><t>shu</t></rPh></is></c><c r=\"B1\" t=\"s\"><v>0</v>"
    "</c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><v>12.50</v></c><c r=\"C2\" s=\"1\"><v>46092.5"
    "</v></c><c r=\"D2\" t=\"b\"><v>1</v></c><c r=\"E2\" t=\"e\"><v>#REF!</v></c><c r=\"F2\" t=\"str\"><f>1+1</f><v>2"
    "</v></c><c t=\"d\"><v>2026-03-11</v></c></row><row><c><v>1e300</v></c><c><v>-0</v></c></row>";
const char* const kShared =
    "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>人数</t></si><si><r><t>Web "
    "</t></r><r><t xml:space=\"preserve\"> 前端 &amp; 开发</t></r></si></sst>";
const char* const kStyles =
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt "
    "numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf "
    "numFmtId=\"164\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
const char* const kReadsAFile = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
const char* const kAsksElsewhere = "<!DOCTYPE x PUBLIC \"-//x\" \"http://example.org/x.dtd\">";
const char* const kParameters = "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://example.org/p\"> %p;]>";

std::string laughs() {
  std::string declared = "<!DOCTYPE x [<!ENTITY a0 \"ha\">";
  for (int i = 1; i <= 20; ++i) declared += fmt::format("<!ENTITY a{0} \"&a{1};&a{1};\">", i, i - 1);
  return declared + "]>";
}

/// A sheet that begins with that declaration and names an entity.
std::string declaring(std::string_view declared, std::string_view entity) {
  return fmt::format(
      "{}<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>{}</t></is></c></row></sheetData>"
      "</worksheet>",
      declared, entity);
}

std::vector<MadePart> with_part(std::string name, std::string bytes) {
  auto parts = book_parts(sheet_xml(kRows), kShared, kStyles);
  parts.push_back({std::move(name), std::move(bytes)});
  return parts;
}

/// The book with `from` turned into `to` in each of its parts.
std::string turned(std::string_view from, std::string_view to) {
  auto parts = book_parts(sheet_xml(kRows), kShared, kStyles);
  for (MadePart& part : parts) {
    const std::size_t at = part.bytes.find(from);
    if (at != std::string::npos) part.bytes.replace(at, from.size(), to);
  }
  return zip_of(parts, true);
}

}  // namespace

std::vector<Seed> seeds_of_books() {
  const auto parts = book_parts(sheet_xml(kRows), kShared, kStyles);
  const std::string stored = zip_of(parts, false);
  Seeds seeds{
      {"stored", stored},
      {"deflated", zip_of(parts, true)},
      {"plain", zip_of(book_parts(sheet_xml("<row><c><v>1</v></c></row>")), true)},
      {"cut", stored.substr(0, stored.size() / 2)},
      {"no_book", zip_of({{"a.txt", "a"}}, false)},
      {"bomb", zip_of(with_part("xl/media/a.bin", std::string(kBombBytes, '\0')), true)},
      {"twice", zip_of(with_part("xl/workbook.xml", "<a/>"), true)},
      {"outside", zip_of(with_part("../a.xml", "<a/>"), true)},
      {"macros", zip_of(with_part("xl/vbaProject.bin", "x"), true)},
      {"hidden", turned("sheetId=\"1\"", "sheetId=\"1\" state=\"hidden\"")},
      {"from_1904", turned("<sheets>", "<workbookPr date1904=\"1\"/><sheets>")},
      {"from_the_root", turned("worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml")},
      {"to_elsewhere", turned("Target=\"sharedStrings.xml\"", "Target=\"http://example.org\" TargetMode=\"External\"")},
      {"reads_a_file", zip_of(book_parts(declaring(kReadsAFile, "&e;")), true)},
      {"asks_elsewhere", zip_of(book_parts(declaring(kAsksElsewhere, "")), true)},
      {"laughs", zip_of(book_parts(declaring(laughs(), "&a20;")), true)},
  };
  std::string encrypted = stored;
  encrypted[stored.find("PK\x01\x02") + 8] = 1;
  seeds.push_back({"encrypted", encrypted});
  return seeds;
}

std::vector<Seed> seeds_of_cells() {
  const auto cells = [](const std::string& rows) { return sheet_xml(rows) + '\0' + kShared + '\0' + kStyles; };
  return {
      {"all_kinds", cells(kRows)},
      {"far_out", cells("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row><row><c><v>2</v></c></row>")},
      {"last_number", cells("<row r=\"2147483647\"><c><v>1</v></c></row><row><c><v>2</v></c></row>")},
      {"backwards", cells("<row r=\"5\"/><row r=\"2\"><c><v>1</v></c></row>")},
      {"no_numbers", cells("<row><c><v>nan</v></c><c><v>inf</v></c><c><v>1e999</v></c><c s=\"1\"><v>-1</v></c></row>")},
      {"no_such_text", cells("<row><c t=\"s\"><v>2</v></c><c t=\"s\"><v>-1</v></c><c t=\"s\"><v/></c></row>")},
      {"merged", cells("<row><c r=\"A1\"><v>1</v></c><c r=\"B1\"/></row></sheetData><mergeCells><mergeCell "
                       "ref=\"A1:B1\"/></mergeCells><sheetData>")},
      {"deep", cells("<row><c><is>"s + std::string(70, ' ') + "<r><r><r><r><t>x</t></r></r></r></r></is></c></row>")},
      {"characters", cells("<row><c t=\"inlineStr\"><is><t>&#x4E2D;&#10;&#x1F600;&lt;]]&gt;</t></is></c></row>")},
      {"reads_a_file", declaring(kReadsAFile, "&e;")},
      {"parameters", declaring(kParameters, "")},
      {"laughs", declaring(laughs(), "&a20;")},
      {"laughs_in_texts", sheet_xml(kRows) + '\0' + laughs() + "<sst><si><t>&a20;</t></si></sst>"},
      {"other_encoding", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet/>"},
  };
}

std::vector<Seed> seeds_of_tables() {
  const std::string heads = "学校代码,学校名称,证书名称,证书等级,计划年度,计划人数\r\n";
  const std::string row = "10842,演练职业学院,Web前端开发职业技能等级证书（初级）,初级,2026年,\"1,200人\"\r\n";
  return {
      {"usual", heads + row + "合计,,,,,1200\r\n"},
      {"with_mark", "\xEF\xBB\xBF" + heads + row},
      {"full_width", heads + "１０８４２,　演练,证书,２,２０２６,１２０\n"},
      {"tabs", "证书\t人数\n甲\t1\n"},
      {"semicolons", "证书;人数;年度\n甲;1;2026-03-11\n"},
      {"quotes", "证书,人数\n\"甲\"\"乙\n丙\",\"1\"\n"},
      {"open_quote", "证书,人数\n\"甲,1\n"},
      {"after_quote", "证书,人数\n\"甲\"x,1\n"},
      {"gb18030", "\xD6\xA4\xCA\xE9,\xC8\xCB\xCA\xFD\n\xBC\xD7,1\n"},
      {"utf16", "\xFF\xFE\x31\x00,\x00\x32\x00\n\x00"s},
      {"utf16_big", "\xFE\xFF\x00\x31\x00,\x00\x32\x00\n"s},
      {"half_a_character", "\xFF\xFE\x31"},
      {"nul", "a,b\n\0,1\n"s},
      {"wide", std::string(300, ',')},
      {"title_first", "河南省导出\n\n" + heads + row},
      {"old_line_ends", "证书,人数\r甲,1\r"},
      {"formula", heads + "=1+1,@x,-1,+1,|a,%\n"},
  };
}

}  // namespace kaoji::fuzz
