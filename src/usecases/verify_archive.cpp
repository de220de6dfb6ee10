#include "usecases/verify_archive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "usecases/archive_rows.hpp"
#include "usecases/sealed_bundle.hpp"

namespace kaoji::usecases {

namespace {

constexpr std::size_t kReadAtOnce = std::size_t{64} * 1024;
constexpr std::size_t kManifestLine = 1024;

struct BundleWords {
  ports::BundleFault fault;
  std::string_view zh;
  std::string_view en;
};
constexpr std::array<BundleWords, 7> kBundleWords{
    {{ports::BundleFault::not_a_bundle, "不是归档文件，或文件不完整", "no archive, or not the whole of one"},
     {ports::BundleFault::damaged, "文件已损坏", "damaged"},
     {ports::BundleFault::bad_name, "文件名不允许或重复", "a name that is not allowed, or stands twice"},
     {ports::BundleFault::not_a_file, "不是普通文件", "no plain file"},
     {ports::BundleFault::packed, "被压缩或加密", "compressed or encrypted"},
     {ports::BundleFault::too_many, "文件太多", "too many members"},
     {ports::BundleFault::rewrapped, "文件之间有多余或改动的内容", "bytes between the members were added or changed"}}};

/// Walks through an archive once.
class Walk {
 public:
  Walk(int descriptor, const ArchiveCheckTools& tools, const ArchiveLimits& limits, ArchiveVerdict& verdict)
      : tools_(tools),
        limits_(limits),
        verdict_(verdict),
        rows_(tools.sm3),
        reader_(tools.bundles.reader(descriptor, limits.members)) {}

  void go();
  [[nodiscard]] const std::string& member() const { return member_; }

 private:
  void take_member();
  void take_round();
  template <class Row>
  void take_rows();
  void take_manifest();
  void compare_with_manifest();
  void finish();
  void done(std::string zh, std::string en) { verdict_.checked.push_back({std::move(zh), std::move(en)}); }

