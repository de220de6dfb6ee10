#pragma once

#include <string>
#include <string_view>

namespace kaoji::forms_pdf {

/// What a PDF file says of itself. UTF-8 without control characters; an empty entry is left out.
struct FileMetadata {
  std::string title;
  std::string author;
  std::string subject;
  std::string keywords;
  std::string creator;   ///< the program that the content comes from
  std::string producer;  ///< the library that wrote the file
  std::string created;   ///< ISO 8601 with offset
  std::string modified;  ///< ISO 8601 with offset
  std::string language;  ///< such as zh-CN
};

/// The metadata as an XMP packet that also claims PDF/A-2b.
std::string xmp_packet(const FileMetadata& metadata);

/// A date of a PDF dictionary (D:20260312000000+08'00) in ISO 8601; empty for anything else.
std::string iso_of_pdf_date(std::string_view date);

}  // namespace kaoji::forms_pdf
