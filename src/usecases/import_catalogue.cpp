#include "usecases/import_catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/check.hpp"
#include "usecases/grants.hpp"
#include "usecases/typed_text.hpp"

namespace kaoji::usecases {

namespace {

using core::Act;

constexpr std::string_view kWrongCell = "cell-invalid";
constexpr std::size_t kMostOfACode = 32;
constexpr std::size_t kMostOfAName = 128;
constexpr std::size_t kMostOfKeys = 512;
constexpr int kLikeNames = 1000;

/// Reads rows, checks each as the act that it asks for would, and keeps what is to be done.
class CatalogueRows {
 public:
  CatalogueRows(ports::Transaction& tx, const Context& context, const CatalogueWords& words,
                const ports::PinyinKeys& pinyin, bool lock)
      : tx_(tx), context_(context), words_(words), pinyin_(pinyin), lock_(lock) {
    for (core::Bureau& bureau : tx_.catalogue().bureaus()) bureaus_.push_back(std::move(bureau));
  }

  void read_institutions(SheetTable table) {
    take_problems(table);
    for (TableRow& row : table.rows) {
      if (row.text("code").empty() && row.text("name").empty()) continue;
      read_institution(row);
      close(std::move(row));
    }
  }
  void read_certificates(SheetTable table);
  void nothing_found() {
    outcome_.problems.push_back({"", 0, 0, std::string(kWrongCell),
                                 "没有找到院校或证书的表头，请使用下载的模板或导出的名录",
                                 "No heads of institutions or certificates were found; use the template or an export"});
  }

  [[nodiscard]] bool sound() const { return outcome_.problems.empty(); }
  void record();
  [[nodiscard]] CatalogueImport take() { return std::move(outcome_); }

 private:
  struct Institution {
    InstitutionWish wish;
    std::optional<std::int64_t> version;  ///< nothing: it is new
    bool differs = false;
    bool to_register = false;
  };
  struct Certificate {
    CertificateWish wish;
    std::optional<core::CertificateId> known;
    std::int64_t version = 0;
  };
  /// The rows of one certificate.
  struct Levels {
    CertificateWish wish;
    std::vector<std::size_t> rows;
  };

  void take_problems(const SheetTable& table) {
    outcome_.problems.insert(outcome_.problems.end(), table.problems.begin(), table.problems.end());
  }
  void close(TableRow row) {
    if (row.problems().empty()) return;
    outcome_.problems.insert(outcome_.problems.end(), row.problems().begin(), row.problems().end());
    outcome_.failed.push_back(std::move(row));
  }

  static void note(TableRow& row, const Refusal& refusal, std::string_view otherwise) {
    if (refusal.clash) {
      const std::string_view field = refusal.clash->field.empty() ? otherwise : std::string_view(refusal.clash->field);
      row.wrong(field, kWrongCell, refusal.clash->zh, refusal.clash->en);
    }
    for (const core::Finding& finding : refusal.findings.all()) {
      row.wrong(finding.field.empty() ? otherwise : std::string_view(finding.field), core::to_text(finding.code),
                finding.zh, finding.en);
    }
  }

  /// A name without line breaks and other characters that no form can print.
  static std::string name_of(TableRow& row, std::string_view column) {
    std::string name = row.text(column, kMostOfAName, true);
    if (std::ranges::any_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7F; })) {
      row.wrong(column, kWrongCell, "名称中不能有换行等控制字符",
                "A name takes no line breaks or other control characters");
    }
    return name;
  }

  template <class Value>
  static std::optional<Value> word_of(TableRow& row, std::string_view column,
                                      std::optional<Value> (*meant)(std::string_view), base::Words of, bool needed) {
    const std::string typed = row.text(column, kMostOfAName, needed);
    if (typed.empty()) return std::nullopt;
    const auto value = meant(typed);
    if (!value) {
      row.wrong(column, kWrongCell, fmt::format("“{}”不是{}", typed, of.zh),
                fmt::format("“{}” is no {}", typed, of.en));
    }
    return value;
  }

  std::string bureau_of(TableRow& row);
  void read_institution(TableRow& row);
  void read_level(std::vector<TableRow>& rows, std::size_t at);
  void judge(TableRow& first, Levels& levels);
  static void read_keys(TableRow& row, ports::Pinyin& keys);
  ports::Pinyin kept_keys(const core::Certificate& known) const;

  ports::Transaction& tx_;
  const Context& context_;
  const CatalogueWords& words_;
  const ports::PinyinKeys& pinyin_;
  bool lock_;
  std::vector<core::Bureau> bureaus_;
  std::set<std::string> codes_;
  std::set<std::string> names_;
  std::vector<Institution> institutions_;
  std::map<std::string, Levels> levels_;
  std::vector<Certificate> certificates_;
  CatalogueImport outcome_;
};

