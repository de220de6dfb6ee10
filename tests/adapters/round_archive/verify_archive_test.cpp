#include "usecases/verify_archive.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "adapters/round_archive/made_up_round.hpp"
#include "usecases/sealed_bundle.hpp"

namespace kaoji::round_archive {
namespace {

constexpr unsigned kSeed = 20260326;

class Archives : public testing::Test {
 protected:
  [[nodiscard]] usecases::ArchiveVerdict verdict(const std::string& bytes,
                                                 const usecases::ArchiveLimits& limits = {}) const {
    return verdict_of(bytes, crypto_, limits);
  }
  /// The English words of the fault; empty when there is none.
  [[nodiscard]] std::string fault(const std::string& bytes) const {
    const auto found = verdict(bytes);
    return found.fault ? found.fault->member + ": " + found.fault->en : std::string();
  }
  /// What is found when a text of a member is another one and the manifest knows it.
  [[nodiscard]] std::string fault_with(std::string_view member, const std::string& from, const std::string& to) const {
    Members changed = members_;
    const auto found = std::ranges::find(changed, member, &std::pair<std::string, std::string>::first);
    if (found == changed.end()) return "no such member";
    const std::size_t at = found->second.find(from);
    if (at == std::string::npos) return "no such text";
    found->second.replace(at, from.size(), to);
    return fault(sealed_bundle_of(changed));
  }

