#include "adapters/forms_pdf/archive_file.hpp"

#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include "adapters/forms_pdf/file_metadata.hpp"
#include "adapters/forms_pdf/srgb_profile.hpp"
#include "base/check.hpp"

namespace kaoji::forms_pdf {
namespace {

constexpr const char* kLanguage = "zh-CN";

QPDFObjectHandle stream(QPDF& file, const std::string& entries, const std::string& content) {
  QPDFObjectHandle made = QPDFObjectHandle::newStream(&file, content);
  for (const auto& [key, value] : QPDFObjectHandle::parse(entries).getDictAsMap()) {
    made.getDict().replaceKey(key, value);
  }
  return made;
}

// Cairo 1.16 leaves out the two letters that a date of PDF begins with.
void mark_dates(QPDFObjectHandle& information) {
  for (const char* const key : {"/CreationDate", "/ModDate"}) {
    const std::string date = information.getKey(key).getUTF8Value();
    if (!date.starts_with("D:")) {
      information.replaceKey(key, QPDFObjectHandle::newString("D:" + date));
    }
  }
}

// The XMP is made of the information dictionary, because a reader of archives wants both to say the same.
FileMetadata metadata_of(QPDF& file) {
  QPDFObjectHandle information = file.getTrailer().getKey("/Info");
  base::check(information.isDictionary(), "a file of Cairo's without information");
  mark_dates(information);
  const auto entry = [&information](const char* key) {
    QPDFObjectHandle value = information.getKey(key);
    return value.isString() ? value.getUTF8Value() : std::string();  // Cairo leaves out what is empty
  };
  FileMetadata metadata;
  metadata.title = entry("/Title");
  metadata.author = entry("/Author");
  metadata.subject = entry("/Subject");
  metadata.keywords = entry("/Keywords");
  metadata.creator = entry("/Creator");
  metadata.producer = entry("/Producer");
  metadata.created = iso_of_pdf_date(entry("/CreationDate"));
  metadata.modified = iso_of_pdf_date(entry("/ModDate"));
  metadata.language = kLanguage;
  return metadata;
}

QPDFObjectHandle output_intent(QPDF& file) {
  QPDFObjectHandle intent = QPDFObjectHandle::parse(
      "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)"
      " /Info (sRGB IEC61966-2.1) >>");
  intent.replaceKey("/DestOutputProfile", file.makeIndirectObject(stream(file, "<< /N 3 >>", srgb_profile())));
  return intent;
}

}  // namespace

std::string as_archive_file(const std::string& pdf) {
  QPDF file;
  file.processMemoryFile("form", pdf.data(), pdf.size());
  QPDFObjectHandle catalogue = file.getRoot();
  catalogue.replaceKey("/Lang", QPDFObjectHandle::newString(kLanguage));
  catalogue.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
  catalogue.replaceKey("/Metadata", stream(file, "<< /Type /Metadata /Subtype /XML >>", xmp_packet(metadata_of(file))));
  QPDFObjectHandle intents = QPDFObjectHandle::newArray();
  intents.appendItem(output_intent(file));
  catalogue.replaceKey("/OutputIntents", intents);
  QPDFWriter writer(file);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  // Metadata are found in a file without reading it only where they are not compressed.
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.write();
  const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

}  // namespace kaoji::forms_pdf
