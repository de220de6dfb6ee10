#include "core/application/application.hpp"

#include <fmt/format.h>

#include <array>

#include "base/words.hpp"

namespace kaoji::core {

namespace {

struct StatusTerm {
  std::string_view text;
  std::string_view zh;
};

constexpr std::array<StatusTerm, kStatusCount> kStatuses{{{"draft", "草稿"},
                                                          {"submitted", "已提交"},
                                                          {"forwarded", "初审通过"},
                                                          {"returned", "退回修改"},
                                                          {"approved", "审核通过"},
                                                          {"partly-approved", "部分通过"},
                                                          {"rejected", "不予通过"},
                                                          {"withdrawn", "已撤回"},
                                                          {"voided", "已作废"}}};

struct DeskTerm {
  std::string_view text;
  std::string_view zh;
};

constexpr std::array<DeskTerm, 4> kDesks{
    {{"nobody", "无"}, {"institution", "院校"}, {"bureau", "市县教育行政部门"}, {"department", "省教育厅"}}};

}  // namespace

bool awaiting(Status status) {
  return status == Status::submitted || status == Status::forwarded;
}

bool with_institution(Status status) {
  return status == Status::draft || status == Status::returned;
}

bool bureau_reviews(const Policy& policy, const Institution& institution) {
  return !institution.bureau.empty() && policy.bureau_reviews(institution.kind);
}

std::optional<Stage> stage_of(Status status, bool bureau_reviews) {
  if (!awaiting(status)) return std::nullopt;
  return status == Status::submitted && bureau_reviews ? Stage::preliminary : Stage::final;
}

Desk awaits(Status status, bool bureau_reviews) {
  if (with_institution(status)) return Desk::institution;
  const auto stage = stage_of(status, bureau_reviews);
  if (!stage) return Desk::nobody;
  return *stage == Stage::preliminary ? Desk::bureau : Desk::department;
}

std::string_view to_text(Status status) {
  return kStatuses[static_cast<std::size_t>(status)].text;
}

std::optional<Status> parse_status(std::string_view text) {
  return base::enumerator_of<Status>(kStatuses, text, &StatusTerm::text);
}

std::string_view words_zh(Status status) {
  return kStatuses[static_cast<std::size_t>(status)].zh;
}

std::string_view to_text(AnnexBlock block) {
  return block == AnnexBlock::left ? "left" : "right";
}

std::string_view to_text(Desk desk) {
  return kDesks[static_cast<std::size_t>(desk)].text;
}

std::string_view words_zh(Desk desk) {
  return kDesks[static_cast<std::size_t>(desk)].zh;
}

std::string called(const LineWish& wish) {
  if (wish.year) return fmt::format("{} {} {}", wish.certificate, wish.level_text, *wish.year);
  return fmt::format("{} {}", wish.certificate, wish.level_text);
}

}  // namespace kaoji::core
