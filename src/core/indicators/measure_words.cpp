#include "core/indicators/rates.hpp"

namespace kaoji::core {

namespace {

constexpr std::array<std::string_view, kMeasureCount> kWords{"年初实有", "新增申报", "调增",     "调减",        "退出",
                                                             "已考核",   "考核通过", "年末实有", "退出前夕实有"};
constexpr std::array<std::string_view, kMeasureCount> kEnglish{"Live at the start of the year",
                                                               "Declared",
                                                               "Increased",
                                                               "Decreased",
                                                               "Forced out",
                                                               "Examined",
                                                               "Passed",
                                                               "Live at the end of the year",
                                                               "Live before the forced exit"};
constexpr std::array<std::array<std::string_view, 2>, 3> kRatesInEnglish{
    {{"adjustment", "Adjustment rate"}, {"completion", "Completion rate"}, {"exit", "Exit rate"}}};

constexpr std::array<std::string_view, kMeasureCount> kDefinitions{
    "当年1月1日零时的实有考核计划数：计划数减去以前年度已考核的人数",
    "当年生效的新增申报人数；沿用计划计入其申报日所在年度",
    "当年生效的调增人数",
    "当年登记的调减人数，不含按通知不纳入指标的批次",
    "当年登记的强制退出人数，已扣除冲回",
    "考核日期在当年的已考核人数，已扣除冲回",
    "考核日期在当年的考核通过人数，已扣除冲回",
    "当年12月31日24时（年度未结束时为现在）的实有考核计划数，当年已考核的人数仍计在内",
    "当年强制退出窗口首日零时的实有考核计划数；窗口未开始时为现在的实有数"};
constexpr std::array<std::string_view, kMeasureCount> kDefinitionsInEnglish{
    "Live on 1 January 00:00 of the year: the headcount less those examined in earlier years",
    "New plans that took effect in the year; a carried plan counts in the year of its declaration",
    "Increases that took effect in the year",
    "Decreases recorded in the year, without those of rounds that the notice keeps out of the indicators",
    "Forced exits recorded in the year, reversals taken off",
    "Persons whose assessment was in the year, reversals taken off",
    "Those of them who passed, reversals taken off",
    "Live on 31 December 24:00 of the year (now, while it runs); those examined in the year itself still count",
    "Live on the first day of the exit window 00:00; now, while the window has not begun"};

}  // namespace

std::string_view words_zh(Measure measure) {
  return kWords[static_cast<std::size_t>(measure)];
}

std::string_view words_en(Measure measure) {
  return kEnglish[static_cast<std::size_t>(measure)];
}

std::string_view rate_words_en(std::string_view name) {
  for (const auto& [known, words] : kRatesInEnglish) {
    if (known == name) return words;
  }
  return name;
}

std::string_view definition_zh(Measure measure) {
  return kDefinitions[static_cast<std::size_t>(measure)];
}

std::string_view definition_en(Measure measure) {
  return kDefinitionsInEnglish[static_cast<std::size_t>(measure)];
}

}  // namespace kaoji::core
