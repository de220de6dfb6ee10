#include "adapters/sheets_xlsx/refused.hpp"

#include <fmt/format.h>

#include <array>

namespace kaoji::sheets_xlsx {

namespace {

using ports::SheetRefusal;

/// `{mib}` and `{rows}` stand for the limits.
struct Words {
  SheetRefusal refusal;
  const char* code;
  const char* zh;
  const char* en;
};

constexpr std::array kWords = {
    Words{SheetRefusal::too_large, "sheet-too-large",
          "文件超过 {mib} MiB，请删去无关的工作表和图片，或分成几个文件上传。",
          "The file is larger than {mib} MiB; remove sheets and pictures that are not needed, or upload it in parts."},
    Words{SheetRefusal::not_xlsx, "sheet-not-xlsx",
          "该文件不是 XLSX 工作簿，或设有密码。请另存为“Excel 工作簿（*.xlsx）”并取消密码后上传。",
          "The file is not an XLSX workbook, or it has a password. Save it as “Excel Workbook (*.xlsx)” without one."},
    Words{SheetRefusal::bomb, "sheet-bomb", "文件解压后过大，未予读取。请把数据复制到新下载的模板中再上传。",
          "The file becomes too large when unpacked and was not read. Copy the data into a fresh template."},
    Words{SheetRefusal::active, "sheet-active",
          "文件含有宏、外部链接、超链接或嵌入对象，未予读取。请把数据以“值”粘贴到新下载的模板中再上传。",
          "The file has macros, external links, hyperlinks or embedded objects and was not read. Paste the data as "
          "values into a fresh template."},
    Words{SheetRefusal::rows, "sheet-rows", "数据超过 {rows} 行，请分成几个文件上传。",
          "There are more than {rows} rows of data; upload them in parts."},
    Words{SheetRefusal::damaged, "sheet-damaged", "文件已损坏，无法读取。请重新保存后上传。",
          "The file is damaged and cannot be read. Save it again and upload."},
    Words{SheetRefusal::timeout, "sheet-timeout",
          "文件过于复杂，未能在限定时间内读完。请把数据复制到新下载的模板中再上传。",
          "The file is too complex to be read in the time allowed. Copy the data into a fresh template."},
};

std::string with_limits(const char* sentence, const ports::SheetLimits& limits) {
  std::string rows = fmt::format("{}", limits.rows);
  for (auto at = static_cast<std::ptrdiff_t>(rows.size()) - 3; at > 0; at -= 3)
    rows.insert(static_cast<std::size_t>(at), 1, ',');
  return fmt::format(fmt::runtime(sentence), fmt::arg("mib", limits.book_bytes >> 20U), fmt::arg("rows", rows));
}

}  // namespace

ports::SheetReading refuse(SheetRefusal refusal, const ports::SheetLimits& limits, std::string place) {
  ports::SheetReading reading;
  reading.refusal = refusal;
  reading.place = std::move(place);
  for (const Words& words : kWords) {
    if (words.refusal != refusal) continue;
    reading.code = words.code;
    reading.zh = with_limits(words.zh, limits);
    reading.en = with_limits(words.en, limits);
  }
  return reading;
}

SheetRefusal refusal_of(std::string_view code) {
  for (const Words& words : kWords) {
    if (code == words.code) return words.refusal;
  }
  return SheetRefusal::damaged;
}

}  // namespace kaoji::sheets_xlsx
