#include "adapters/forms_pdf/file_metadata.hpp"

#include <fmt/format.h>

namespace kaoji::forms_pdf {
namespace {

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      default:
        safe += letter;
    }
  }
  return safe;
}

// Elements of XMP that hold one value, a list, or a text for each language.
std::string plain(const char* name, std::string_view value) {
  return value.empty() ? "" : fmt::format("<{0}>{1}</{0}>\n", name, escaped(value));
}

std::string list(const char* name, const char* kind, std::string_view value) {
  return value.empty()
             ? ""
             : fmt::format("<{0}><rdf:{1}><rdf:li>{2}</rdf:li></rdf:{1}></{0}>\n", name, kind, escaped(value));
}

std::string in_any_language(const char* name, std::string_view value) {
  return value.empty() ? ""
                       : fmt::format("<{0}><rdf:Alt><rdf:li xml:lang=\"x-default\">{1}</rdf:li></rdf:Alt></{0}>\n",
                                     name, escaped(value));
}

bool is_number(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string xmp_packet(const FileMetadata& metadata) {
  // The words in the first line are XMP's own mark of a packet; the begin attribute holds a byte order mark.
  std::string xmp =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
      " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
      "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n"
      "<dc:format>application/pdf</dc:format>\n";
  xmp += in_any_language("dc:title", metadata.title);
  xmp += list("dc:creator", "Seq", metadata.author);
  xmp += in_any_language("dc:description", metadata.subject);
  xmp += list("dc:language", "Bag", metadata.language);
  xmp += plain("pdf:Keywords", metadata.keywords);
  xmp += plain("pdf:Producer", metadata.producer);
  xmp += plain("xmp:CreatorTool", metadata.creator);
  xmp += plain("xmp:CreateDate", metadata.created);
  xmp += plain("xmp:ModifyDate", metadata.modified);
  return xmp + "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

std::string iso_of_pdf_date(std::string_view date) {
  constexpr std::size_t kLength = std::string_view("D:20260312000000+08'00").size();
  if (date.size() < kLength || !date.starts_with("D:") || !is_number(date.substr(2, 14))) {
    return "";
  }
  const auto part = [date](std::size_t at, std::size_t size) { return date.substr(at, size); };
  return fmt::format("{}-{}-{}T{}:{}:{}{}:{}", part(2, 4), part(6, 2), part(8, 2), part(10, 2), part(12, 2),
                     part(14, 2), part(16, 3), part(20, 2));
}

}  // namespace kaoji::forms_pdf
