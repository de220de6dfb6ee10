#include "core/refusal/finding.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.hpp"

namespace kaoji::core {

FindingBuilder::FindingBuilder(Code code) {
  finding_.code = code;
  const CodeText& text = text_of(code);
  wording_ = {text.sentence_zh, text.sentence_en, text.remedy_zh, text.remedy_en};
}

FindingBuilder& FindingBuilder::clause(std::string_view clause) {
  finding_.clause = clause;
  return *this;
}

FindingBuilder& FindingBuilder::field(std::string_view path) {
  finding_.field = path;
  return *this;
}

FindingBuilder& FindingBuilder::line_field(std::size_t index, std::string_view name) {
  return field(fmt::format("lines[{}].{}", index, name));
}

FindingBuilder& FindingBuilder::number(std::string_view name, std::int64_t value) {
  finding_.numbers.push_back({std::string(name), value});
  return word(name, fmt::format("{}", value));
}

FindingBuilder& FindingBuilder::word(std::string_view name, std::string_view value) {
  words_.push_back({std::string(name), std::string(value)});
  return *this;
}

FindingBuilder& FindingBuilder::day(std::string_view name, base::Date value) {
  return word(name, base::to_text(value));
}

FindingBuilder& FindingBuilder::next_window(const std::optional<DayWindow>& window) {
  finding_.next_window = window;
  if (window) day("opens", window->first).day("closes", window->last);
  return *this;
}

FindingBuilder& FindingBuilder::changed(const LastChange& change, const base::Zone& zone) {
  finding_.changed = change;
  return word("changed_by", change.by).word("changed_at", spoken_instant(zone, change.at));
}

FindingBuilder& FindingBuilder::worded(const Wording& wording) {
  wording_ = wording;
  return *this;
}

Finding FindingBuilder::done() {
  finding_.zh = filled(wording_.sentence_zh);
  finding_.en = filled(wording_.sentence_en);
  finding_.remedy_zh = filled(wording_.remedy_zh);
  finding_.remedy_en = filled(wording_.remedy_en);
  return std::move(finding_);
}

std::string FindingBuilder::filled(std::string_view pattern) const {
  std::string out;
  while (!pattern.empty()) {
    const auto open = pattern.find('[');
    const auto plain = replaced(pattern.substr(0, open));
    base::check(plain.has_value(), fmt::format("a fact is missing in a finding of {}", to_text(finding_.code)));
    out += *plain;
    if (open == std::string_view::npos) break;
    const auto close = pattern.find(']', open);
    out += replaced(pattern.substr(open + 1, close - open - 1)).value_or("");
    pattern.remove_prefix(close + 1);
  }
  return out;
}

std::optional<std::string> FindingBuilder::replaced(std::string_view part) const {
  std::string out;
  while (!part.empty()) {
    const auto open = part.find('{');
    out += part.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = part.find('}', open);
    const std::string* value = find(part.substr(open + 1, close - open - 1));
    if (value == nullptr) return std::nullopt;
    out += *value;
    part.remove_prefix(close + 1);
  }
  return out;
}

const std::string* FindingBuilder::find(std::string_view name) const {
  const auto found = std::find_if(words_.begin(), words_.end(), [&](const Word& word) { return word.name == name; });
  return found == words_.end() ? nullptr : &found->value;
}

std::string spoken_instant(const base::Zone& zone, base::Instant at) {
  constexpr std::size_t day = 10;
  constexpr std::size_t seconds = 19;
  std::string text = base::to_text(zone, at).substr(0, seconds);
  text[day] = ' ';
  return text;
}

void Findings::add(Findings more) {
  all_.insert(all_.end(), std::make_move_iterator(more.all_.begin()), std::make_move_iterator(more.all_.end()));
}

bool Findings::has(Code code) const {
  return std::any_of(all_.begin(), all_.end(), [&](const Finding& finding) { return finding.code == code; });
}

Findings Findings::sorted() const {
  Findings copy = *this;
  std::stable_sort(copy.all_.begin(), copy.all_.end(),
                   [](const Finding& a, const Finding& b) { return a.code < b.code; });
  return copy;
}

const Finding& Findings::headline() const {
  base::check(!all_.empty(), "a headline was asked of no findings");
  return *std::min_element(all_.begin(), all_.end(),
                           [](const Finding& a, const Finding& b) { return a.code < b.code; });
}

}  // namespace kaoji::core
