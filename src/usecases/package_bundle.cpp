#include "usecases/package_bundle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/member_name.hpp"
#include "usecases/papers.hpp"
#include "usecases/sealed_bundle.hpp"
#include "usecases/signed_form.hpp"

namespace kaoji::usecases {

namespace {

using ports::FormKind;
using ports::PackagedApplication;
using ports::SheetKind;

constexpr std::array kListColumns{
    ports::SheetColumn{"序号", SheetKind::ordinal, 6},     ports::SheetColumn{"申报编号", SheetKind::text, 16},
    ports::SheetColumn{"院校代码", SheetKind::text, 12},   ports::SheetColumn{"院校名称", SheetKind::text, 30},
    ports::SheetColumn{"申报类别", SheetKind::text, 12},   ports::SheetColumn{"版次", SheetKind::ordinal, 6},
    ports::SheetColumn{"条目", SheetKind::number, 8},      ports::SheetColumn{"人数", SheetKind::number, 10},
    ports::SheetColumn{"提交日期", SheetKind::date, 12},   ports::SheetColumn{"校验码（SM3）", SheetKind::text, 66},
    ports::SheetColumn{"汇总表文件", SheetKind::text, 60}, ports::SheetColumn{"扫描件文件", SheetKind::text, 60}};
constexpr std::array kTotalColumns{
    ports::SheetColumn{"申报类别", SheetKind::text, 12}, ports::SheetColumn{"院校数", SheetKind::number, 10},
    ports::SheetColumn{"申报数", SheetKind::number, 10}, ports::SheetColumn{"条目数", SheetKind::number, 10},
    ports::SheetColumn{"人数", SheetKind::number, 10}};

constexpr std::string_view kReadMe =
    "{0}\n"
    "\n"
    "封面.pdf　　　封面、按类别合计与申报明细\n"
    "清单.xlsx　　　同一明细与合计，可筛选、可计算\n"
    "申报/　　　　　每所院校一个文件夹：汇总表（打印版）与签字盖章扫描件\n"
    "校验清单.txt　 每个文件的 SM3 与 SHA-256。在 Linux 上可用 cksum --check 校验清单.txt 核对\n"
    "\n"
    "The cover, the list, each application's form as printed and its signed scan, by institution.\n"
    "校验清单.txt holds the SM3 and SHA-256 of every other file; cksum --check reads it.\n";

std::string_view words_of_kind(FormKind kind) {
  switch (kind) {
    case FormKind::increase:
      return core::words_zh(core::ApplicationKind::increase);
    case FormKind::decrease:
      return core::words_zh(core::ApplicationKind::decrease);
    case FormKind::new_plans:
      break;
  }
  return core::words_zh(core::ApplicationKind::new_plans);
}

/// `申报/41001 郑州示例学院/KJ2026-000123 汇总表.pdf`.
std::string member_of(const PackagedApplication& one, std::string_view what) {
  return fmt::format("申报/{}/{} {}.pdf",
                     base::as_member_part(fmt::format("{} {}", one.institution_code, one.institution_name)),
                     base::as_member_part(one.number, 40), what);
}
std::string form_file(const PackagedApplication& one) {
  return member_of(one, "汇总表");
}
std::string scan_file(const PackagedApplication& one) {
  return member_of(one, "扫描件");
}

std::unique_ptr<ports::SheetBytes> list_book(const PackageContents& contents, const ports::SheetBooks& books) {
  const auto book = books.book(contents.zone);
  book->begin("申报清单", kListColumns);
  for (std::size_t i = 0; i < contents.files.size(); ++i) {
    const PackagedApplication& one = contents.cover.applications[i];
    const std::string form = form_file(one);
    const std::string scan = contents.files[i].scan.empty() ? std::string() : scan_file(one);
    book->row(std::array<ports::SheetCell, kListColumns.size()>{
        static_cast<std::int64_t>(i + 1), std::string_view(one.number), std::string_view(one.institution_code),
        std::string_view(one.institution_name), words_of_kind(one.kind), one.revision, one.lines, one.headcount,
        one.submitted_on, std::string_view(one.digest), std::string_view(form), std::string_view(scan)});
  }
  book->begin("合计", kTotalColumns);
  for (const FormKind kind : {FormKind::new_plans, FormKind::increase, FormKind::decrease}) {
    std::set<std::string_view> institutions;
    std::int64_t applications = 0;
    std::int64_t lines = 0;
    std::int64_t persons = 0;
    for (const PackagedApplication& one : contents.cover.applications) {
      if (one.kind != kind) continue;
      institutions.insert(one.institution_code);
      ++applications;
      lines += one.lines;
      persons += one.headcount;
    }
    book->row(std::array<ports::SheetCell, kTotalColumns.size()>{
        words_of_kind(kind), static_cast<std::int64_t>(institutions.size()), applications, lines, persons});
  }
  return book->finish();
}

/// The newest scan of the revision that was submitted.
std::string scan_of(ports::Transaction& tx, core::ApplicationId id, std::int64_t revision) {
  for (const ports::Scan& scan : tx.applications().scans(id)) {
    if (scan.revision == revision) return scan.digest;
  }
  return {};
}

}  // namespace

Outcome<std::optional<PackageContents>> package_contents(ports::Transaction& tx, const Context& context, int year,
                                                         std::string_view round, std::string_view bureau) {
  std::vector<PackagedRow> rows;
  auto package = round_package(tx, context, year, round, bureau, &rows);
  if (!package) return std::move(package).error();
  auto cover = std::move(package).value();
  if (!cover) return std::optional<PackageContents>{};
  PackageContents contents{*std::move(cover), {}, context.book.zone(context.now)};
  for (const PackagedRow& row : rows) {
    auto form = form_document(tx, context, row.id, row.revision);
    if (!form) return std::move(form).error();
    contents.files.push_back({std::move(form).value(), scan_of(tx, row.id, row.revision)});
  }
  return std::optional(std::move(contents));
}

void write_package(const PackageContents& contents, const BundleTools& tools, const ports::BundleSink& sink) {
  std::vector<std::string> scans;
  for (const PackagedFiles& files : contents.files) {
    if (!files.scan.empty()) scans.push_back(files.scan);
  }
  require_kept(tools.files, scans);
  const std::string cover = tools.papers.print(contents.cover);
  SealedBundle bundle(tools.bundles, sink);
  bundle.add_text("说明.txt", fmt::format(kReadMe, package_title(contents.cover)));
  bundle.add("封面.pdf", cover);
  bundle.add_book("清单.xlsx", *list_book(contents, tools.books));
  for (std::size_t i = 0; i < contents.files.size(); ++i) {
    const PackagedApplication& one = contents.cover.applications[i];
    const PackagedFiles& files = contents.files[i];
    bundle.add(form_file(one), tools.forms.print(files.form));
    if (!files.scan.empty()) bundle.add(scan_file(one), kept_bytes(tools.files, files.scan));
  }
  bundle.finish();
}

std::string package_title(const ports::RoundPackage& cover) {
  return fmt::format("{} {} {}", cover.province ? "汇总材料" : "初审材料", cover.bureau_name, cover.round_title);
}

void require_kept(const ports::FileStore& files, const std::vector<std::string>& digests) {
  for (const std::string& digest : digests) {
    if (!files.path(digest)) throw ports::StoreUnavailable(fmt::format("the kept file {} is not there", digest));
  }
}

std::string kept_bytes(const ports::FileStore& files, const std::string& digest) {
  auto bytes = files.bytes(digest);
  if (!bytes) throw ports::StoreUnavailable(fmt::format("the kept file {} is gone or not what it was", digest));
  return *std::move(bytes);
}

}  // namespace kaoji::usecases
