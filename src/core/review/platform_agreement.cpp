#include "core/review/platform_agreement.hpp"

namespace kaoji::core {

namespace {

/// domain.md has no code of its own for it: an application whose lines do not agree is in no state that a final
/// approval starts from.
constexpr Wording kDiffers{
    "“{about}”审核通过后应为{asked}人，最近一次对账时平台为{allowed}人；两者一致后方可通过。",
    "“{about}” would have {asked} when approved; the platform had {allowed} when last reconciled. It can be approved "
    "once "
    "they agree.",
    "平台有误的，请在平台更正后由省推进办重新上传平台数据对账；申报有误的，请退回修改或将该行列为例外。",
    "If the platform is wrong, correct it there and let the office upload its export again; if the application is "
    "wrong, return it or except the line.",
};
constexpr Wording kNeverCompared{
    "政策要求对账一致后方可通过，目前还没有完成过对账。",
    "The policy lets an application be approved once it agrees with the platform; nothing has been reconciled yet.",
    "请由省推进办上传平台导出的数据并完成比对。",
    "The office uploads the platform's export and compares it.",
};

std::int64_t platform_headcount(const std::vector<PlatformHeadcount>& platform, const PlanKey& key) {
  std::int64_t sum = 0;
  for (const PlatformHeadcount& plan : platform) {
    if (plan.key == key) sum += plan.headcount;
  }
  return sum;
}

}  // namespace

std::int64_t headcount_after(ApplicationKind kind, const ResolvedLine& line) {
  const std::int64_t net = line.line.wish.headcount.value_or(0);
  const std::int64_t before = line.plan ? line.plan->balance.headcount : 0;
  return before + (kind == ApplicationKind::decrease ? -net : net);
}

Findings check_agreement(ApplicationKind kind, InstitutionId institution, const std::vector<ResolvedLine>& lines,
                         const PlatformSide& platform, std::string_view clause) {
  Findings findings;
  if (!platform) {
    findings.add(FindingBuilder(Code::not_awaiting).clause(clause).worded(kNeverCompared).done());
    return findings;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const ResolvedLine& line = lines[i];
    if (line.line.except) continue;
    const std::int64_t there = platform_headcount(*platform, key_of(institution, line));
    const std::int64_t here = headcount_after(kind, line);
    if (there == here) continue;
    findings.add(FindingBuilder(Code::not_awaiting)
                     .worded(kDiffers)
                     .clause(clause)
                     .line_field(i, "headcount")
                     .word("about", called(line.line.wish))
                     .number("asked", here)
                     .number("allowed", there)
                     .done());
  }
  return findings;
}

}  // namespace kaoji::core