/// The code of the bureau that is named, by its code or its name.
std::string CatalogueRows::bureau_of(TableRow& row) {
  const std::string typed = row.text("bureau", kMostOfAName, false);
  if (typed.empty() || words_.no_bureau(typed)) return {};
  const auto found = std::ranges::find_if(
      bureaus_, [&](const core::Bureau& each) { return each.code == typed || each.name == typed; });
  if (found != bureaus_.end()) return found->code;
  row.wrong("bureau", kWrongCell, fmt::format("没有市县教育行政部门“{}”", typed),
            fmt::format("There is no bureau “{}”", typed));
  return {};
}

void CatalogueRows::read_institution(TableRow& row) {
  InstitutionWish wish;
  wish.code = without_blanks(row.text("code", kMostOfACode, true));
  if (!is_plain_code(wish.code)) {
    row.wrong("code", kWrongCell, "代码只能用字母、数字、连字符、点和下划线",
              "A code takes letters, digits, hyphens, dots and underscores only");
  }
  wish.name = name_of(row, "name");
  const auto kind = word_of(row, "kind", words_.kind, {"院校类别", "kind of institution"}, true);
  wish.bureau = bureau_of(row);
  const auto registered = word_of(row, "registered", words_.truth, {"是或否", "Yes or No"}, false);
  if (!row.problems().empty() || !kind) return;
  wish.kind = *kind;
  const auto code_again = !codes_.insert(wish.code).second;
  const auto name_again = !names_.insert(wish.name).second;
  if (code_again || name_again) {
    row.wrong(code_again ? "code" : "name", core::to_text(core::Code::duplicate_line), "与表中前面的一行相同",
              "A row above has the same");
    return;
  }
  const auto known = tx_.catalogue().institution_by_code(wish.code);
  Institution todo{wish, std::nullopt, true, false};
  if (known) {
    todo.version = tx_.catalogue().last_edit(known->id).version;
    todo.differs = known->name != wish.name || known->kind != wish.kind || known->bureau != wish.bureau;
  }
  if (known && known->registered && registered == false) {
    row.wrong("registered", kWrongCell, "已确认的平台注册不能在此取消", "A registration that is confirmed stays");
    return;
  }
  todo.to_register = registered == true && !(known && known->registered);
  if (!known) {
    const auto added = add_institution(tx_, context_, wish, todo.to_register, true);
    if (!added) return note(row, added.error(), "code");
    ++outcome_.institutions_added;
  } else if (todo.differs) {
    const auto changed = change_institution(tx_, context_, wish.code, *todo.version, wish, true);
    if (!changed) return note(row, changed.error(), "code");
  }
  if (known) ++(todo.differs || todo.to_register ? outcome_.institutions_changed : outcome_.unchanged);
  if (!known || todo.differs || todo.to_register) institutions_.push_back(std::move(todo));
}

/// Search keys as the office typed them: lower-case letters and digits, spaces between syllables.
void CatalogueRows::read_keys(TableRow& row, ports::Pinyin& keys) {
  const auto read = [&row](std::string_view column, std::string& kept) {
    const std::string typed = row.text(column, kMostOfKeys, false);
    const bool good =
        std::ranges::all_of(typed, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' '; });
    if (!good) row.wrong(column, kWrongCell, "只能用小写字母和数字", "Lower-case letters and digits only");
    if (kept.empty()) kept = typed;
  };
  read("pinyin", keys.full);
  read("initials", keys.initials);
}

void CatalogueRows::read_level(std::vector<TableRow>& rows, std::size_t at) {
  TableRow& row = rows[at];
  const std::string name = name_of(row, "certificate");
  const std::string organisation = name_of(row, "organisation");
  const auto level =
      word_of(row, "level", words_.level, {"级别（初级、中级、高级）", "level (初级, 中级, 高级)"}, true);
  if (name.empty()) return;
  auto& [wish, of] = levels_[name];
  if (of.empty()) {
    wish.name = name;
    wish.organisation = organisation;
  } else if (wish.organisation != organisation) {
    row.wrong("organisation", kWrongCell, fmt::format("同一证书的前面一行写的是“{}”", wish.organisation),
              fmt::format("A row above has “{}” for this certificate", wish.organisation));
  }
  of.push_back(at);
  read_keys(row, wish.pinyin);
  if (!level) return;
  if (std::ranges::find(wish.levels, *level) != wish.levels.end()) {
    row.wrong("level", core::to_text(core::Code::duplicate_line), "与表中前面的一行相同", "A row above has the same");
  } else {
    wish.levels.push_back(*level);
  }
}

