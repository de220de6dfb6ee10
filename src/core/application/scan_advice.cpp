#include "core/application/scan_advice.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kaoji::core {

namespace {

/// The first page of the file whose mark is as asked; 0: none.
template <class Asked>
int first_page(const PageMarks& pages, const Asked& asked) {
  const auto found = std::ranges::find_if(pages, [&](const auto& mark) { return mark && asked(*mark); });
  return found == pages.end() ? 0 : static_cast<int>(found - pages.begin()) + 1;
}

SheetAdvice no_code(SheetCheck check) {
  return {check,
          Light::amber,
          "没有一页的二维码能读出，请人工核对",
          "No code could be read on any page; compare it yourself",
          0,
          std::nullopt};
}

SheetAdvice binding(const PageMarks& pages, const FormIdentity& form) {
  SheetAdvice advice{SheetCheck::binding, Light::red, {}, {}, 0, std::nullopt};
  if (!any_mark(pages)) return no_code(SheetCheck::binding);
  advice.page = first_page(pages, [&](const SheetMark& mark) { return mark.number != form.number; });
  if (advice.page > 0) {
    const SheetMark& mark = *pages[static_cast<std::size_t>(advice.page) - 1];
    advice.zh = fmt::format("第{}页是另一申报（{}）的汇总表", advice.page, mark.number);
    advice.en = fmt::format("Page {} is the form of another application ({})", advice.page, mark.number);
    return advice;
  }
  advice.page = first_page(pages, [&](const SheetMark& mark) { return mark.revision != form.revision; });
  if (advice.page > 0) {
    const SheetMark& mark = *pages[static_cast<std::size_t>(advice.page) - 1];
    advice.zh = fmt::format("第{}页是第{}版，当前为第{}版", advice.page, mark.revision, form.revision);
    advice.en =
        fmt::format("Page {} is revision {}; the application is at {}", advice.page, mark.revision, form.revision);
    return advice;
  }
  advice.page = first_page(pages, [](const SheetMark& mark) { return mark.draft; });
  if (advice.page > 0) {
    advice.light = Light::amber;
    advice.zh =
        fmt::format("是本申报第{}版的汇总表，但第{}页印有“草稿”字样，宜重新打印盖章", form.revision, advice.page);
    advice.en =
        fmt::format("The form of this application, revision {}, but page {} says 草稿 (draft): better print anew",
                    form.revision, advice.page);
    return advice;
  }
  advice.light = Light::green;
  advice.zh = fmt::format("是本申报第{}版的汇总表", form.revision);
  advice.en = fmt::format("The form of this application, revision {}", form.revision);
  return advice;
}

SheetAdvice pages_there(const PageMarks& pages) {
  SheetAdvice advice{SheetCheck::pages, Light::amber, {}, {}, 0, std::nullopt};
  const PageCount count = count_pages(pages);
  if (count.form_pages == 0) return no_code(SheetCheck::pages);
  if (count.whole()) {
    advice.light = Light::green;
    advice.zh = fmt::format("{}页齐全", count.form_pages);
    advice.en = fmt::format("All {} pages are there, each once", count.form_pages);
  } else if (count.unread > 0) {
    advice.page =
        static_cast<int>(std::ranges::find_if(pages, [](const auto& mark) { return !mark; }) - pages.begin()) + 1;
    advice.zh = fmt::format("有{}页的二维码读不出，汇总表共{}页，请核对是否齐全", count.unread, count.form_pages);
    advice.en = fmt::format("{} page(s) without a readable code; the form has {}: are all there?", count.unread,
                            count.form_pages);
  } else if (!count.missing.empty()) {
    advice.light = Light::red;
    advice.zh = fmt::format("第{}页缺失，汇总表共{}页", count.missing.front(), count.form_pages);
    advice.en = fmt::format("Page {} of {} is missing", count.missing.front(), count.form_pages);
  } else {
    advice.light = Light::red;
    advice.zh = fmt::format("第{}页出现{}次", count.doubled.front().page, count.doubled.front().times);
    advice.en = fmt::format("Page {} is there {} times", count.doubled.front().page, count.doubled.front().times);
  }
  return advice;
}

SheetAdvice figures(const PageMarks& pages, const FormIdentity& form) {
  if (!any_mark(pages)) return no_code(SheetCheck::figures);
  SheetAdvice advice{SheetCheck::figures, Light::green, {}, {}, 0, std::nullopt};
  advice.page = first_page(pages, [&](const SheetMark& mark) { return mark.digest != form.digest; });
  if (advice.page == 0) {
    advice.zh = "纸上内容与系统数据一致";
    advice.en = "What the paper says is what the system has";
  } else {
    advice.light = Light::amber;
    advice.zh = "打印以后数据有变动，请逐行核对人数";
    advice.en = "The data has moved since this was printed; compare the figures line by line";
  }
  return advice;
}

struct SightWords {
  SheetCheck check{};
  std::string_view zh;
  std::string_view en;
};

SheetAdvice sighted(const SightWords& words, const Seen& seen) {
  SheetAdvice advice{words.check, Light::red, {}, {}, seen.page, std::nullopt};
  if (seen.page > 0) advice.box = seen.box;
  switch (seen.sighting) {
    case Sighting::found:
      advice.light = Light::green;
      advice.zh = fmt::format("有{}", words.zh);
      advice.en = fmt::format("{}: found", words.en);
      break;
    case Sighting::uncertain:
      advice.light = Light::amber;
      advice.zh = fmt::format("{}不能确定，请看一眼", words.zh);
      advice.en = fmt::format("{}: not certain, look yourself", words.en);
      break;
    case Sighting::not_found:
      advice.zh = fmt::format("没有找到{}", words.zh);
      advice.en = fmt::format("{}: not found", words.en);
      break;
  }
  return advice;
}

}  // namespace

std::string_view to_text(SheetCheck check) {
  switch (check) {
    case SheetCheck::binding:
      return "binding";
    case SheetCheck::pages:
      return "pages";
    case SheetCheck::figures:
      return "figures";
    case SheetCheck::seal:
      return "seal";
    case SheetCheck::leader_signature:
      return "leader-signature";
    case SheetCheck::department_signature:
      return "department-signature";
  }
  return "binding";
}

std::string_view to_text(Light light) {
  switch (light) {
    case Light::green:
      return "green";
    case Light::amber:
      return "amber";
    case Light::red:
      return "red";
  }
  return "red";
}

std::vector<SheetAdvice> advise(const SheetsRead& read, const FormIdentity& form) {
  return {binding(read.pages, form),
          pages_there(read.pages),
          figures(read.pages, form),
          sighted({SheetCheck::seal, "公章", "Seal"}, read.seal),
          sighted({SheetCheck::leader_signature, "主管校领导签字", "Signature of the leader in charge"},
                  read.leader_signature),
          sighted({SheetCheck::department_signature, "主管部门负责人签字", "Signature of the head of department"},
                  read.department_signature)};
}

}  // namespace kaoji::core
