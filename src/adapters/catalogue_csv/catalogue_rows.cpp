#include "adapters/catalogue_csv/catalogue_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

namespace kaoji::catalogue_csv {

namespace {

constexpr std::size_t kMaxCodeBytes = 32;
constexpr std::size_t kMaxNameBytes = 300;

/// One file being read, row by row, with the errors of all.
class Reading {
 public:
  Reading(const CsvTable& table, CsvErrors& errors) : table_(table), errors_(errors) {}

  [[nodiscard]] std::string cell(const CsvRow& row, std::string_view column) const { return table_.cell(row, column); }

  void fail(const CsvRow& row, std::string zh, std::string en) {
    errors_.push_back({table_.file(), row.line, std::move(zh), std::move(en)});
  }

  std::string code(const CsvRow& row, std::string_view column) {
    std::string code = cell(row, column);
    const bool good =
        !code.empty() && code.size() <= kMaxCodeBytes && std::all_of(code.begin(), code.end(), [](char c) {
          return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
        });
    if (!good) {
      fail(row, fmt::format("{} 须由字母、数字和连字符组成，不超过 {} 个。", column, kMaxCodeBytes),
           fmt::format("{} must be letters, digits and hyphens, at most {}.", column, kMaxCodeBytes));
    }
    return code;
  }

  std::string name(const CsvRow& row, std::string_view column) {
    std::string name = cell(row, column);
    if (name.empty() || name.size() > kMaxNameBytes) {
      fail(row, fmt::format("{} 须有内容，不超过 {} 字节。", column, kMaxNameBytes),
           fmt::format("{} must not be empty and at most {} bytes.", column, kMaxNameBytes));
    }
    return name;
  }

  /// A place on the map of tiles, where the file has one.
  std::optional<core::MapTile> tile(const CsvRow& row) {
    if (!table_.has("tile_column") || !table_.has("tile_row")) return std::nullopt;
    const std::string column = cell(row, "tile_column");
    const std::string line = cell(row, "tile_row");
    if (column.empty() && line.empty()) return std::nullopt;
    const auto place = [](const std::string& text) {
      const bool good = !text.empty() && text.size() <= 2 &&
                        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
      return good ? std::stoi(text) : 0;
    };
    const core::MapTile tile{place(column), place(line)};
    if (tile.column == 0 || tile.row == 0) {
      fail(row, "tile_column 和 tile_row 须都是 1 至 99 的整数，或都为空。",
           "tile_column and tile_row must both be whole numbers from 1 to 99, or both be empty.");
    }
    return tile;
  }

