#include "adapters/forms_pdf/child_printer.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

#include "adapters/forms_pdf/print_child.hpp"
#include "adapters/forms_pdf/printable.hpp"

namespace kaoji::forms_pdf {
namespace {

constexpr std::string_view kPdfStart = "%PDF-";

// Two thousand lines take a second and two megabytes; the rest is for a busy machine.
ports::ChildLimits limits_of_print() {
  ports::ChildLimits limits;
  limits.cpu_seconds = 20;
  limits.open_files = 64;
  limits.may_start_threads = true;  // Pango reads the font list in a thread
  limits.wall = std::chrono::seconds(30);
  limits.answer_bytes = std::uint64_t{32} << 20;
  return limits;
}

// The job in a file without a name: the contacts in it never touch a disk.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : fd_(memfd_create("form", MFD_CLOEXEC)) {
    while (fd_ >= 0 && !bytes.empty()) {
      const ssize_t put = write(fd_, bytes.data(), bytes.size());
      if (put < 0) {
        break;
      }
      bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    if (fd_ < 0 || !bytes.empty()) {
      const int why = errno;
      close(fd_);
      throw ports::FormUnprintable(std::string("handing a print to a child: ") + std::strerror(why));
    }
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(fd_); }

  int get() const { return fd_; }

 private:
  int fd_;
};

}  // namespace

ChildPrinter::ChildPrinter(const ports::ChildWork& children, const PrinterLimits& limits)
    : children_(children), limits_(limits), places_(limits.at_a_time) {}

std::string ChildPrinter::print(const ports::FormDocument& document) const {
  require_printable(document);
  return run_job(document, kPdfStart);
}

std::vector<std::size_t> ChildPrinter::rows_of_pages(const ports::FormDocument& document) const {
  require_printable(document);
  const auto rows = decode_rows(run_job(RowsAsked{document}, kRowsStart));
  if (!rows) {
    throw ports::FormUnprintable("its pages could not be told");
  }
  return *rows;
}

std::string ChildPrinter::print(const ports::Paper& paper) const {
  require_printable(paper);
  return run_job(paper, kPdfStart);
}

std::string ChildPrinter::run_job(const PrintingJob& job, std::string_view begin) const {
  if (!places_.try_acquire_for(limits_.patience)) {
    throw ports::FormUnprintable("all form printers are taken");
  }
  const auto leave = [this](const void*) { places_.release(); };
  const std::unique_ptr<const void, decltype(leave)> place(this, leave);
  const MemoryFile file(encode(job));
  try {
    ports::ChildOutcome outcome = children_.run(kPrintChild, file.get(), limits_of_print());
    if (outcome.end != ports::ChildEnd::finished || !outcome.answer.starts_with(begin)) {
      throw ports::FormUnprintable("it could not be printed (are the fonts of fonts-noto-cjk installed?)");
    }
    return std::move(outcome.answer);
  } catch (const ports::ChildUnavailable& error) {
    throw ports::FormUnprintable(error.what());
  }
}

}  // namespace kaoji::forms_pdf
