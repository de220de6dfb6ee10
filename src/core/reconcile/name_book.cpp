#include "core/reconcile/name_book.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "base/words.hpp"
#include "core/reconcile/cell_text.hpp"

namespace kaoji::core {

namespace {

constexpr std::array<std::string_view, 2> kKinds{"institution", "certificate"};
constexpr std::array<std::string_view, 6> kFoundBy{"code", "name", "former-name", "decision", "set-aside", "nothing"};
constexpr int kLeastLikeness = 30;

/// The characters of a key, each a piece of it.
std::vector<std::string_view> characters(std::string_view key) {
  std::vector<std::string_view> all;
  for (std::size_t from = 0; from < key.size();) {
    std::size_t end = from + 1;
    while (end < key.size() && (static_cast<unsigned char>(key[end]) & 0xC0U) == 0x80U) ++end;
    all.push_back(key.substr(from, end - from));
    from = end;
  }
  return all;
}

/// Pairs of neighbours, sorted; of a single character, itself.
std::vector<std::string> pairs_of(std::string_view key) {
  const auto all = characters(key);
  std::vector<std::string> pairs;
  for (std::size_t i = 0; i + 1 < all.size(); ++i) pairs.push_back(std::string(all[i]) + std::string(all[i + 1]));
  if (all.size() == 1) pairs.emplace_back(all.front());
  std::ranges::sort(pairs);
  return pairs;
}

int likeness(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t both = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) {
      ++both;
      ++i;
      ++j;
    } else if (*i < *j) {
      ++i;
    } else {
      ++j;
    }
  }
  return static_cast<int>(200 * both / (a.size() + b.size()));
}

template <class Index>
auto find_in(const Index& index, const std::string& key) {
  const auto found = index.find(key);
  return found == index.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

std::string_view to_text(NameKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}

std::optional<NameKind> parse_name_kind(std::string_view text) {
  return base::enumerator_of<NameKind>(kKinds, text);
}

std::string_view to_text(FoundBy by) {
  return kFoundBy[static_cast<std::size_t>(by)];
}

std::optional<FoundBy> parse_found_by(std::string_view text) {
  return base::enumerator_of<FoundBy>(kFoundBy, text);
}

std::string NameBook::key_of_institution(std::string_view code, std::string_view name) {
  return name.empty() ? "#" + name_key(plain_cell(code)) : name_key(plain_cell(name));
}

std::string NameBook::key_of_certificate(std::string_view text) {
  return certificate_words(plain_cell(text)).key;
}

void NameBook::add(const Institution& institution, const std::vector<std::string>& former_names) {
  institutions_.emplace(institution.id, institution);
  by_code_.emplace(name_key(plain_cell(institution.code)), institution.id);
  const auto add_name = [&](Index<InstitutionId>& index, const std::string& name) {
    const auto [place, fresh] = index.emplace(name_key(plain_cell(name)), institution.id);
    if (!fresh && place->second != institution.id) place->second = {};
  };
  add_name(by_name_, institution.name);
  for (const std::string& name : former_names) add_name(by_former_name_, name);
}

void NameBook::add(const Certificate& certificate) {
  certificates_.emplace(certificate.id, certificate.name);
  const auto [place, fresh] = by_certificate_.emplace(key_of_certificate(certificate.name), certificate.id);
  if (!fresh && place->second != certificate.id) place->second = {};
}

void NameBook::decide(const NameDecision& decision) {
  if (decision.kind == NameKind::institution) {
    const auto target = decision.target.empty() ? std::optional(InstitutionId{})
                                                : find_in(by_code_, name_key(plain_cell(decision.target)));
    if (target) decided_institutions_.insert_or_assign(decision.key, *target);
    return;
  }
  const auto target = decision.target.empty() ? std::optional(CertificateId{})
                                              : find_in(by_certificate_, key_of_certificate(decision.target));
  if (target) decided_certificates_.insert_or_assign(decision.key, *target);
}

NameBook::Found<InstitutionId> NameBook::institution(std::string_view code, std::string_view name) const {
  if (!code.empty()) {
    if (const auto id = find_in(by_code_, name_key(plain_cell(code)))) return {FoundBy::code, *id};
  }
  if (!name.empty()) {
    const std::string key = name_key(plain_cell(name));
    if (const auto id = find_in(by_name_, key); id && id->some()) return {FoundBy::name, *id};
    if (const auto id = find_in(by_former_name_, key); id && id->some()) return {FoundBy::former_name, *id};
  }
  const auto decided = find_in(decided_institutions_, key_of_institution(code, name));
  if (!decided) return {};
  return {decided->some() ? FoundBy::decision : FoundBy::set_aside, *decided};
}

NameBook::Found<CertificateId> NameBook::certificate(std::string_view text) const {
  const std::string key = key_of_certificate(text);
  if (const auto id = find_in(by_certificate_, key); id && id->some()) return {FoundBy::name, *id};
  const auto decided = find_in(decided_certificates_, key);
  if (!decided) return {};
  return {decided->some() ? FoundBy::decision : FoundBy::set_aside, *decided};
}

const Institution& NameBook::institution(InstitutionId id) const {
  const auto found = institutions_.find(id);
  base::check(found != institutions_.end(), "an institution that is not in the book of names");
  return found->second;
}

const std::string& NameBook::certificate_name(CertificateId id) const {
  const auto found = certificates_.find(id);
  base::check(found != certificates_.end(), "a certificate that is not in the book of names");
  return found->second;
}

std::vector<NameCandidate> NameBook::candidates(NameKind kind, std::string_view name, std::size_t most) const {
  const bool schools = kind == NameKind::institution;
  const auto wanted = pairs_of(schools ? name_key(plain_cell(name)) : key_of_certificate(name));
  std::vector<NameCandidate> found;
  const auto offer = [&](const std::string& code, const std::string& own, const std::string& key) {
    const int like = likeness(wanted, pairs_of(key));
    if (like >= kLeastLikeness) found.push_back({code, own, like});
  };
  if (schools) {
    for (const auto& [id, each] : institutions_) offer(each.code, each.name, name_key(plain_cell(each.name)));
  } else {
    for (const auto& [id, each] : certificates_) offer({}, each, key_of_certificate(each));
  }
  std::ranges::sort(found, [](const NameCandidate& a, const NameCandidate& b) {
    return a.likeness != b.likeness ? a.likeness > b.likeness : a.name < b.name;
  });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace kaoji::core
