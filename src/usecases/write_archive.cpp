#include <fmt/format.h>

#include <array>

#include "base/member_name.hpp"
#include "usecases/round_archive.hpp"
#include "usecases/sealed_bundle.hpp"

namespace kaoji::usecases {

namespace {

using ports::SheetColumn;

constexpr std::array kApplicationColumns{
    SheetColumn{"申报编号", ports::SheetKind::text, 16},    SheetColumn{"类别", ports::SheetKind::text, 12},
    SheetColumn{"状态", ports::SheetKind::text, 12},        SheetColumn{"院校代码", ports::SheetKind::text, 12},
    SheetColumn{"院校名称", ports::SheetKind::text, 30},    SheetColumn{"版次", ports::SheetKind::ordinal, 6},
    SheetColumn{"提交时间", ports::SheetKind::instant, 18}, SheetColumn{"办结时间", ports::SheetKind::instant, 18},
    SheetColumn{"政策", ports::SheetKind::text, 20},        SheetColumn{"汇总表", ports::SheetKind::text, 40},
    SheetColumn{"扫描件数", ports::SheetKind::number, 10}};
constexpr std::array kLineColumns{
    SheetColumn{"申报编号", ports::SheetKind::text, 16},     SheetColumn{"证书", ports::SheetKind::text, 30},
    SheetColumn{"级别", ports::SheetKind::text, 8},          SheetColumn{"计划年度", ports::SheetKind::ordinal, 10},
    SheetColumn{"申报前人数", ports::SheetKind::number, 12}, SheetColumn{"人数", ports::SheetKind::number, 10},
    SheetColumn{"理由", ports::SheetKind::text, 30},         SheetColumn{"除外环节", ports::SheetKind::text, 12},
    SheetColumn{"除外原因", ports::SheetKind::text, 30}};
constexpr std::array kPlanSheetColumns{
    SheetColumn{"计划", ports::SheetKind::ordinal, 10},     SheetColumn{"院校代码", ports::SheetKind::text, 12},
    SheetColumn{"证书", ports::SheetKind::text, 30},        SheetColumn{"级别", ports::SheetKind::text, 8},
    SheetColumn{"计划年度", ports::SheetKind::ordinal, 10}, SheetColumn{"沿用", ports::SheetKind::number, 10},
    SheetColumn{"新增", ports::SheetKind::number, 10},      SheetColumn{"调增", ports::SheetKind::number, 10},
    SheetColumn{"调减", ports::SheetKind::number, 10},      SheetColumn{"退出", ports::SheetKind::number, 10},
    SheetColumn{"计划人数", ports::SheetKind::number, 10},  SheetColumn{"已考核", ports::SheetKind::number, 10},
    SheetColumn{"合格", ports::SheetKind::number, 10}};
constexpr std::array kEntryColumns{
    SheetColumn{"分录", ports::SheetKind::ordinal, 10},     SheetColumn{"计划", ports::SheetKind::ordinal, 10},
    SheetColumn{"类别", ports::SheetKind::text, 12},        SheetColumn{"人数", ports::SheetKind::number, 10},
    SheetColumn{"合格", ports::SheetKind::number, 10},      SheetColumn{"生效日", ports::SheetKind::text, 12},
    SheetColumn{"登记时间", ports::SheetKind::instant, 18}, SheetColumn{"登记人", ports::SheetKind::text, 16},
    SheetColumn{"申报", ports::SheetKind::ordinal, 10},     SheetColumn{"事由", ports::SheetKind::text, 30},
    SheetColumn{"冲销分录", ports::SheetKind::ordinal, 10}};

constexpr std::string_view kArchiveWords =
    "考计归档　{year}年{label}（{round}）\n"
    "\n"
    "本文件收存一个申报批次的全部材料，可脱离系统核对：kaoji archive verify 文件\n"
    "data/　　　　　 数据（JSON，每行一条）：批次、申报、计划、台账、审计记录\n"
    "表格.xlsx　　　 同一数据的表格\n"
    "policy/　　　　 审核所依据的政策文件\n"
    "files/　　　　　每件申报的汇总表（打印版）与签字盖章扫描件\n"
    "校验清单.txt　　每个文件的 SM3 与 SHA-256，最后一个文件\n"
    "时间为 1970-01-01T00:00:00Z 起的毫秒数。格式说明见考计文档 docs/archive.md。\n"
    "{program}　{made}　{by}\n"
    "\n"
    "Archive of a round of applications for 1+X assessment plans. It can be checked without a server and without a\n"
    "database: kaoji archive verify FILE. data/ holds the rows as JSON, one a line, 表格.xlsx the same as tables;\n"
    "policy/ the rules that decisions rest on; files/ each application's form as printed and its signed scans;\n"
    "校验清单.txt, the last member, the SM3 and SHA-256 of every other one. Instants are milliseconds since\n"
    "1970-01-01T00:00:00Z. The format is described in docs/archive.md of Kaoji.\n";

base::Instant instant_at(std::int64_t at) {
  return base::Instant{std::chrono::milliseconds{at}};
}
ports::SheetCell instant_cell(const std::optional<std::int64_t>& at) {
  return at ? ports::SheetCell(instant_at(*at)) : ports::SheetCell();
}
std::int64_t count_of(std::size_t number) {
  return static_cast<std::int64_t>(number);
}

void write_applications(ports::SheetWriter& book, const RoundArchive& archive) {
  book.begin("申报", kApplicationColumns);
  for (const ports::ArchivedApplication& one : archive.applications) {
    book.row(std::array<ports::SheetCell, kApplicationColumns.size()>{
        std::string_view(one.number), std::string_view(one.kind), std::string_view(one.status),
        std::string_view(one.institution_code), std::string_view(one.institution_name), one.revision,
        instant_cell(one.submitted_at), instant_cell(one.decided_at), std::string_view(one.policy),
        std::string_view(one.form), count_of(one.scans.size())});
  }
  book.begin("明细", kLineColumns);
  for (const ports::ArchivedApplication& one : archive.applications) {
    for (const ports::ArchivedLine& line : one.lines) {
      book.row(std::array<ports::SheetCell, kLineColumns.size()>{
          std::string_view(one.number), std::string_view(line.certificate), std::string_view(line.level),
          std::int64_t{line.plan_year}, line.before, line.headcount, std::string_view(line.reason),
          std::string_view(line.excepted_at), std::string_view(line.excepted_reason)});
    }
  }
}

void write_plans(ports::SheetWriter& book, const RoundArchive& archive) {
  book.begin("计划", kPlanSheetColumns);
  for (const ports::ArchivedPlan& plan : archive.plans) {
    book.row(std::array<ports::SheetCell, kPlanSheetColumns.size()>{
        plan.id, std::string_view(plan.institution_code), std::string_view(plan.certificate),
        std::string_view(plan.level), std::int64_t{plan.year}, plan.carried, plan.declared, plan.increased,
        plan.decreased, plan.exited, plan.headcount, plan.examined, plan.passed});
  }
  book.begin("台账", kEntryColumns);
  for (const ports::ArchivedEntry& entry : archive.entries) {
    book.row(std::array<ports::SheetCell, kEntryColumns.size()>{
        entry.id, entry.plan, std::string_view(entry.kind), entry.headcount, entry.passed,
        std::string_view(entry.effective_on), instant_at(entry.recorded_at), std::string_view(entry.actor),
        entry.application, std::string_view(entry.reason), entry.reverses});
  }
}

std::unique_ptr<ports::SheetBytes> archive_tables(const RoundArchive& archive, const ports::SheetBooks& books) {
  const auto book = books.book(archive.zone);
  write_applications(*book, archive);
  write_plans(*book, archive);
  return book->finish();
}

/// A line of JSON for each row. Written twice, first for its length, so that it never lies in memory whole.
template <class Rows>
void add_rows(SealedBundle& bundle, std::string_view name, const Rows& rows, const ports::ArchiveTexts& texts) {
  std::int64_t bytes = 0;
  for (const auto& row : rows) bytes += count_of(texts.text(row).size() + 1);
  bundle.begin(std::string(name), bytes);
  for (const auto& row : rows) bundle.part(texts.text(row) + "\n");
  bundle.end();
}

std::string read_me(const RoundArchive& archive) {
  const ports::ArchivedRound& round = archive.round;
  return fmt::format(kArchiveWords, fmt::arg("year", round.year), fmt::arg("label", round.label),
                     fmt::arg("round", round.round), fmt::arg("program", round.program),
                     fmt::arg("made", base::to_text(archive.zone, instant_at(round.made_at))),
                     fmt::arg("by", round.made_by));
}

}  // namespace

std::string policy_member(std::string_view id) {
  return fmt::format("policy/{}.toml", base::as_member_part(id));
}

void write_archive(const RoundArchive& archive, const BundleTools& tools, const ports::ArchiveTexts& texts,
                   const ports::BundleSink& sink) {
  std::vector<std::string> scans;
  for (const auto& one : archive.applications) {
    for (const ports::ArchivedScan& scan : one.scans) scans.push_back(scan.digest);
  }
  require_kept(tools.files, scans);
  ports::ArchivedRound round = archive.round;
  round.wrapping = tools.bundles.wrapping();
  SealedBundle bundle(tools.bundles, sink);
  bundle.add_text(std::string(kArchiveReadMe), read_me(archive));
  bundle.add(std::string(kRoundMember), texts.text(round) + "\n");
  add_rows(bundle, kApplicationsMember, archive.applications, texts);
  add_rows(bundle, kPlansMember, archive.plans, texts);
  add_rows(bundle, kLedgerMember, archive.entries, texts);
  add_rows(bundle, kAuditMember, archive.audit, texts);
  bundle.add_book(std::string(kTablesMember), *archive_tables(archive, tools.books));
  for (const ArchivedPolicy& policy : archive.policies) bundle.add(policy_member(policy.id), policy.text);
  for (std::size_t i = 0; i < archive.applications.size(); ++i) {
    const ports::ArchivedApplication& one = archive.applications[i];
    bundle.add(one.form, tools.forms.print(archive.forms[i]));
    for (const ports::ArchivedScan& scan : one.scans) bundle.add(scan.member, kept_bytes(tools.files, scan.digest));
  }
  bundle.finish();
}

}  // namespace kaoji::usecases