ports::Pinyin CatalogueRows::kept_keys(const core::Certificate& known) const {
  for (const auto& [certificate, keys] : tx_.catalogue().search_certificates(known.name, kLikeNames))
    if (certificate.id == known.id) return keys;
  return {};
}

/// What the rows of one certificate come to.
void CatalogueRows::judge(TableRow& first, Levels& levels) {
  CertificateWish& wish = levels.wish;
  std::ranges::sort(wish.levels);
  auto known = tx_.catalogue().certificate_by_name(wish.name);
  if (!known) {
    if (wish.pinyin.full.empty()) wish.pinyin = pinyin_.keys_of(wish.name);
    const auto added = add_certificate(tx_, context_, wish, true);
    if (!added) return note(first, added.error(), "certificate");
    ++outcome_.certificates_added;
    certificates_.push_back({wish, std::nullopt, 0});
    return;
  }
  if (lock_ && tx_.catalogue().lock_certificate(known->id)) known = tx_.catalogue().certificate(known->id);
  const ports::Pinyin kept = kept_keys(*known);
  const bool new_keys =
      !wish.pinyin.full.empty() && (wish.pinyin.full != kept.full || wish.pinyin.initials != kept.initials);
  if (!new_keys) wish.pinyin = kept;
  const bool new_level =
      std::ranges::any_of(wish.levels, [&](core::Level level) { return known->find(level) == nullptr; });
  if (known->organisation == wish.organisation && !new_level && !new_keys) {
    ++outcome_.unchanged;
    return;
  }
  const std::int64_t version = tx_.catalogue().last_edit(known->id).version;
  const auto changed = change_certificate(tx_, context_, known->id, version, wish, true);
  if (!changed) return note(first, changed.error(), "certificate");
  ++outcome_.certificates_changed;
  certificates_.push_back({wish, known->id, version});
}

void CatalogueRows::read_certificates(SheetTable table) {
  take_problems(table);
  levels_.clear();
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const TableRow& row = table.rows[i];
    if (!row.text("certificate").empty() || !row.text("organisation").empty()) read_level(table.rows, i);
  }
  for (auto& [name, levels] : levels_) {
    const bool good =
        std::ranges::all_of(levels.rows, [&](std::size_t at) { return table.rows[at].problems().empty(); });
    if (good) judge(table.rows[levels.rows.front()], levels);
  }
  for (TableRow& row : table.rows) close(std::move(row));
}

void CatalogueRows::record() {
  // Everything was checked in this transaction, behind the locks: a refusal now would be our own mistake.
  const auto expect = [](const auto& outcome) {
    base::check(static_cast<bool>(outcome), "an import that was checked is refused");
  };
  for (const Institution& each : institutions_) {
    if (!each.version) {
      expect(add_institution(tx_, context_, each.wish, each.to_register, false));
      continue;
    }
    if (each.differs) expect(change_institution(tx_, context_, each.wish.code, *each.version, each.wish, false));
    if (each.to_register) expect(register_institution(tx_, context_, each.wish.code));
  }
  for (const Certificate& each : certificates_) {
    expect(each.known ? change_certificate(tx_, context_, *each.known, each.version, each.wish, false)
                      : add_certificate(tx_, context_, each.wish, false));
  }
}

}  // namespace

Outcome<CatalogueImport> import_catalogue(ports::Transaction& tx, const Context& context,
                                          const std::vector<ports::ReadSheet>& sheets, const CatalogueWords& words,
                                          const ports::PinyinKeys& pinyin, bool dry_run) {
  const AuditedAct act{Act::catalogue_import, "catalogue"};
  if (!core::may_ever(context.actor.role, act.act)) return dry_run ? not_yours() : record_not_yours(tx, context, act);
  if (!dry_run) tx.catalogue().lock_all_institutions();
  CatalogueRows import(tx, context, words, pinyin, !dry_run);
  bool found = false;
  for (const ports::ReadSheet& sheet : sheets) {
    auto institutions = read_table(sheet, kInstitutionTable);
    auto certificates = read_table(sheet, kCertificateTable);
    found = found || institutions || certificates;
    if (institutions) {
      import.read_institutions(*std::move(institutions));
    } else if (certificates) {
      import.read_certificates(*std::move(certificates));
    }
  }
  if (!found) import.nothing_found();
  const bool record = import.sound() && !dry_run;
  if (record) import.record();
  CatalogueImport outcome = import.take();
  if (record) {
    record_done(tx, context, act,
                fmt::format("institutions +{} ~{} certificates +{} ~{}", outcome.institutions_added,
                            outcome.institutions_changed, outcome.certificates_added, outcome.certificates_changed));
  }
  return outcome;
}

}  // namespace kaoji::usecases
