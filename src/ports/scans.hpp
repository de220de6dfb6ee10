#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace kaoji::ports {

/// Why an uploaded scan is refused before anyone looks at it (closed list; R10 rests on a readable file).
enum class ScanRefusal {
  none,       ///< accepted
  too_large,  ///< pdf-too-large: more than 20 MiB
  not_pdf,    ///< pdf-not-pdf: no %PDF- at the first byte
  encrypted,  ///< pdf-encrypted: any encryption, also with an empty password
  active,     ///< pdf-active: JavaScript, launch actions, embedded files, XFA, rich media
  pages,      ///< pdf-pages: no page, or more than 200 by walking
  page_size,  ///< pdf-page-size: a page box beyond 14,400 pt, or none
  damaged,    ///< pdf-damaged: the structure cannot be read within the limits
  timeout     ///< pdf-timeout: the structure was not read in the time allowed
};

/// What the inspection of one file found.
struct ScanVerdict {
  ScanRefusal refusal = ScanRefusal::none;
  std::string code;        ///< "" when accepted, else the name beside the refusal above
  std::string zh;          ///< one sentence that says what to do; "" when accepted
  std::string en;          ///< the same in English
  std::int64_t pages = 0;  ///< pages walked; 0 unless accepted

  /// True when the file may be stored as a scan.
  bool accepted() const { return refusal == ScanRefusal::none; }
};

/// Thrown when no verdict can be given now (all inspectors taken, no process): the environment's fault (503).
class ScanUnavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Judges the structure of PDF files from strangers without trusting them.
class ScanInspector {
 public:
  virtual ~ScanInspector() = default;

  /// The verdict on the file at file_path, which is only read. Blocks for at most the inspector's deadlines.
  /// Safe from any number of threads. Throws ScanUnavailable when the file cannot be opened or no child can be run.
  virtual ScanVerdict inspect(const std::string& file_path) const = 0;
};

}  // namespace kaoji::ports
