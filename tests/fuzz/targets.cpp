#include "fuzz/targets.hpp"

#include <exception>
#include <opencv2/core/utility.hpp>
#include <string>
#include <vector>

#include "adapters/scan_checks/structure.hpp"
#include "adapters/scan_reading/join_photos.hpp"
#include "adapters/scan_reading/photo_wire.hpp"
#include "adapters/scan_reading/read_scan.hpp"
#include "adapters/scan_reading/reading_wire.hpp"
#include "adapters/sheets_xlsx/sheet_answer.hpp"
#include "fuzz/promise.hpp"
#include "http/fault.hpp"
#include "http/photo_parts.hpp"

namespace kaoji::fuzz {
namespace {

using ports::ScanReading;
using ports::ScanRefusal;
using ports::Seen;

bool is_on_page(const Seen& seen, std::size_t pages) {
  const auto within = [](int from, int length) { return from >= 0 && length >= 0 && from + length <= 1001; };
  return seen.page >= 0 && static_cast<std::size_t>(seen.page) <= pages && within(seen.box.x, seen.box.width) &&
         within(seen.box.y, seen.box.height);
}

bool same(const ScanReading& one, const ScanReading& other) {
  if (one.pages.size() != other.pages.size()) return false;
  for (std::size_t i = 0; i < one.pages.size(); ++i) {
    if (one.pages[i].mark != other.pages[i].mark || one.pages[i].turned != other.pages[i].turned ||
        one.pages[i].picture != other.pages[i].picture)
      return false;
  }
  return one.seal == other.seal && one.leader_signature == other.leader_signature &&
         one.department_signature == other.department_signature;
}

// Reading takes the same bytes with the same memory again and again; a library's threads would only blur that.
void read_alone() {
  static const bool done = [] {
    cv::setNumThreads(1);
    return true;
  }();
  (void)done;
}

}  // namespace

void try_structure(std::string_view bytes) {
  const auto structure = scan_checks::read_structure(bytes.data(), bytes.size());
  if (structure.refusal == ScanRefusal::none) {
    promise(structure.pages >= 1 && structure.pages <= scan_checks::kMostPages, "an accepted file has 1 to 200 pages");
  } else {
    promise(structure.pages == 0, "a refused file has no pages");
  }
}

void try_reading(std::string_view bytes) {
  read_alone();
  if (scan_checks::read_structure(bytes.data(), bytes.size()).refusal != ScanRefusal::none) return;
  std::string told;
  std::optional<ScanReading> reading;
  try {
    reading = scan_reading::read_scan(
        bytes, [&told](const ports::ReadPage& page, int all) { told += scan_reading::encode_page(page, all); });
  } catch (const std::exception&) {
    return;  // the child ends, and the scan is kept unread
  }
  if (!reading) return;
  const std::size_t pages = reading->pages.size();
  promise(pages >= 1 && pages <= static_cast<std::size_t>(scan_reading::kMostPages), "a reading has 1 to 200 pages");
  for (const Seen* const seen : {&reading->seal, &reading->leader_signature, &reading->department_signature}) {
    promise(is_on_page(*seen, pages), "what was seen lies on a page of the file");
  }
  told += scan_reading::encode_end(*reading);
  const auto heard = scan_reading::decode_reading(told);
  promise(heard && same(*heard, *reading), "the parent hears what the child reads");
}

void try_photo(std::string_view bytes) {
  read_alone();
  scan_reading::PhotosJoined joined;
  try {
    joined = scan_reading::join_photos({bytes}, [](int) {});
  } catch (const std::exception&) {
    return;  // the child ends, and the photo is refused
  }
  const std::string told = scan_reading::encode_begun(1) + scan_reading::encode_joined(joined);
  const auto heard = scan_reading::decode_joined(told, 1);
  promise(heard && heard->refusal == joined.refusal && heard->pdf == joined.pdf, "the parent hears what was joined");
  if (joined.refusal != ports::PhotoRefusal::none) return;
  const auto structure = scan_checks::read_structure(joined.pdf.data(), joined.pdf.size());
  promise(structure.refusal == ScanRefusal::none && structure.pages == 1, "a photo becomes a PDF of one page in order");
}

void try_answer(std::string_view bytes) {
  scan_reading::ProgressReader progress;
  const auto [done, all] = progress.hear(bytes);
  promise(done >= 0 && done <= all && all <= scan_reading::kMostPages, "no more pages are done than there are");
  if (const auto reading = scan_reading::decode_reading(bytes)) {
    promise(done == all && reading->pages.size() == static_cast<std::size_t>(all), "progress and answer agree");
    std::string again;
    for (const auto& page : reading->pages) again += scan_reading::encode_page(page, all);
    promise(again + scan_reading::encode_end(*reading) == bytes, "an answer is taken in its one form only");
  }
  (void)scan_reading::decode_joined(bytes, 2);
  const ports::SheetReading book = sheets_xlsx::read_answer(bytes);
  if (book.refusal == ports::SheetRefusal::none)
    promise(sheets_xlsx::read_answer(sheets_xlsx::answer_text(book)).refusal == ports::SheetRefusal::none,
            "an answer that was taken can be told again");
  try {
    (void)scan_reading::decode_photos(bytes);
  } catch (const std::exception&) {  // other bytes than its own
  }
  try {
    const auto photos = http::read_photos("kaoji", bytes);
    promise(!photos.empty() && photos.size() <= http::kPhotos, "an upload has 1 to 50 photos");
  } catch (const http::Fault& fault) {
    promise(fault.status >= 400 && fault.status < 500, "a broken upload is the client's fault");
  }
}

}  // namespace kaoji::fuzz
