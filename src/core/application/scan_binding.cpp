#include "core/application/scan_binding.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace kaoji::core {

namespace {

/// A code can be made up and claim a million pages: nobody reads on after these.
constexpr std::size_t kMostMissing = 20;

FindingBuilder stale(std::string_view clause) {
  FindingBuilder builder(Code::form_stale);
  builder.clause(clause).field("scan");
  return builder;
}

Finding other_application(int page, const SheetMark& mark, const FormIdentity& form, std::string_view clause) {
  return stale(clause).number("page", page).word("other", mark.number).word("own", form.number).done();
}

Finding other_revision(int page, const SheetMark& mark, const FormIdentity& form, std::string_view clause) {
  return stale(clause)
      .number("page", page)
      .number("revision", mark.revision)
      .number("current", form.revision)
      .word("reprint", std::to_string(form.revision))
      .done();
}

/// The figures before and after come from the ledger, which has moved since the print.
Finding other_digest(int page, const SheetMark& mark, std::string_view clause) {
  return stale(clause)
      .number("page", page)
      .number("revision", mark.revision)
      .word("printed", mark.digest)
      .word("reprint", std::to_string(mark.revision))
      .done();
}

/// One finding for each thing that is not this form, however many pages show it.
Findings strange_pages(const PageMarks& pages, const FormIdentity& form, std::string_view clause) {
  Findings findings;
  std::set<std::string> told;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (!pages[i]) continue;
    const SheetMark& mark = *pages[i];
    const int page = static_cast<int>(i) + 1;
    if (mark.number != form.number) {
      if (told.insert("number " + mark.number).second) findings.add(other_application(page, mark, form, clause));
    } else if (mark.revision != form.revision) {
      const std::string revision = std::to_string(mark.revision);
      if (told.insert("revision " + revision).second) findings.add(other_revision(page, mark, form, clause));
    } else if (mark.digest != form.digest) {
      if (told.insert("digest " + mark.digest).second) findings.add(other_digest(page, mark, clause));
    }
  }
  return findings;
}

}  // namespace

std::string short_digest(std::string_view digest) {
  std::string digits;
  for (const char digit : digest.substr(0, 16)) {
    digits += 'a' <= digit && digit <= 'f' ? static_cast<char>(digit - 'a' + 'A') : digit;
  }
  return digits;
}

bool any_mark(const PageMarks& pages) {
  return std::ranges::any_of(pages, [](const auto& mark) { return mark.has_value(); });
}

PageCount count_pages(const PageMarks& pages) {
  PageCount count;
  std::map<int, int> times;
  for (const auto& mark : pages) {
    if (!mark) {
      count.unread += 1;
      continue;
    }
    times[mark->page] += 1;
    count.form_pages = std::max(count.form_pages, mark->pages);
  }
  for (const auto& [page, often] : times) {
    if (often > 1) count.doubled.push_back({page, often});
  }
  for (int page = 1; page <= count.form_pages && count.missing.size() < kMostMissing; ++page) {
    if (!times.contains(page)) count.missing.push_back(page);
  }
  return count;
}

Findings bind_scan(const PageMarks& pages, const FormIdentity& form, std::string_view clause) {
  Findings findings = strange_pages(pages, form, clause);
  if (!findings.empty()) return findings;
  const PageCount count = count_pages(pages);
  for (const auto& [page, times] : count.doubled) {
    findings.add(stale(clause).number("doubled", page).number("times", times).done());
  }
  // A page whose code cannot be read may be the one that seems to be missing.
  if (count.unread > 0) return findings;
  for (const int page : count.missing) {
    findings.add(stale(clause).number("missing", page).number("form_pages", count.form_pages).done());
  }
  return findings;
}

}  // namespace kaoji::core