  const ArchiveCheckTools& tools_;
  const ArchiveLimits& limits_;
  ArchiveVerdict& verdict_;
  ArchiveRows rows_;
  std::unique_ptr<ports::BundleReader> reader_;
  std::string member_;
  std::size_t position_ = 0;
  std::map<std::string, ports::MemberSeal, std::less<>> seals_;
  std::vector<std::string> order_;
  std::optional<Manifest> manifest_;
};

[[noreturn]] void contradict(std::string zh, std::string en) {
  throw ArchiveContradiction{std::move(zh), std::move(en)};
}

void Walk::take_round() {
  std::string text;
  for (auto piece = reader_->read(kReadAtOnce); !piece.empty(); piece = reader_->read(kReadAtOnce)) {
    text += piece;
    if (text.size() > limits_.line) contradict("内容过长", "too long");
  }
  ports::ArchivedRound round;
  if (text.empty() || text.back() != '\n' ||
      !tools_.texts.read(std::string_view(text).substr(0, text.size() - 1), round))
    contradict("不是规定的 JSON", "not the JSON that the format asks for");
  verdict_.round = round;
  rows_.take(round);
}

template <class Row>
void Walk::take_rows() {
  std::string line;
  std::int64_t number = 0;
  for (auto piece = reader_->read(kReadAtOnce); !piece.empty(); piece = reader_->read(kReadAtOnce)) {
    while (!piece.empty()) {
      const std::size_t end = piece.find('\n');
      line += piece.substr(0, end);
      if (line.size() > limits_.line)
        contradict(fmt::format("第 {} 行过长", number + 1), fmt::format("row {} is too long", number + 1));
      if (end == std::string_view::npos) break;
      piece.remove_prefix(end + 1);
      Row row;
      if (++number > limits_.rows) contradict("行数过多", "too many rows");
      if (!tools_.texts.read(line, row)) {
        contradict(fmt::format("第 {} 行不是规定的 JSON", number),
                   fmt::format("row {} is not the JSON that the format asks for", number));
      }
      rows_.take(row);
      line.clear();
    }
  }
  if (!line.empty()) contradict("最后一行不完整", "the last row does not end");
}

void Walk::take_manifest() {
  std::string text;
  const std::size_t most = (seals_.size() + 1) * kManifestLine;
  for (auto piece = reader_->read(kReadAtOnce); !piece.empty(); piece = reader_->read(kReadAtOnce)) {
    text += piece;
    if (text.size() > most) contradict("清单过长", "the manifest is too long");
  }
  manifest_ = read_manifest(text);
  if (!manifest_) contradict("不是规定的清单", "not the manifest that the format asks for");
}

void Walk::take_member() {
  if (manifest_) contradict("清单之后还有文件", "there is a member behind the manifest");
  if (position_ < kArchiveBegins.size() && member_ != kArchiveBegins[position_]) {
    contradict(fmt::format("此处应为 {}", kArchiveBegins[position_]),
               fmt::format("{} should stand here", kArchiveBegins[position_]));
  }
  ++position_;
  if (member_ == kManifestName) return take_manifest();
  if (member_ == kRoundMember) {
    take_round();
  } else if (member_ == kApplicationsMember) {
    take_rows<ports::ArchivedApplication>();
  } else if (member_ == kPlansMember) {
    take_rows<ports::ArchivedPlan>();
  } else if (member_ == kLedgerMember) {
    take_rows<ports::ArchivedEntry>();
  } else if (member_ == kAuditMember) {
    take_rows<ports::ArchivedAuditRow>();
  } else {
    while (!reader_->read(kReadAtOnce).empty()) continue;
  }
  seals_.emplace(member_, reader_->seal());
  order_.push_back(member_);
}

void Walk::finish() {
  const ports::ArchivedRound& round = rows_.round();
  done(fmt::format("文件 {} 个，与校验清单的 SM3、SHA-256 相符，没有多余的", seals_.size()),
       fmt::format("{} members have the SM3 and SHA-256 of the manifest, and there are no others", seals_.size()));
  rows_.check_ledger();
  done(fmt::format("台账 {} 条分录累计为 {} 项计划的人数；每件申报的分录与其审核结果相符", round.entries, round.plans),
       fmt::format("{} entries fold to the balances of {} plans; each application's entries are those of its decision",
                   round.entries, round.plans));
  rows_.check_counts();
  done(fmt::format("申报 {} 件，件数与合计相符", round.applications),
       fmt::format("{} applications; counts and totals agree", round.applications));
  rows_.check_files(seals_);
  done(fmt::format("汇总表 {} 份、扫描件 {} 份，与申报所附相符；政策文件 {} 个", round.applications, round.scans,
                   round.policies.size()),
       fmt::format("{} forms and {} scans are those that applications name; {} policy files", round.applications,
                   round.scans, round.policies.size()));
  done(fmt::format("审计记录 {} 条，SM3 相符；归档时审计链头为第 {} 条 {}", round.audit_rows, round.audit_head_seq,
                   round.audit_head_digest),
       fmt::format("{} audit rows have their SM3; the head of the trail was row {}", round.audit_rows,
                   round.audit_head_seq));
  // Another version of the library may write the same members otherwise.
  if (round.wrapping != tools_.bundles.wrapping()) {
    done(fmt::format("压缩包由 {} 写成，本机为 {}，文件之间的字节未比较", round.wrapping, tools_.bundles.wrapping()),
         fmt::format("wrapped by {}, here is {}: the bytes between the members were not compared", round.wrapping,
                     tools_.bundles.wrapping()));
    return;
  }
  reader_->check_wrapping();
  done("压缩包逐字节相符", "the file is what these members make, byte for byte");
}

/// The same members in the same order, each with its digests.
void Walk::compare_with_manifest() {
  for (std::size_t i = 0; i < std::max(order_.size(), manifest_->size()); ++i) {
    if (i == manifest_->size() || (i < order_.size() && order_[i] != (*manifest_)[i].first)) {
      const bool known = std::ranges::find(*manifest_, order_[i], &Manifest::value_type::first) != manifest_->end();
      const bool there = i < manifest_->size() && !seals_.contains((*manifest_)[i].first);
      if (there) {
        contradict(fmt::format("缺少文件 {}", (*manifest_)[i].first),
                   fmt::format("{} is missing", (*manifest_)[i].first));
      }
      if (known) contradict(fmt::format("{} 的次序不对", order_[i]), fmt::format("{} is out of its order", order_[i]));
      contradict(fmt::format("清单里没有 {}", order_[i]), fmt::format("the manifest knows no {}", order_[i]));
    }
    const auto& [name, digests] = (*manifest_)[i];
    if (i == order_.size()) contradict(fmt::format("缺少文件 {}", name), fmt::format("{} is missing", name));
    const ports::MemberSeal& seal = seals_.find(name)->second;
    if (seal.sm3 != digests.sm3 || seal.sha256 != digests.sha256)
      contradict(fmt::format("{} 与清单不符", name), fmt::format("{} is not what the manifest says", name));
  }
}

void Walk::go() {
  while (auto name = reader_->next()) {
    member_ = *std::move(name);
    take_member();
  }
  member_.clear();
  if (!manifest_) contradict("没有校验清单", "there is no manifest");
  compare_with_manifest();
  finish();
}

ArchiveFault fault_of(const ports::BadBundle& bad) {
  const auto words = std::ranges::find(kBundleWords, bad.fault(), &BundleWords::fault);
  return {bad.member(), std::string(words->zh), std::string(words->en)};
}

}  // namespace

ArchiveVerdict verify_archive(int descriptor, const ArchiveCheckTools& tools, const ArchiveLimits& limits) {
  ArchiveVerdict verdict;
  try {
    Walk walk(descriptor, tools, limits, verdict);
    try {
      walk.go();
    } catch (const ArchiveContradiction& found) {
      verdict.fault = {walk.member(), found.zh, found.en};
    }
  } catch (const ports::BadBundle& bad) {
    verdict.fault = fault_of(bad);
  }
  return verdict;
}

}  // namespace kaoji::usecases
