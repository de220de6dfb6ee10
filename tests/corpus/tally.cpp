#include "corpus/tally.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace kaoji::corpus {
namespace {

using ports::Sighting;

const char* word(Sighting sighting) {
  return sighting == Sighting::found ? "found" : sighting == Sighting::uncertain ? "uncertain" : "not found";
}

std::string line(const char* what, const Answers& answers) {
  return fmt::format(
      "{:<22} there {:>3}: found {:>3} ({:.1f} %), not found {}; absent {:>3}: found {} ({:.1f} %); uncertain {}; "
      "precision {:.1f} %\n",
      what, answers.there, answers.found, 100 * answers.recall(), answers.missed, answers.absent, answers.made_up,
      100 * answers.false_share(), answers.doubted, 100 * answers.precision());
}

const Treatment* page_of_form(const Scan& scan, const PrintedSheets& sheets, bool last) {
  for (std::size_t i = 0; i < scan.pages.size(); ++i) {
    const auto mark = scan.mark(sheets, i);
    if (mark && mark->page == (last ? mark->pages : 1)) {
      return &scan.pages[i];
    }
  }
  return nullptr;
}

bool is_known(const ports::ScanReading& reading, bool last) {
  return std::any_of(reading.pages.begin(), reading.pages.end(), [last](const ports::ReadPage& page) {
    return page.mark && page.mark->page == (last ? page.mark->pages : 1);
  });
}

}  // namespace

void Answers::count(bool on_paper, Sighting sighting) {
  there += on_paper ? 1 : 0;
  absent += on_paper ? 0 : 1;
  doubted += sighting == Sighting::uncertain ? 1 : 0;
  found += on_paper && sighting == Sighting::found ? 1 : 0;
  missed += on_paper && sighting == Sighting::not_found ? 1 : 0;
  made_up += !on_paper && sighting == Sighting::found ? 1 : 0;
}

void Tally::add(const Scan& scan, const PrintedSheets& sheets, const ports::ScanReading& reading) {
  for (std::size_t i = 0; i < scan.pages.size(); ++i) {
    const Treatment& page = scan.pages[i];
    const auto mark = scan.mark(sheets, i);
    const ports::ReadPage& read = reading.pages.at(i);
    if (mark) {
      codes[page.dpi].printed += 1;
      codes[page.dpi].read += read.mark ? 1 : 0;
      if (!read.mark) {
        failures.push_back(fmt::format("page {} unread: {}", i + 1, scan.name));
      } else if (read.turned != (360 - page.capture.turn) % 360) {
        wrong_turns += 1;
        failures.push_back(fmt::format("page {} turned by {}: {}", i + 1, read.turned, scan.name));
      }
    }
    if (read.mark && read.mark != mark) {
      wrong_marks += 1;
      failures.push_back(fmt::format("page {} bound wrongly: {}", i + 1, scan.name));
    }
  }
  // Where the page could not be told, seal and signatures are guesses by contract; the codes' share counts that.
  if (const Treatment* const first = page_of_form(scan, sheets, false); is_known(reading, false)) {
    const bool there = first->stamping == Stamping::in_place;
    const bool elsewhere = !there && first->stamping != Stamping::none;
    Answers& answers = elsewhere                                               ? seal_out_of_place
                       : first->capture.grey || first->capture.black_and_white ? seal_in_grey
                                                                               : seal_in_colour;
    answers.count(there, reading.seal.sighting);
    if ((reading.seal.sighting == Sighting::found) != there ||
        (elsewhere && reading.seal.sighting == Sighting::not_found)) {
      failures.push_back(fmt::format("seal {}: {}", word(reading.seal.sighting), scan.name));
    }
  }
  if (const Treatment* const last = page_of_form(scan, sheets, true); is_known(reading, true)) {
    for (const auto& [there, seen] : {std::pair(last->leader_signs, reading.leader_signature),
                                      std::pair(last->department_signs, reading.department_signature)}) {
      signatures.count(there, seen.sighting);
      if ((seen.sighting == Sighting::found) != there) {
        failures.push_back(fmt::format("signature {}: {}", word(seen.sighting), scan.name));
      }
    }
  }
}

double Tally::share_read(int least_dpi) const {
  Codes sum;
  for (const auto& [dpi, some] : codes) {
    sum.printed += dpi >= least_dpi ? some.printed : 0;
    sum.read += dpi >= least_dpi ? some.read : 0;
  }
  return sum.printed == 0 ? 0 : static_cast<double>(sum.read) / sum.printed;
}

std::string Tally::report() const {
  std::string text;
  for (const auto& [dpi, some] : codes) {
    text += fmt::format("codes at {:>3} dpi: {} of {} pages read\n", dpi, some.read, some.printed);
  }
  text += fmt::format("codes at 150 dpi and better: {:.2f} %\n", 100 * share_read(150));
  text += fmt::format("wrong bindings: {}; pages turned wrongly: {}\n", wrong_marks, wrong_turns);
  text += line("seal in colour", seal_in_colour) + line("seal in grey", seal_in_grey) +
          line("seal out of place", seal_out_of_place) + line("signatures", signatures);
  for (const std::string& failure : failures) {
    text += "  " + failure + "\n";
  }
  return text;
}

}  // namespace kaoji::corpus
