#include "golden/made_pdf.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <stdexcept>

namespace kaoji::golden {

MadePdf::MadePdf() {
  object(1, "<< /Type /Catalog /Pages 2 0 R >>");
  object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>");
}

MadePdf& MadePdf::object(int number, const std::string& body) {
  objects_[number] = body;
  return *this;
}

MadePdf& MadePdf::stream(int number, const std::string& entries, const std::string& content) {
  return object(number,
                fmt::format("<< {} /Length {} >>\nstream\n", entries, content.size()) + content + "\nendstream");
}

MadePdf& MadePdf::trailer(const std::string& entries) {
  trailer_ += " " + entries;
  return *this;
}

MadePdf& MadePdf::pages(int count) {
  std::string kids;
  for (int i = 0; i < count; ++i) {
    object(100 + i, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>");
    kids += fmt::format("{} 0 R ", 100 + i);
  }
  return object(2, fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, count));
}

std::string MadePdf::bytes() const {
  std::string file = "%PDF-1.7\n";
  std::string table;
  for (const auto& [number, body] : objects_) {
    table += fmt::format("{} 1\n{:010} 00000 n \n", number, file.size());
    file += fmt::format("{} 0 obj\n", number) + body + "\nendobj\n";
  }
  const std::size_t start = file.size();
  return file + "xref\n0 1\n0000000000 65535 f \n" + table +
         fmt::format("trailer\n<< {} /Size {} >>\nstartxref\n{}\n%%EOF\n", trailer_, objects_.rbegin()->first + 1,
                     start);
}

std::string bomb(std::size_t megabytes) {
  // One block is deflated and its bytes are repeated: after a full flush a block depends on nothing before it.
  std::string block(std::size_t{1} << 20, ' ');
  std::string deflated(1 << 16, '\0');
  z_stream state{};
  if (deflateInit2(&state, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib does not start");
  }
  state.next_in = reinterpret_cast<Bytef*>(block.data());
  state.avail_in = static_cast<uInt>(block.size());
  state.next_out = reinterpret_cast<Bytef*>(deflated.data());
  state.avail_out = static_cast<uInt>(deflated.size());
  deflate(&state, Z_FULL_FLUSH);
  deflated.resize(deflated.size() - state.avail_out);
  deflateEnd(&state);

  const uLong of_block =
      adler32(adler32(0, nullptr, 0), reinterpret_cast<const Bytef*>(block.data()), static_cast<uInt>(block.size()));
  uLong checksum = adler32(0, nullptr, 0);
  std::string stream = "\x78\xda";
  for (std::size_t i = 0; i < megabytes; ++i) {
    stream += deflated;
    checksum = adler32_combine(checksum, of_block, static_cast<z_off_t>(block.size()));
  }
  stream += std::string("\x01\x00\x00\xff\xff", 5);
  for (int shift = 24; shift >= 0; shift -= 8) {
    stream += static_cast<char>(checksum >> shift & 0xff);
  }
  return stream;
}

}  // namespace kaoji::golden
