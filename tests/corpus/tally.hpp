#pragma once

#include <map>
#include <string>
#include <vector>

#include "corpus/scans.hpp"

namespace kaoji::corpus {

/// Right and wrong answers to one question.
struct Answers {
  int there = 0;    ///< it was on the paper
  int found = 0;    ///< of these: found
  int missed = 0;   ///< of these: not found
  int absent = 0;   ///< it was not on the paper
  int made_up = 0;  ///< of these: found
  int doubted = 0;  ///< uncertain, there or not

  void count(bool on_paper, ports::Sighting sighting);
  double recall() const { return there == 0 ? 1 : static_cast<double>(found) / there; }
  double precision() const { return found + made_up == 0 ? 1 : static_cast<double>(found) / (found + made_up); }
  double false_share() const { return absent == 0 ? 0 : static_cast<double>(made_up) / absent; }
};

/// Pages with a code, by resolution.
struct Codes {
  int printed = 0;
  int read = 0;
};

/// What the reader made of the corpus.
struct Tally {
  std::map<int, Codes> codes;  ///< by dpi
  int refused = 0;             ///< files that the check of the structure turned away
  int wrong_marks = 0;         ///< pages read as another page, revision, application, or though blank
  int wrong_turns = 0;         ///< pages read and not turned upright
  Answers seal_in_colour;
  Answers seal_in_grey;
  Answers seal_out_of_place;  ///< found would be wrong
  Answers signatures;
  std::vector<std::string> failures;  ///< what went wrong, a line each

  /// Compares a reading with what is true of the scan.
  void add(const Scan& scan, const PrintedSheets& sheets, const ports::ScanReading& reading);
  /// Pages of at least this resolution whose code was read, as a share.
  double share_read(int least_dpi) const;
  /// The figures as text.
  std::string report() const;
};

}  // namespace kaoji::corpus
