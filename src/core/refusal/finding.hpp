#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "core/refusal/code.hpp"

namespace kaoji::core {

/// A run of whole days, both ends included.
struct DayWindow {
  base::Date first{};
  base::Date last{};

  [[nodiscard]] bool holds(base::Date day) const { return first <= day && day <= last; }
  friend bool operator==(const DayWindow&, const DayWindow&) = default;
};

/// Who changed an object last, as people call them, and when: what whoever came second is told.
struct LastChange {
  std::string by;
  base::Instant at;
};

/// One thing that is wrong, complete enough to be shown and argued with.
struct Finding {
  struct Number {
    std::string name;  ///< asked, allowed, base, left, percent, …
    std::int64_t value = 0;
  };

  Code code{};
  std::string clause;                    ///< of the notice; empty when the refusal rests on no clause
  std::string field;                     ///< `lines[1].headcount`; empty when it is about the whole
  std::vector<Number> numbers;           ///< the numbers that matter
  std::optional<DayWindow> next_window;  ///< for window_closed: when it is open again
  std::optional<LastChange> changed;     ///< for not_awaiting: what brought the object where it is
  std::string zh;
  std::string en;
  std::string remedy_zh;
  std::string remedy_en;
};

/// What a finding says in place of its code's own words, where the code covers more than one case. Patterns as in
/// CodeText.
struct Wording {
  std::string_view sentence_zh;
  std::string_view sentence_en;
  std::string_view remedy_zh;
  std::string_view remedy_en;
};

/// Puts one finding together: first the facts, then `done()`, which writes its sentences.
class FindingBuilder {
 public:
  explicit FindingBuilder(Code code);

  FindingBuilder& clause(std::string_view clause);
  FindingBuilder& field(std::string_view path);
  /// The field of a line, `lines[index].name`, counted from 0.
  FindingBuilder& line_field(std::size_t index, std::string_view name);
  /// A number, kept in the finding and usable as `{name}`.
  FindingBuilder& number(std::string_view name, std::int64_t value);
  /// A word usable as `{name}` in both sentences.
  FindingBuilder& word(std::string_view name, std::string_view value);
  FindingBuilder& day(std::string_view name, base::Date value);
  /// The next window, also `{opens}` and `{closes}`.
  FindingBuilder& next_window(const std::optional<DayWindow>& window);
  /// The last change, also `{changed_by}` and `{changed_at}`.
  FindingBuilder& changed(const LastChange& change, const base::Zone& zone);
  FindingBuilder& worded(const Wording& wording);

  [[nodiscard]] Finding done();

 private:
  struct Word {
    std::string name;
    std::string value;
  };
  [[nodiscard]] std::string filled(std::string_view pattern) const;
  [[nodiscard]] std::optional<std::string> replaced(std::string_view part) const;
  [[nodiscard]] const std::string* find(std::string_view name) const;

  Finding finding_;
  Wording wording_;
  std::vector<Word> words_;
};

/// `2026-03-26 10:00:00`: an instant inside a sentence, by the zone's clock.
[[nodiscard]] std::string spoken_instant(const base::Zone& zone, base::Instant at);

/// All that a check found. In order once `sorted()`: by code, then as found, so lines keep their order.
class Findings {
 public:
  void add(Finding finding) { all_.push_back(std::move(finding)); }
  void add(Findings more);
  [[nodiscard]] bool empty() const { return all_.empty(); }
  [[nodiscard]] bool has(Code code) const;
  /// The list in the order of the codes.
  [[nodiscard]] Findings sorted() const;
  /// The finding that names the refusal. There must be one.
  [[nodiscard]] const Finding& headline() const;
  [[nodiscard]] const std::vector<Finding>& all() const { return all_; }

 private:
  std::vector<Finding> all_;
};

}  // namespace kaoji::core
