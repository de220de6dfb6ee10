#include "core/refusal/code.hpp"

#include "base/words.hpp"

namespace kaoji::core {

namespace {

constexpr std::array<CodeText, kCodeCount> kTexts{{
    {"not-yours", "无权对该对象执行此操作", "the actor may not do this to that", "该对象不存在，或不归您办理。",
     "There is no such object, or it is not yours to handle.", "请核对单位与账号；需要权限请联系系统管理员。",
     "Check institution and account; ask the administrator for rights."},
    {"not-awaiting", "申报当前状态不能执行此操作", "the application is not in a state that this act starts from",
     "申报当前状态为“{state}”[（{changed_by}于{changed_at}办理）][，由{awaits}办理]，不能执行此操作。",
     "The application is “{state}”[, by {changed_by} at {changed_at},][ and awaits {awaits}]; this act cannot start "
     "from "
     "there.",
     "请刷新页面，查看申报的最新状态。", "Reload the page to see the application's present state."},
    {"not-registered", "院校尚未在教育部管理平台注册", "the institution is not registered on the platform",
     "院校尚未在教育部管理平台注册，不能申报。", "The institution is not registered on the ministry's platform yet.",
     "请先在教育部管理平台注册，由省推进办确认后再申报。",
     "Register on the platform first; the office confirms it here."},
    {"empty-application", "申报没有任何明细", "no line", "申报没有任何明细行。", "The application has no line.",
     "请至少填写一行。", "Fill in at least one line."},
    {"certificate-unknown", "目录中没有该证书", "not in the catalogue", "证书目录中没有“{about}”。",
     "“{about}” is not in the catalogue of certificates.", "请从目录中选择证书。",
     "Choose the certificate from the catalogue."},
    {"level-unknown", "该证书没有此级别", "the certificate has no such level", "证书“{about}”没有此级别。",
     "“{about}”: the certificate has no such level.", "请选择该证书已有的级别。",
     "Choose one of the certificate's levels."},
    {"headcount-invalid", "人数不是规定范围内的整数", "not a whole number in range",
     "{what_zh}须为{least}至{most}的整数[，现为{asked}]。",
     "{what_en} must be a whole number from {least} to {most}[; it is {asked}].", "请改填范围内的整数。",
     "Enter a whole number in that range."},
    {"duplicate-line", "两行填报同一考核计划", "two lines for the same plan", "“{about}”与第{first_line}行重复。",
     "“{about}” repeats line {first_line}.", "请合并为一行。", "Merge them into one line."},
    {"reason-required", "未填写规定的理由", "no reason from the notice's list",
     "“{about}”须填写通知所列理由，或“其他：”加具体说明。",
     "“{about}” needs a reason from the notice's list, or 其他 with words of its own.",
     "请选择理由；选“其他”时写明具体情况。", "Choose a reason; with 其他, say what it is."},
    {"window-closed", "不在规定时间内", "outside its window",
     "{stage_zh}不在规定时间内[（本次为{opened}至{closed}）]。",
     "The window of {stage_en} is closed[ (it was {opened} to {closed})].",
     "[下一次开放：{opens}至{closes}。]确需补办请联系省推进办申请延期。",
     "[It opens again from {opens} to {closes}. ]Ask the office for an extension if it cannot wait."},
    {"platform-closed", "平台当前未开放", "the platform is closed", "教育部管理平台当前未开放，不能申报调增。",
     "The ministry's platform is closed at present; an increase cannot be submitted.",
     "请等待省推进办开放平台后再提交。", "Wait until the office opens the platform."},
    {"not-admitted", "未事先联系省推进办", "the office has not admitted an increase",
     "调增须事先联系省推进办，目前没有可用的调增准入。",
     "An increase needs the office's admission first; there is none to use.", "请先联系省推进办登记调增准入。",
     "Contact the office so that it records an admission."},
    {"certificate-closed", "证书或级别已停止申报", "the certificate or level is closed",
     "“{about}”自{closed}起停止新增和调增。", "“{about}” is closed for new plans and increases from {closed}.",
     "请改报其他证书或级别；已有计划可以调减。", "Choose another one; a decrease stays possible."},
    {"use-increase", "已有本年度计划，应申报调增", "that plan is live: it is an increase",
     "“{about}”已有{year}年度考核计划（实有{base}人），应申报调增。",
     "“{about}” already has a plan of {year} ({base} live); declare an increase instead.", "请改用调增申报。",
     "Use an application for an increase."},
    {"plan-exited", "计划已退出", "the plan has exited", "“{about}”的考核计划已强制退出。",
     "The plan “{about}” has been forced out.", "如属误退，请联系省推进办。",
     "If that was a mistake, contact the office."},
    {"no-such-plan", "没有该实有计划", "there is no such live plan", "没有“{about}”的实有考核计划。",
     "There is no live plan for “{about}”.", "请核对证书、级别和计划年度；没有计划请用新增申报。",
     "Check certificate, level and plan year; without a plan, declare a new one."},
    {"pending-application", "该计划另有申报待审", "another application awaits a decision on this plan",
     "“{about}”另有申报（{other}）正在审核。", "Another application ({other}) on “{about}” awaits a decision.",
     "请等待其办结，或先撤回。", "Wait for the decision or withdraw it first."},
    {"date-invalid", "考核日期不合理", "the date cannot be right", "考核日期{on}不合理：应在{opened}至{closed}之间。",
     "The date {on} cannot be right: it lies between {opened} and {closed}.", "请核对考核日期。", "Check the date."},
    {"over-plan", "考核人数超过计划人数", "more examined than planned",
     "“{about}”累计考核{asked}人，超过计划{allowed}人。",
     "“{about}”: {asked} examined in all, beyond the plan's {allowed}.", "请核对人数，或先申报调增。",
     "Check the number, or declare an increase first."},
    {"below-examined", "调减后低于已考核人数", "below the persons examined",
     "“{about}”实有{base}人，其中已考核{examined}人，最多可调减{allowed}人，申报调减{asked}人。",
     "“{about}”: {base} live, {examined} of them examined; at most {allowed} can be cut, {asked} asked.",
     "请减少调减人数。", "Cut fewer."},
    {"cap-exceeded", "超过调减比例上限", "beyond the cap on decreases",
     "[“{about}”：]调减合计{asked}人，超过上限{allowed}人（实有{base}人的{percent}%）。",
     "[“{about}”: ]decreases add up to {asked}, beyond {allowed} ({percent} % of {base}).",
     "[本批次还可调减{left}人。]请减少调减人数，或向省推进办申请上限豁免。",
     "[{left} more can be cut in this round. ]Cut fewer, or ask the office for a waiver."},
    {"form-unsigned", "未上传签字盖章的汇总表", "no scan of the signed form", "未上传签字盖章的汇总表扫描件。",
     "The scan of the signed and sealed form is missing.", "请打印汇总表，签字盖章后扫描为PDF上传。",
     "Print the form, have it signed and sealed, scan it as PDF and upload it."},
    {"form-stale", "扫描件不是当前版本", "the scan is not the form as it stands",
     "[扫描件对应第{scanned}版，申报现为第{current}版。][第{page}页是另一申报（{other}）的汇总表。]"
     "[第{page}页是第{revision}版，当前为第{current}版。][第{page}页（校验码{printed}）打印以后数据有变动。]"
     "[第{missing}页缺失（汇总表共{form_pages}页）。][第{doubled}页出现{times}次。]",
     "[The scan is of revision {scanned}; the application is at {current}.]"
     "[Page {page} is the form of another application ({other}).]"
     "[Page {page} is of revision {revision}; the application is at {current}.]"
     "[The figures have moved since page {page} (digest {printed}) was printed.]"
     "[Page {missing} of {form_pages} is missing.][Page {doubled} is there {times} times.]",
     "[请重新打印第{reprint}版，签字盖章后上传。][请上传本申报（{own}）的汇总表。]"
     "[请补上第{missing}页，全部重新上传。][请去掉多余的第{doubled}页后重新上传。]",
     "[Print revision {reprint}, have it signed and sealed, and upload it.][Upload the form of this application "
     "({own}).]"
     "[Add page {missing} and upload all pages again.][Take the extra page {doubled} out and upload the rest again.]"},
    {"note-required", "须填写理由", "a reason is required", "{what_zh}须填写理由。", "{what_en} needs a reason.",
     "请写明理由。", "Write the reason."},
}};

}  // namespace

const CodeText& text_of(Code code) {
  return kTexts[static_cast<std::size_t>(code)];
}

std::string in_general(std::string_view pattern) {
  std::string text;
  bool named = false;
  for (const char letter : pattern) {
    if (letter == '{') text += "…";
    // Parts that may follow one another are told apart as sentences are.
    if (letter == '[' && text.ends_with('.')) text += ' ';
    named = letter == '{' || (named && letter != '}');
    if (!named && letter != '}' && letter != '[' && letter != ']') text += letter;
  }
  return text;
}

std::string_view to_text(Code code) {
  return text_of(code).code;
}

std::optional<Code> parse_code(std::string_view text) {
  return base::enumerator_of<Code>(kTexts, text, &CodeText::code);
}

std::array<Code, kCodeCount> all_codes() {
  std::array<Code, kCodeCount> codes{};
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = static_cast<Code>(i);
  return codes;
}

}  // namespace kaoji::core
