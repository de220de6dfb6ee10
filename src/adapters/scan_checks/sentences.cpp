#include "adapters/scan_checks/sentences.hpp"

#include <array>

namespace kaoji::scan_checks {
namespace {

using ports::ScanRefusal;

struct Words {
  ScanRefusal refusal;
  const char* code;
  const char* zh;
  const char* en;
};

constexpr std::array kWords = {
    Words{ScanRefusal::none, "", "", ""},
    Words{ScanRefusal::too_large, "pdf-too-large", "文件超过20 MiB，请降低扫描分辨率（建议200 dpi）后重新上传。",
          "The file is larger than 20 MiB; scan at a lower resolution (200 dpi is enough) and upload again."},
    Words{ScanRefusal::not_pdf, "pdf-not-pdf", "该文件不是PDF，请上传签字盖章后的PDF扫描件。",
          "The file is not a PDF; upload the scan of the signed and sealed form as PDF."},
    Words{ScanRefusal::encrypted, "pdf-encrypted", "PDF已加密，请取消密码和权限限制后重新上传。",
          "The PDF is encrypted; remove its password and restrictions and upload again."},
    Words{ScanRefusal::active, "pdf-active", "PDF含有脚本、动作、附件或多媒体等活动内容，请重新扫描为普通PDF后上传。",
          "The PDF has active content (scripts, actions, embedded files or media); scan to a plain PDF and upload "
          "again."},
    Words{ScanRefusal::pages, "pdf-pages", "PDF没有页面或超过200页，请只上传本次申报汇总表的扫描件。",
          "The PDF has no page or more than 200; upload the scan of this application's form only."},
    Words{ScanRefusal::page_size, "pdf-page-size",
          "PDF页面尺寸缺失或超出限制（每边不超过14400点），请按A4幅面重新扫描。",
          "A page of the PDF has no size or one beyond 14,400 points; scan again as A4."},
    Words{ScanRefusal::damaged, "pdf-damaged", "PDF已损坏，无法读取，请重新扫描后上传。",
          "The PDF is damaged and cannot be read; scan again and upload."},
    Words{ScanRefusal::timeout, "pdf-timeout", "PDF结构过于复杂，未能在限定时间内读完，请重新扫描后上传。",
          "The PDF is too complex to be read in the time allowed; scan again and upload."},
};

}  // namespace

ports::ScanVerdict refuse(ports::ScanRefusal refusal) {
  ports::ScanVerdict verdict;
  verdict.refusal = refusal;
  for (const Words& words : kWords) {
    if (words.refusal == refusal) {
      verdict.code = words.code;
      verdict.zh = words.zh;
      verdict.en = words.en;
    }
  }
  return verdict;
}

std::optional<ScanRefusal> refusal_of(std::string_view code) {
  for (const Words& words : kWords) {
    if (words.refusal != ScanRefusal::none && code == words.code) {
      return words.refusal;
    }
  }
  return std::nullopt;
}

}  // namespace kaoji::scan_checks
