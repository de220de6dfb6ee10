#include "usecases/upload_reconciliation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/reconcile/cell_text.hpp"

namespace kaoji::usecases {

namespace {

/// Headings are looked for in the first lines; a title often stands above them.
constexpr std::size_t kLinesLookedAt = 12;
constexpr std::size_t kSamples = 6;
constexpr std::size_t kSampleBytes = 180;

/// A cell for the preview: plain, and not longer than a person looks at.
std::string sample_of(const std::string& cell) {
  std::string plain = core::plain_cell(cell);
  if (plain.size() <= kSampleBytes) return plain;
  std::size_t end = kSampleBytes;
  while (end > 0 && (static_cast<unsigned char>(plain[end]) & 0xC0U) == 0x80U) --end;
  plain.resize(end);
  return plain + "…";
}

AuditedAct upload_of(std::string_view name) {
  return {core::Act::reconcile_upload, object_name("reconciliation", name)};
}

}  // namespace

base::Result<TableStart, ports::TableTrouble> look_at_table(const PlatformSource& source, std::string_view bytes) {
  std::vector<core::CellRow> first;
  std::vector<int> numbers;
  std::int64_t lines = 0;
  const auto facts = read_export(source, bytes, [&](int line, const core::CellRow& cells) {
    if (first.size() < kLinesLookedAt) {
      core::CellRow& kept = first.emplace_back();
      for (const std::string& cell : cells) kept.push_back(sample_of(cell));
      numbers.push_back(line);
    }
    ++lines;
    return true;
  });
  if (!facts) return facts.error();
  if (first.empty()) {
    return ports::TableTrouble{0, 0, "文件里没有数据。请核对后重新上传。",
                               "The file is empty. Check it and upload it again."};
  }
  const std::size_t heading = core::heading_row(first);
  TableStart start;
  start.encoding = facts->encoding;
  start.heading_line = numbers[heading];
  start.lines = lines - static_cast<std::int64_t>(heading) - 1;
  const std::size_t end = std::min(first.size(), heading + 1 + kSamples);
  start.first_lines.assign(first.begin() + static_cast<std::ptrdiff_t>(heading),
                           first.begin() + static_cast<std::ptrdiff_t>(end));
  return start;
}

Outcome<Done> expect_reconciliation(ports::Transaction& tx, const Context& context) {
  if (!core::may_ever(context.actor.role, core::Act::reconcile_upload))
    return record_not_yours(tx, context, upload_of("new"));
  return Done{};
}

Outcome<ports::Reconciliation> keep_reconciliation(ports::Transaction& tx, const Context& context,
                                                   const UploadedTable& table) {
  if (auto expected = expect_reconciliation(tx, context); !expected) return std::move(expected).error();
  const core::CellRow& headings = table.start.first_lines.front();
  ports::Reconciliation one;
  one.name = table.name;
  one.digest = table.digest;
  one.bytes = table.bytes;
  one.encoding = table.start.encoding;
  one.heading_line = table.start.heading_line;
  one.lines = table.start.lines;
  one.uploaded_at = context.now;
  one.actor = context.actor.login;
  const auto remembered = tx.reconcile().remembered_columns(core::heading_key(headings));
  one.columns = remembered ? *remembered : core::guess_columns(headings);
  if (!one.columns.column(core::PlatformField::year)) one.year = context.year();
  one.id = tx.reconcile().insert(one, table.start.first_lines);
  record_done(tx, context, {core::Act::reconcile_upload, object_name("reconciliation", one.id)},
              fmt::format("{} {}", one.digest, one.name));
  return one;
}

}  // namespace kaoji::usecases
