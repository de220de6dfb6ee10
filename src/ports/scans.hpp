#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/application/scanned_sheets.hpp"

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

using core::PageBox;
using core::Seen;
using core::SheetMark;
using core::Sighting;

/// One page of the file, turned upright.
struct ReadPage {
  std::optional<SheetMark> mark;  ///< nothing: no code could be read
  int turned = 0;                 ///< degrees clockwise that made it upright: 0, 90, 180, 270
  std::string picture;            ///< JPEG of the upright page, 1,000 pixels on the longer side
};

/// What a machine reads off the scan of a signed form, pages in the order of the file.
struct ScanReading {
  std::vector<ReadPage> pages;
  Seen seal;
  Seen leader_signature;      ///< 主管校领导
  Seen department_signature;  ///< 主管部门负责人
};

/// Reads the scans of signed forms: codes, seal, ink. Files come from strangers: each is opened in a confined child.
class ScanReader {
 public:
  virtual ~ScanReader() = default;

  /// Called after each page with the pages read so far and in all. Must not throw.
  using Progress = std::function<void(int done, int all)>;

  /// Reads the PDF at file_path, which the inspector has accepted. Nothing when it cannot be read within the limits of
  /// time and memory: the reviewer is told that no machine has looked. Safe from any number of threads. Throws
  /// ScanUnavailable when no child can be run now.
  virtual std::optional<ScanReading> read(const std::string& file_path, const Progress& progress) const = 0;
};

/// Why photos could not be joined (closed list).
enum class PhotoRefusal { none, not_image, image_pixels, damaged, timeout };

/// The PDF made of photos, or why there is none.
struct JoinedPhotos {
  PhotoRefusal refusal = PhotoRefusal::none;
  std::string code;  ///< "" when joined, else image-invalid, image-pixels, image-timeout
  std::string zh;    ///< one sentence that says what to do; "" when joined
  std::string en;
  int photo = 0;    ///< the photo that was refused, from 1
  std::string pdf;  ///< bytes of the PDF, a page for each photo
};

/// Makes one PDF of photos of pages (JPEG, PNG; at most 50 million pixels each), upright as the camera says.
class PhotoJoiner {
 public:
  virtual ~PhotoJoiner() = default;

  /// Photos in the order of the pages. Safe from any number of threads. Throws ScanUnavailable when no child can be
  /// run.
  virtual JoinedPhotos join(const std::vector<std::string>& photos) const = 0;
};

}  // namespace kaoji::ports