 private:
  const CsvTable& table_;
  CsvErrors& errors_;
};

template <class Things, class Matches>
bool holds(const Things& things, const Matches& matches) {
  return std::any_of(things.begin(), things.end(), matches);
}

void add_bureaus(const CsvTable& table, Catalogue& catalogue, CsvErrors& errors) {
  Reading reading(table, errors);
  for (const CsvRow& row : table.rows()) {
    core::Bureau bureau{reading.code(row, "code"), reading.name(row, "name"), reading.tile(row)};
    if (holds(catalogue.bureaus, [&](const core::Bureau& each) { return each.code == bureau.code; })) {
      reading.fail(row, fmt::format("代码 {} 重复。", bureau.code),
                   fmt::format("The code {} comes twice.", bureau.code));
      continue;
    }
    catalogue.bureaus.push_back(std::move(bureau));
  }
}

void check_belonging(Reading& reading, const CsvRow& row, const core::Institution& institution,
                     const Catalogue& catalogue) {
  const bool local = institution.kind == core::InstitutionKind::local_secondary;
  if (local != !institution.bureau.empty()) {
    reading.fail(
        row, local ? "市县属中职须写明所属的 bureau。" : "只有市县属中职才有 bureau。",
        local ? "A local-secondary institution needs its bureau." : "Only local-secondary institutions have a bureau.");
  } else if (local &&
             !holds(catalogue.bureaus, [&](const core::Bureau& each) { return each.code == institution.bureau; })) {
    reading.fail(row, fmt::format("没有代码为 {} 的市县教育行政部门。", institution.bureau),
                 fmt::format("There is no bureau {}.", institution.bureau));
  }
}

void add_institutions(const CsvTable& table, Catalogue& catalogue, CsvErrors& errors) {
  Reading reading(table, errors);
  for (const CsvRow& row : table.rows()) {
    core::Institution institution;
    institution.code = reading.code(row, "local_key");
    institution.name = reading.name(row, "name");
    institution.bureau = reading.cell(row, "bureau");
    const std::string kind = reading.cell(row, "kind");
    if (const auto parsed = core::parse_institution_kind(kind)) {
      institution.kind = *parsed;
      check_belonging(reading, row, institution, catalogue);
    } else {
      reading.fail(row, fmt::format("没有“{}”这类院校。", kind),
                   fmt::format("There is no kind of institution “{}”.", kind));
    }
    if (holds(catalogue.institutions, [&](const core::Institution& each) { return each.code == institution.code; })) {
      reading.fail(row, fmt::format("代码 {} 重复。", institution.code),
                   fmt::format("The code {} comes twice.", institution.code));
    }
    catalogue.institutions.push_back(std::move(institution));
  }
}

void add_level(Reading& reading, const CsvRow& row, core::Certificate& certificate) {
  const std::string text = reading.cell(row, "level");
  const auto level = core::parse_level(text);
  if (!level) {
    reading.fail(row, fmt::format("没有“{}”这个级别。", text), fmt::format("There is no level “{}”.", text));
  } else if (certificate.find(*level) != nullptr) {
    reading.fail(row, fmt::format("{}（{}）重复。", certificate.name, text),
                 fmt::format("{} ({}) comes twice.", certificate.name, text));
  } else {
    certificate.levels.push_back({*level, std::nullopt});
    std::sort(certificate.levels.begin(), certificate.levels.end(),
              [](const core::CertificateLevel& a, const core::CertificateLevel& b) { return a.level < b.level; });
  }
}

void add_certificates(const CsvTable& table, Catalogue& catalogue, CsvErrors& errors) {
  Reading reading(table, errors);
  for (const CsvRow& row : table.rows()) {
    const std::string name = reading.name(row, "short_name");
    const std::string organisation = reading.name(row, "organisation");
    auto known = std::find_if(catalogue.certificates.begin(), catalogue.certificates.end(),
                              [&](const ports::SearchableCertificate& each) { return each.certificate.name == name; });
    if (known == catalogue.certificates.end()) {
      ports::SearchableCertificate added;
      added.certificate.name = name;
      added.certificate.organisation = organisation;
      added.pinyin = {reading.cell(row, "pinyin"), reading.cell(row, "initials")};
      catalogue.certificates.push_back(std::move(added));
      known = std::prev(catalogue.certificates.end());
    } else if (known->certificate.organisation != organisation) {
      reading.fail(row, fmt::format("{} 另有组织 {}。", name, known->certificate.organisation),
                   fmt::format("{} stands under another organisation, {}.", name, known->certificate.organisation));
    }
    add_level(reading, row, known->certificate);
  }
}

using AddRows = void (*)(const CsvTable&, Catalogue&, CsvErrors&);

struct FileRule {
  const char* name;
  std::vector<std::string> columns;
  AddRows add;
};

/// In the order in which they rest on each other.
const std::vector<FileRule>& file_rules() {
  static const std::vector<FileRule> rules{
      {"bureaus.csv", {"code", "name"}, add_bureaus},
      {"institutions.csv", {"local_key", "name", "kind", "bureau"}, add_institutions},
      {"certificates.csv", {"short_name", "organisation", "level", "pinyin", "initials"}, add_certificates},
  };
  return rules;
}

void add_file(const FileRule& rule, std::string_view text, Catalogue& catalogue, CsvErrors& errors) {
  auto table = CsvTable::parse(rule.name, text, rule.columns);
  if (table) {
    rule.add(*table, catalogue, errors);
  } else {
    errors.insert(errors.end(), table.error().begin(), table.error().end());
  }
}

}  // namespace

CsvErrors add_catalogue(Catalogue& catalogue, const CatalogueTexts& texts) {
  Catalogue more = catalogue;
  CsvErrors errors;
  const std::string_view in_order[] = {texts.bureaus, texts.institutions, texts.certificates};
  for (std::size_t i = 0; i < file_rules().size(); ++i) {
    if (!in_order[i].empty()) add_file(file_rules()[i], in_order[i], more, errors);
  }
  if (errors.empty()) catalogue = std::move(more);
  return errors;
}

CsvErrors add_catalogue_folder(Catalogue& catalogue, const std::string& folder) {
  std::vector<std::string> texts;
  bool any = false;
  for (const FileRule& rule : file_rules()) {
    std::ifstream file(std::filesystem::path(folder) / rule.name, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    any = any || file.is_open();
  }
  if (!any) {
    return {{folder, 0, "没有 bureaus.csv、institutions.csv 或 certificates.csv。",
             "There is no bureaus.csv, institutions.csv or certificates.csv."}};
  }
  return add_catalogue(catalogue, {texts[0], texts[1], texts[2]});
}

}  // namespace kaoji::catalogue_csv
