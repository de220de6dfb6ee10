#include "adapters/scan_reading/reading_wire.hpp"

#include <fmt/format.h>

#include <charconv>
#include <initializer_list>
#include <utility>

#include "adapters/scan_reading/read_scan.hpp"
#include "adapters/scan_reading/sheet_mark.hpp"

namespace kaoji::scan_reading {
namespace {

using ports::ReadPage;
using ports::ScanReading;
using ports::Seen;
using ports::Sighting;

constexpr int kLargestPicture = 2 << 20;
constexpr std::string_view kJpegStart = "\xFF\xD8\xFF";

std::string mark_words(const std::optional<ports::SheetMark>& mark) {
  // The very text of the code, so that the parent judges it by the same rules as the child.
  return mark ? fmt::format("{}:{}:{}:{}/{}:{}", mark->draft ? "KAOJI1D" : "KAOJI1", mark->number, mark->revision,
                            mark->page, mark->pages, mark->digest)
              : "-";
}

std::string seen_words(const char* what, const Seen& seen) {
  return fmt::format("{} {} {} {} {} {} {}\n", what, static_cast<int>(seen.sighting), seen.page, seen.box.x, seen.box.y,
                     seen.box.width, seen.box.height);
}

/// Takes words off the front of a text; after the first failure everything fails.
class Words {
 public:
  explicit Words(std::string_view text) : left_(text) {}

  bool good() const { return good_; }
  bool at_end() const { return left_.empty(); }
  std::size_t left() const { return left_.size(); }

  void skip(std::string_view words) {
    require(left_.starts_with(words));
    if (good_) left_.remove_prefix(words.size());
  }

  // A whole number without sign or leading zero, at most this large.
  int number(int most) {
    int value = 0;
    const auto [end, error] = std::from_chars(left_.data(), left_.data() + left_.size(), value);
    const auto length = static_cast<std::size_t>(end - left_.data());
    require(error == std::errc() && value >= 0 && value <= most && (length == 1 || left_.front() != '0') &&
            left_.front() != '-');
    if (good_) left_.remove_prefix(length);
    return good_ ? value : 0;
  }

  std::string_view until(char end) {
    const std::size_t length = left_.substr(0, 200).find(end);
    require(length != std::string_view::npos);
    return good_ ? bytes(length) : std::string_view{};
  }

  std::string_view bytes(std::size_t count) {
    require(count <= left_.size());
    const std::string_view taken = left_.substr(0, good_ ? count : 0);
    left_.remove_prefix(taken.size());
    return taken;
  }

  void require(bool holds) { good_ = good_ && holds; }

 private:
  std::string_view left_;
  bool good_ = true;
};

struct PageRecord {
  ReadPage page;
  int all = 0;
};

// "page ALL TURNED MARK LENGTH\n", the picture, "\n"
PageRecord page_record(Words& words) {
  PageRecord record;
  words.skip("page ");
  record.all = words.number(kMostPages);
  words.skip(" ");
  record.page.turned = words.number(270);
  words.require(record.page.turned % 90 == 0);
  words.skip(" ");
  const std::string_view mark = words.until(' ');
  record.page.mark = parse_mark(mark);
  words.require(record.page.mark.has_value() || mark == "-");
  words.skip(" ");
  const int length = words.number(kLargestPicture);
  words.skip("\n");
  record.page.picture = words.bytes(static_cast<std::size_t>(length));
  words.require(record.page.picture.starts_with(kJpegStart));
  words.skip("\n");
  return record;
}

Seen seen_record(Words& words, std::string_view what, int pages) {
  Seen seen;
  words.skip(what);
  words.skip(" ");
  seen.sighting = static_cast<Sighting>(words.number(static_cast<int>(Sighting::uncertain)));
  words.skip(" ");
  seen.page = words.number(pages);
  for (int* const edge : {&seen.box.x, &seen.box.y, &seen.box.width, &seen.box.height}) {
    words.skip(" ");
    *edge = words.number(1000);
  }
  words.require(seen.box.x + seen.box.width <= 1001 && seen.box.y + seen.box.height <= 1001);
  words.skip("\n");
  return seen;
}

}  // namespace

std::string encode_page(const ReadPage& page, int all) {
  return fmt::format("page {} {} {} {}\n", all, page.turned, mark_words(page.mark), page.picture.size()) +
         page.picture + "\n";
}

std::string encode_end(const ScanReading& reading) {
  return "end\n" + seen_words("seal", reading.seal) + seen_words("leader", reading.leader_signature) +
         seen_words("department", reading.department_signature);
}

PagesRead ProgressReader::hear(std::string_view answer) {
  while (heard_ < answer.size()) {
    Words words(answer.substr(heard_));
    const std::size_t before = words.left();
    const PageRecord record = page_record(words);
    // One who says another number of pages than before has no more of them to tell.
    const bool others = so_far_.done > 0 && record.all != so_far_.all;
    if (!words.good() || others || so_far_.done == record.all) break;
    heard_ += before - words.left();
    so_far_ = {so_far_.done + 1, record.all};
  }
  return so_far_;
}

std::optional<ScanReading> decode_reading(std::string_view answer) {
  Words words(answer);
  ScanReading reading;
  int all = 1;
  while (words.good() && static_cast<int>(reading.pages.size()) < all) {
    PageRecord record = page_record(words);
    words.require(record.all >= 1 && (reading.pages.empty() || record.all == all));
    all = record.all;
    reading.pages.push_back(std::move(record.page));
  }
  words.skip("end\n");
  reading.seal = seen_record(words, "seal", all);
  reading.leader_signature = seen_record(words, "leader", all);
  reading.department_signature = seen_record(words, "department", all);
  return words.good() && words.at_end() ? std::optional(std::move(reading)) : std::nullopt;
}

}  // namespace kaoji::scan_reading
