#include "core/reconcile/columns.hpp"

#include <algorithm>
#include <charconv>
#include <span>

#include "base/words.hpp"
#include "core/reconcile/cell_text.hpp"

namespace kaoji::core {

namespace {

constexpr std::array<std::string_view, kPlatformFieldCount> kFields{
    "institution-code", "institution-name", "certificate", "level", "year", "headcount"};

// Headings as name_key writes them. What the platform is seen to call its fields stands beside what offices write.
constexpr std::array<std::string_view, 10> kInstitutionCodes{"院校代码", "学校代码",  "学校标识码", "院校标识码",
                                                             "机构代码", "院校编码",  "学校编码",   "单位代码",
                                                             "xxdm",     "schoolcode"};
constexpr std::array<std::string_view, 10> kInstitutionNames{"院校名称", "学校名称", "院校",     "学校", "试点院校",
                                                             "申报院校", "单位名称", "机构名称", "xxmc", "schoolname"};
constexpr std::array<std::string_view, 9> kCertificates{"证书名称",         "证书",       "职业技能等级证书名称",
                                                        "职业技能等级证书", "证书及等级", "证书名称及等级",
                                                        "考核证书",         "zsmc",       "certificatename"};
constexpr std::array<std::string_view, 8> kLevelHeadings{"级别",     "等级",     "证书等级", "证书级别",
                                                         "考核等级", "技能等级", "zsdj",     "certificategrade"};
constexpr std::array<std::string_view, 7> kYears{"年度",     "计划年度", "年份", "计划年份",
                                                 "考核年度", "考核年份", "year"};
constexpr std::array<std::string_view, 11> kHeadcounts{"人数",         "计划人数",     "考核计划数",     "计划数",
                                                       "申报人数",     "计划考核人数", "实有考核计划数", "考核计划",
                                                       "考核计划人数", "计划考核数",   "plannumber"};

constexpr std::array<std::span<const std::string_view>, kPlatformFieldCount> kKnownHeadings{
    kInstitutionCodes, kInstitutionNames, kCertificates, kLevelHeadings, kYears, kHeadcounts};

/// A heading without its unit: `计划人数(人)`.
std::string bare_heading(std::string_view heading) {
  std::string key = name_key(plain_cell(heading));
  if (key.ends_with(')')) {
    if (const auto bracket = key.rfind('('); bracket != std::string::npos && bracket > 0) key.resize(bracket);
  }
  return key;
}

std::optional<PlatformField> field_of(std::string_view heading) {
  const std::string key = bare_heading(heading);
  for (std::size_t i = 0; i < kPlatformFieldCount; ++i) {
    if (std::ranges::find(kKnownHeadings[i], key) != kKnownHeadings[i].end()) return static_cast<PlatformField>(i);
  }
  return std::nullopt;
}

std::size_t known_fields(const CellRow& row) {
  std::size_t known = 0;
  for (const std::string& cell : row) known += field_of(cell).has_value() ? 1 : 0;
  return known;
}

}  // namespace

std::string_view to_text(PlatformField field) {
  return kFields[static_cast<std::size_t>(field)];
}

std::optional<PlatformField> parse_platform_field(std::string_view text) {
  return base::enumerator_of<PlatformField>(kFields, text);
}

std::string to_text(const ColumnMap& map) {
  std::string line;
  for (std::size_t i = 0; i < kPlatformFieldCount; ++i) {
    const auto column = map.column(static_cast<PlatformField>(i));
    if (!column) continue;
    if (!line.empty()) line += ' ';
    line += kFields[i];
    line += '=';
    line += std::to_string(*column);
  }
  return line;
}

ColumnMap parse_column_map(std::string_view line) {
  ColumnMap map;
  while (!line.empty()) {
    const auto space = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, space);
    line.remove_prefix(std::min(space + 1, line.size()));
    const auto equals = std::min(word.find('='), word.size());
    const auto field = parse_platform_field(word.substr(0, equals));
    std::size_t column = 0;
    const auto [stop, error] =
        std::from_chars(word.data() + std::min(equals + 1, word.size()), word.data() + word.size(), column);
    if (field && error == std::errc() && stop == word.data() + word.size()) map.put(*field, column);
  }
  return map;
}

std::size_t heading_row(const std::vector<CellRow>& first_rows) {
  std::size_t best = 0;
  std::size_t most = 1;
  for (std::size_t i = 0; i < first_rows.size(); ++i) {
    const std::size_t known = known_fields(first_rows[i]);
    if (known <= most) continue;
    best = i;
    most = known;
  }
  return best;
}

ColumnMap guess_columns(const CellRow& headings) {
  ColumnMap map;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const auto field = field_of(headings[i]);
    if (field && !map.column(*field)) map.put(*field, i);
  }
  return map;
}

std::string heading_key(const CellRow& headings) {
  std::string key;
  for (const std::string& heading : headings) {
    key += name_key(plain_cell(heading));
    key += '|';
  }
  return key;
}

std::optional<MapTrouble> trouble_of(const ColumnMap& map, std::optional<int> year, std::size_t columns) {
  using Field = PlatformField;
  for (std::size_t i = 0; i < kPlatformFieldCount; ++i) {
    const auto column = map.column(static_cast<Field>(i));
    if (column && *column >= columns) return MapTrouble::column_missing;
  }
  if (!map.column(Field::institution_code) && !map.column(Field::institution_name)) return MapTrouble::no_institution;
  if (!map.column(Field::certificate)) return MapTrouble::no_certificate;
  if (!map.column(Field::headcount)) return MapTrouble::no_headcount;
  if (!map.column(Field::year) && !year) return MapTrouble::no_year;
  return std::nullopt;
}

}  // namespace kaoji::core
