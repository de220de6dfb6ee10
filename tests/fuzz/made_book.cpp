#include "fuzz/made_book.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <cstdint>

namespace kaoji::fuzz {
namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006/relationships";

void put(std::string& bytes, std::uint64_t number, int size) {
  for (int i = 0; i < size; ++i) bytes += static_cast<char>(number >> (8U * static_cast<unsigned>(i)));
}

std::string deflated_form(const std::string& bytes) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string relations(std::string_view entries) {
  return fmt::format("{}<Relationships xmlns=\"{}\">{}</Relationships>", kHead, kPackage, entries);
}

std::string relation(std::string_view id, std::string_view type, std::string_view target) {
  return fmt::format("<Relationship Id=\"{}\" Type=\"{}/{}\" Target=\"{}\"/>", id, kOffice, type, target);
}

}  // namespace

std::string zip_of(const std::vector<MadePart>& parts, bool deflated) {
  std::string files;
  std::string directory;
  for (const MadePart& part : parts) {
    const std::string packed = deflated ? deflated_form(part.bytes) : part.bytes;
    std::string common;
    put(common, 20, 2);
    put(common, 0, 2);
    put(common, deflated ? 8 : 0, 2);
    put(common, 0, 4);
    put(common, crc32(0, reinterpret_cast<const Bytef*>(part.bytes.data()), static_cast<uInt>(part.bytes.size())), 4);
    put(common, packed.size(), 4);
    put(common, part.bytes.size(), 4);
    put(common, part.name.size(), 2);
    put(common, 0, 2);
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    directory += common;
    put(directory, 0, 8);
    put(directory, 0, 2);
    put(directory, files.size(), 4);
    directory += part.name;
    files += "PK\x03\x04" + common + part.name + packed;
  }
  std::string end = "PK\x05\x06";
  put(end, 0, 4);
  put(end, parts.size(), 2);
  put(end, parts.size(), 2);
  put(end, directory.size(), 4);
  put(end, files.size(), 4);
  put(end, 0, 2);
  return files + directory + end;
}

std::string sheet_xml(std::string_view rows) {
  return fmt::format("{}<worksheet xmlns=\"{}\"><sheetData>{}</sheetData></worksheet>", kHead, kMain, rows);
}

std::vector<MadePart> book_parts(std::string_view sheet, std::string_view shared, std::string_view styles) {
  std::string links = relation("rId1", "worksheet", "worksheets/sheet1.xml");
  if (!shared.empty()) links += relation("rId2", "sharedStrings", "sharedStrings.xml");
  if (!styles.empty()) links += relation("rId3", "styles", "styles.xml");
  std::vector<MadePart> parts{
      {"_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))},
      {"xl/workbook.xml", fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets><sheet name=\"考核\" "
                                      "sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                                      kHead, kMain, kOffice)},
      {"xl/_rels/workbook.xml.rels", relations(links)},
      {"xl/worksheets/sheet1.xml", std::string(sheet)},
  };
  if (!shared.empty()) parts.push_back({"xl/sharedStrings.xml", std::string(shared)});
  if (!styles.empty()) parts.push_back({"xl/styles.xml", std::string(styles)});
  return parts;
}

}  // namespace kaoji::fuzz
