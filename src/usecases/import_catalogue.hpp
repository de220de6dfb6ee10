#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "ports/pinyin_keys.hpp"
#include "usecases/catalogue_acts.hpp"
#include "usecases/sheet_table.hpp"

namespace kaoji::usecases {

inline constexpr base::Words kInstitutionSheet{"院校名录", "Institutions"};
inline constexpr base::Words kCertificateSheet{"证书目录", "Certificates"};

/// The columns of the two sheets of the template, in its order; an exported list has the same heads among its own.
inline constexpr std::array kInstitutionTable{
    TableColumn{"code", "院校代码", "Institution code"},
    TableColumn{"name", "院校名称", "Institution"},
    TableColumn{"kind", "院校类别", "Kind of institution"},
    TableColumn{"bureau", "市县教育行政部门", "Bureau", false},
    TableColumn{"registered", "平台注册", "Registered", false},
};
/// A row for each level.
inline constexpr std::array kCertificateTable{
    TableColumn{"certificate", "证书", "Certificate"},
    TableColumn{"organisation", "培训评价组织", "Organisation"},
    TableColumn{"level", "级别", "Level"},
    TableColumn{"pinyin", "拼音", "Pinyin", false},
    TableColumn{"initials", "首字母", "Initials", false},
};

/// What the words of a list mean, in either language. Nothing: they are no words of the list.
struct CatalogueWords {
  std::optional<core::InstitutionKind> (*kind)(std::string_view);
  std::optional<core::Level> (*level)(std::string_view);
  std::optional<bool> (*truth)(std::string_view);
  bool (*no_bureau)(std::string_view);  ///< does it say that there is none?
};

/// What an import did, or would do.
struct CatalogueImport {
  std::int64_t institutions_added = 0;
  std::int64_t institutions_changed = 0;
  std::int64_t certificates_added = 0;
  std::int64_t certificates_changed = 0;
  std::int64_t unchanged = 0;         ///< institutions and certificates that are as the book has them
  std::vector<CellProblem> problems;  ///< with any of them, nothing was changed
  std::vector<TableRow> failed;       ///< the rows that have a problem
};

/// Puts the institutions and certificates of a book into the catalogue: an institution is found by its code, a
/// certificate by its name; what is not there is added, what differs is changed under the rules of catalogue_acts.hpp,
/// nothing is taken away. A certificate that is new gets its search keys from the book, else from `pinyin`. All or
/// nothing: with a problem, or with `dry_run`, nothing is changed.
[[nodiscard]] Outcome<CatalogueImport> import_catalogue(ports::Transaction& tx, const Context& context,
                                                        const std::vector<ports::ReadSheet>& sheets,
                                                        const CatalogueWords& words, const ports::PinyinKeys& pinyin,
                                                        bool dry_run);

}  // namespace kaoji::usecases
