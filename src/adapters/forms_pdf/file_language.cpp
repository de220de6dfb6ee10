#include "adapters/forms_pdf/file_language.hpp"

#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

namespace kaoji::forms_pdf {

std::string with_language(const std::string& pdf) {
  QPDF file;
  file.processMemoryFile("form", pdf.data(), pdf.size());
  QPDFObjectHandle catalogue = file.getRoot();
  catalogue.replaceKey("/Lang", QPDFObjectHandle::newString("zh-CN"));
  catalogue.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
  QPDFWriter writer(file);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.write();
  const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

}  // namespace kaoji::forms_pdf