  system::NationalCrypto crypto_{std::string(32, 'k'), 1};
  usecases::RoundArchive round_ = made_up_round(crypto_);
  std::string bytes_ = archive_bytes(round_, crypto_);
  Members members_ = members_of(bytes_);
};

TEST_F(Archives, AWholeOneIsFoundWhole) {
  const auto found = verdict(bytes_);
  EXPECT_FALSE(found.fault) << found.fault->member << found.fault->en;
  ASSERT_TRUE(found.round);
  EXPECT_EQ(found.round->round, "spring");
  EXPECT_EQ(found.checked.size(), 6U);
}

TEST_F(Archives, EqualRoundsAreEqualFiles) {
  EXPECT_EQ(archive_bytes(made_up_round(crypto_), crypto_), bytes_);
  EXPECT_EQ(sealed_bundle_of(members_), bytes_);
}

TEST_F(Archives, ThePartsAreWhereTheFormatSays) {
  std::vector<std::string> names;
  for (const auto& [name, content] : members_) names.push_back(name);
  const std::vector<std::string> first(names.begin(), names.begin() + 8);
  EXPECT_EQ(first, (std::vector<std::string>{"README.txt", "data/round.json", "data/applications.jsonl",
                                             "data/plans.jsonl", "data/ledger.jsonl", "data/audit.jsonl", "表格.xlsx",
                                             "policy/henan-2021-628.toml"}));
  EXPECT_EQ(names.back(), usecases::kManifestName);
  EXPECT_EQ(names.size(), 8U + 3 * 2 + 1);
}

// Bytes flipped anywhere; members taken out, put in, swapped, renamed, cut short.
TEST_F(Archives, TwoHundredTamperingsAreAllFound) {
  std::mt19937 dice(kSeed);
  const auto any = [&dice](std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(dice);
  };
  for (int i = 0; i < 200; ++i) {
    std::string bytes = bytes_;
    Members members = members_;
    const std::size_t at = any(members.size());
    std::string what;
    switch (i % 8) {
      case 0:
        members.erase(members.begin() + static_cast<std::ptrdiff_t>(at));
        what = "removed";
        break;
      case 1:
        members.insert(members.begin() + static_cast<std::ptrdiff_t>(at), {fmt::format("files/added-{}.pdf", i), "x"});
        what = "added";
        break;
      case 2:
        std::swap(members[at], members[(at + 1 + any(members.size() - 1)) % members.size()]);
        what = "moved";
        break;
      case 3: {
        auto& other = members[(at + 1 + any(members.size() - 1)) % members.size()];
        if (other.second == members[at].second) other.second += "x";
        std::swap(members[at].second, other.second);
        what = "contents swapped";
        break;
      }
      case 4:
        members[at].first += fmt::format("{}", i);
        what = "renamed";
        break;
      default: {
        // Any member, so that small ones are hit as often as large ones; or any byte of the file.
        const std::size_t place =
            i % 2 == 0 ? any(bytes.size()) : bytes.find(members[at].second) + any(members[at].second.size());
        bytes[place] = static_cast<char>(static_cast<unsigned char>(bytes[place]) ^ (1U << any(8)));
        EXPECT_FALSE(fault(bytes).empty()) << i << ": byte " << place << " of " << bytes.size();
        continue;
      }
    }
    EXPECT_FALSE(fault(bundle_of(members)).empty()) << i << ": " << what << " " << members_[at].first;
  }
}

TEST_F(Archives, TheFirstFaultIsNamedWhereItLies) {
  Members members = members_;
  members[9].second[10] ^= 1;
  EXPECT_EQ(fault(bundle_of(members)), ": " + members[9].first + " is not what the manifest says");
  members = members_;
  members.erase(members.begin() + 9);
  EXPECT_EQ(fault(bundle_of(members)), ": " + members_[9].first + " is missing");
  EXPECT_EQ(fault("no archive"), ": no archive, or not the whole of one");
  EXPECT_EQ(fault(bytes_.substr(0, bytes_.size() / 2)), ": no archive, or not the whole of one");
}

// Whoever writes a new manifest is found out by what the rows say of one another.
TEST_F(Archives, ContradictionsAreFoundUnderANewManifest) {
  EXPECT_NE(fault_with("data/plans.jsonl", "\"headcount\":40", "\"headcount\":41").find("balance of plan 11"),
            std::string::npos);
  EXPECT_NE(fault_with("data/ledger.jsonl", "\"headcount\":40", "\"headcount\":39").find("balance of plan 11"),
            std::string::npos);
  EXPECT_NE(fault_with("data/ledger.jsonl", "\"reverses\":102", "\"reverses\":101").find("entry 103 reverses none"),
            std::string::npos);
  EXPECT_NE(fault_with("data/applications.jsonl", "\"headcount\":40", "\"headcount\":41").find("KJ2026-000001"),
            std::string::npos);
  EXPECT_NE(fault_with("data/applications.jsonl", "\"rejected\"", "\"approved\"").find("KJ2026-000003"),
            std::string::npos);
  EXPECT_NE(
      fault_with("data/applications.jsonl", "\"excepted_at\":\"final\"", "\"excepted_at\":\"\"").find("excepted lines"),
      std::string::npos);
  EXPECT_NE(fault_with("data/round.json", "\"headcount\":50", "\"headcount\":51").find("counts or totals"),
            std::string::npos);
  EXPECT_NE(fault_with("data/round.json", "\"plans\":3", "\"plans\":4").find("counts or totals"), std::string::npos);
  EXPECT_NE(fault_with("data/audit.jsonl", "192.0.2.7", "192.0.2.8").find("audit row 5"), std::string::npos);
  EXPECT_NE(fault_with("data/audit.jsonl", "application/3", "application/4").find("audit row 9"), std::string::npos);
  EXPECT_NE(fault_with("data/round.json", "\"audit_head_seq\":12", "\"audit_head_seq\":11").find("audit row 12"),
            std::string::npos);
  EXPECT_NE(fault_with("files/KJ2026-000002/扫描件 r1-1.pdf", "made-up", "forged!").find("is not the scan"),
            std::string::npos);
  EXPECT_NE(fault_with("data/round.json", "kaoji-archive-1", "kaoji-archive-2").find("not known"), std::string::npos);
}

TEST_F(Archives, RowsThatAreNotWrittenAsTheFormatAsksAreRefused) {
  const std::string word = "is not the JSON that the format asks for";
  EXPECT_NE(fault_with("data/plans.jsonl", "\"id\":11", "\"id\": 11").find(word), std::string::npos);
  EXPECT_NE(fault_with("data/plans.jsonl", "\"id\":11", "\"id\":11.0").find(word), std::string::npos);
  EXPECT_NE(fault_with("data/plans.jsonl", "\"id\":11", "\"id\":11,\"id\":11").find(word), std::string::npos);
  EXPECT_NE(fault_with("data/plans.jsonl", "{\"id\":11", "[{\"id\":11").find(word), std::string::npos);
  EXPECT_NE(fault_with("data/ledger.jsonl", "\n", " ").find(word), std::string::npos);
}

TEST_F(Archives, AMemberThatNoRowNamesIsRefusedUnderANewManifest) {
  for (const char* name : {"files/KJ2026-000009/x.pdf", "policy/other.toml", "notes.txt", "data/more.jsonl"}) {
    Members members = members_;
    members.insert(members.end() - 1, {name, "x"});
    EXPECT_NE(fault(sealed_bundle_of(members)).find("no row names"), std::string::npos) << name;
  }
}

TEST_F(Archives, WhatWouldFillTheMemoryIsRefused) {
  usecases::ArchiveLimits few;
  few.rows = 2;
  EXPECT_EQ(verdict(bytes_, few).fault->en, "too many rows");
  few = {};
  few.members = 5;
  EXPECT_EQ(verdict(bytes_, few).fault->en, "too many members");
  few = {};
  few.line = 100;
  EXPECT_FALSE(verdict(bytes_, few).fault->en.empty());
  // A row without an end: refused once it is longer than a row may be, not when it has been read.
  Members members = members_;
  members[2].second = std::string(std::size_t{16} << 20U, '[');
  EXPECT_NE(fault(sealed_bundle_of(members)).find("row 1 is too long"), std::string::npos);
  members[2].second = std::string(std::size_t{1} << 20U, '[') + "\n";
  EXPECT_NE(fault(sealed_bundle_of(members)).find("row 1 is not the JSON"), std::string::npos);
}

TEST_F(Archives, AnotherVersionOfTheLibraryIsSaidAndNotBlamed) {
  Members members = members_;
  const std::string from = "\"wrapping\":\"libarchive ";
  const std::size_t at = members[1].second.find(from);
  ASSERT_NE(at, std::string::npos);
  members[1].second.replace(at, from.size(), from + "0");
  const auto found = verdict(sealed_bundle_of(members));
  EXPECT_FALSE(found.fault);
  EXPECT_NE(found.checked.back().en.find("were not compared"), std::string::npos);
}

TEST(Manifests, AreReadOnlyAsTheyAreWritten) {
  const ports::MemberSeal seal{3, std::string(64, '1'), std::string(64, '2')};
  const std::string text = usecases::manifest_text({{"申报/a (1).pdf", seal}, {"b = c) = d", seal}});
  const auto read = usecases::read_manifest(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->size(), 2U);
  EXPECT_EQ(read->at(1).first, "b = c) = d");
  EXPECT_EQ(read->at(1).second.sm3, seal.sm3);
  EXPECT_FALSE(usecases::read_manifest(text.substr(1)));
  EXPECT_FALSE(usecases::read_manifest(text.substr(0, text.size() - 1)));
  EXPECT_TRUE(usecases::read_manifest("")->empty());
}

}  // namespace
}  // namespace kaoji::round_archive
