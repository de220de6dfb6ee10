#include "adapters/scan_checks/structure.hpp"

#include <cmath>
#include <exception>
#include <initializer_list>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <set>
#include <string>
#include <vector>

#include "adapters/scan_checks/active_content.hpp"

namespace kaoji::scan_checks {
namespace {

using ports::ScanRefusal;

// A page tree of 200 pages needs far fewer inner nodes than this.
constexpr std::size_t kMostNodes = 2000;

bool is_name(QPDFObjectHandle object, bool (*judge)(std::string_view)) {
  return object.isName() && judge(object.getName());
}

// Looks at each dictionary that a reader could reach, and at each object of the cross-reference table besides: readers
// differ in what they repair, so an object out of one reader's reach may be within another's.
class ActiveSearch {
 public:
  explicit ActiveSearch(QPDF& file) : file_(file) {}

  bool found() {
    waiting_.push_back(file_.getTrailer());
    for (const auto& [id, entry] : file_.getXRefTable()) {
      waiting_.push_back(file_.getObject(id));
    }
    while (!waiting_.empty()) {
      QPDFObjectHandle object = waiting_.back();
      waiting_.pop_back();
      if (object.isIndirect() && !seen_.insert(object.getObjGen()).second) {
        continue;
      }
      if (is_active(object)) {
        return true;
      }
    }
    return false;
  }

 private:
  bool is_active(QPDFObjectHandle object) {
    if (object.isArray()) {
      for (const auto& item : object.aitems()) {
        wait_for(item);
      }
      return false;
    }
    if (object.isStream()) {
      object = object.getDict();
      if (object.hasKey("/F") || object.hasKey("/FFilter")) {
        return true;  // the stream's content lies in another file
      }
    }
    return object.isDictionary() && is_active_dictionary(object);
  }

  bool is_active_dictionary(QPDFObjectHandle dictionary) {
    if (is_name(dictionary.getKey("/S"), is_active_action) || is_name(dictionary.getKey("/Subtype"), is_active_type) ||
        is_name(dictionary.getKey("/Type"), is_active_type)) {
      return true;
    }
    for (const auto& [key, value] : dictionary.ditems()) {
      QPDFObjectHandle entry = value;  // qpdf's questions are not const
      if (is_active_key(key) && !entry.isNull()) {
        return true;
      }
      wait_for(entry);
    }
    return false;
  }

  void wait_for(QPDFObjectHandle object) {
    // Scalars need no visit; leaving them out keeps the list short.
    if (object.isIndirect() || object.isArray() || object.isDictionary()) {
      waiting_.push_back(object);
    }
  }

  QPDF& file_;
  std::vector<QPDFObjectHandle> waiting_;
  std::set<QPDFObjGen> seen_;
};

// Walks the page tree by hand: /Count may claim anything, and a node may be its own ancestor.
class PageWalk {
 public:
  Structure walk(QPDFObjectHandle root) {
    waiting_.push_back({root.getKey("/Pages"), QPDFObjectHandle::newNull(), 1});
    Structure result;
    while (!waiting_.empty()) {
      const Step step = waiting_.back();
      waiting_.pop_back();
      result.refusal = take(step, result.pages);
      if (result.refusal != ScanRefusal::none) {
        return {result.refusal, 0};
      }
    }
    if (result.pages == 0) {
      result.refusal = ScanRefusal::pages;
    }
    return result;
  }

 private:
  struct Step {
    QPDFObjectHandle node;
    QPDFObjectHandle inherited_box;
    double unit;
  };

  ScanRefusal take(Step step, std::int64_t& pages) {
    if (!step.node.isDictionary()) {
      return ScanRefusal::damaged;
    }
    if (step.node.hasKey("/MediaBox")) {
      step.inherited_box = step.node.getKey("/MediaBox");
    }
    QPDFObjectHandle kids = step.node.getKey("/Kids");
    if (!kids.isArray()) {
      pages += 1;
      return pages > kMostPages ? ScanRefusal::pages : judge_boxes(step);
    }
    ++nodes_;
    if (nodes_ > kMostNodes || (step.node.isIndirect() && !seen_.insert(step.node.getObjGen()).second)) {
      return ScanRefusal::damaged;
    }
    // Each kid is a page or leads to one, so a longer list is over the limit before it is walked.
    if (kids.getArrayNItems() > kMostPages) {
      return ScanRefusal::pages;
    }
    for (const auto& kid : kids.aitems()) {
      waiting_.push_back({kid, step.inherited_box, 1});
    }
    return ScanRefusal::none;
  }

  static ScanRefusal judge_boxes(const Step& step) {
    QPDFObjectHandle page = step.node;
    QPDFObjectHandle unit = page.getKey("/UserUnit");
    const double scale = unit.isNumber() ? unit.getNumericValue() : 1;
    if (!is_sane_box(step.inherited_box, scale)) {
      return ScanRefusal::page_size;
    }
    for (const char* key : {"/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"}) {
      if (page.hasKey(key) && !is_sane_box(page.getKey(key), scale)) {
        return ScanRefusal::page_size;
      }
    }
    return ScanRefusal::none;
  }

  static bool is_sane_box(QPDFObjectHandle box, double scale) {
    if (!box.isArray() || box.getArrayNItems() != 4) {
      return false;
    }
    double corner[4];
    for (int i = 0; i < 4; ++i) {
      if (!box.getArrayItem(i).isNumber()) {
        return false;
      }
      corner[i] = box.getArrayItem(i).getNumericValue() * scale;
    }
    const double width = std::abs(corner[2] - corner[0]);
    const double height = std::abs(corner[3] - corner[1]);
    // Written so that a value that is no number fails too.
    return width > 0 && height > 0 && width <= kLargestBoxPoints && height <= kLargestBoxPoints;
  }

  std::vector<Step> waiting_;
  std::set<QPDFObjGen> seen_;
  std::size_t nodes_ = 0;
};

Structure judge(QPDF& file) {
  if (file.isEncrypted() || file.getTrailer().hasKey("/Encrypt")) {
    return {ScanRefusal::encrypted, 0};
  }
  const Structure pages = PageWalk().walk(file.getRoot());
  if (pages.refusal == ScanRefusal::none && ActiveSearch(file).found()) {
    return {ScanRefusal::active, 0};
  }
  return pages;
}

// Encryption of a kind that qpdf does not know ends the reading with an error, yet the trailer says what it is.
bool claims_encryption(QPDF& file) {
  QPDFObjectHandle trailer = file.getTrailer();
  return trailer.isDictionary() && trailer.hasKey("/Encrypt");
}

Structure read(QPDF& file, const char* data, std::size_t size) {
  try {
    file.setSuppressWarnings(true);
    file.processMemoryFile("scan", data, size);
    return judge(file);
  } catch (const QPDFExc& error) {
    const bool locked = error.getErrorCode() == qpdf_e_password || claims_encryption(file);
    return {locked ? ScanRefusal::encrypted : ScanRefusal::damaged, 0};
  }
}

}  // namespace

Structure read_structure(const char* data, std::size_t size) {
  try {
    QPDF file;
    return read(file, data, size);
  } catch (const std::exception&) {
    return {ScanRefusal::damaged, 0};
  }
}

}  // namespace kaoji::scan_checks
