#include <boost/json/value.hpp>
#include <exception>
#include <string>
#include <vector>

#include "adapters/catalogue_csv/catalogue_rows.hpp"
#include "adapters/policy_toml/read_policy.hpp"
#include "fuzz/promise.hpp"
#include "fuzz/targets.hpp"
#include "http/fault.hpp"
#include "http/head_guard.hpp"
#include "http/json_parsing.hpp"
#include "http/percent_decoding.hpp"
#include "http/photo_parts.hpp"
#include "http/query_reader.hpp"
#include "http/text_rules.hpp"

namespace kaoji::fuzz {
namespace {

constexpr std::size_t kLongestText = 1000;
constexpr int kFirstOfTheServers = 500;

/// Runs it; a fault must be the client's, and say so in both languages.
template <class Work>
void as_a_client(const Work& work) {
  try {
    work();
  } catch (const http::Fault& fault) {
    promise(fault.status >= 400 && fault.status < kFirstOfTheServers, "what a client sends is the client's fault");
    promise(!fault.zh.empty() && !fault.en.empty(), "a refusal says why in both languages");
  }
}

/// What the guard of a connection says of these bytes when they come in pieces of that size.
http::HeadGuard::Verdict verdict_of(std::string_view bytes, std::size_t piece) {
  http::HeadGuard guard;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    const auto verdict = guard.saw(bytes.substr(at, piece), [] { return base::Instant{}; });
    if (verdict != http::HeadGuard::Verdict::fine) return verdict;
  }
  return http::HeadGuard::Verdict::fine;
}

void try_query(std::string_view query) {
  as_a_client([query] {
    http::QueryReader reader(query);
    const auto text = reader.text("q", 64);
    promise(!text || http::is_utf8(*text), "a parameter is text");
    (void)reader.list("id", 16);
    (void)reader.integer("n", 1, 200);
    (void)reader.instant("at");
    (void)reader.limit();
    reader.done();
  });
}

void try_texts(const boost::json::value& value) {
  if (const auto* const text = value.if_string()) {
    for (const auto form : {http::TextForm::names, http::TextForm::numbers}) {
      as_a_client([text, form] {
        const http::TextRule rule{.max_characters = kLongestText, .form = form};
        const std::string admitted = http::admitted_text({text->data(), text->size()}, rule, "field");
        promise(http::is_utf8(admitted), "what is admitted is text");
        promise(http::admitted_text(admitted, {.max_characters = admitted.size(), .form = form}, "field") == admitted,
                "what was admitted is admitted as it is");
      });
    }
  } else if (const auto* const items = value.if_array()) {
    for (const auto& item : *items) try_texts(item);
  } else if (const auto* const object = value.if_object()) {
    for (const auto& member : *object) try_texts(member.value());
  }
}

}  // namespace

void try_http(std::string_view bytes) {
  promise((verdict_of(bytes, bytes.size() + 1) == http::HeadGuard::Verdict::fine) ==
              (verdict_of(bytes, 7) == http::HeadGuard::Verdict::fine),
          "a request is refused or not, in whatever pieces it comes");
  const std::size_t mark = bytes.find('?');
  if (const auto path = http::percent_decoded(bytes.substr(0, mark), false))
    promise(http::is_utf8(*path), "a path is text");
  if (mark != std::string_view::npos) try_query(bytes.substr(mark + 1));
}

void try_json(std::string_view bytes) {
  as_a_client([bytes] { try_texts(http::parsed_json(bytes, {})); });
}

void try_multipart(std::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  const std::string_view type = bytes.substr(0, end);
  const std::string_view body = end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
  const auto boundary = http::multipart_boundary(type);
  if (!boundary) return;
  as_a_client([&] {
    const auto photos = http::read_photos(*boundary, body);
    promise(!photos.empty() && photos.size() <= http::kPhotos, "an upload has 1 to 50 photos");
    for (const auto& photo : photos) promise(photo.size() <= body.size(), "a photo is a part of the upload");
  });
}

void try_policy(std::string_view bytes) {
  const auto policy = policy_toml::read_policy(bytes);
  if (policy) return;
  promise(!policy.error().empty(), "a policy that was not read says why");
  for (const auto& error : policy.error()) promise(!error.zh.empty() && !error.en.empty(), "in both languages");
}

void try_csv(std::string_view bytes) {
  const std::size_t first = bytes.find('\0');
  const std::size_t second = first == std::string_view::npos ? first : bytes.find('\0', first + 1);
  const auto piece = [bytes](std::size_t from, std::size_t to) {
    return from == std::string_view::npos ? std::string_view() : bytes.substr(from, to == bytes.npos ? to : to - from);
  };
  catalogue_csv::CatalogueTexts texts;
  texts.certificates = piece(0, first);
  texts.bureaus = piece(first == bytes.npos ? first : first + 1, second);
  texts.institutions = piece(second == bytes.npos ? second : second + 1, bytes.npos);
  catalogue_csv::Catalogue catalogue;
  const auto errors = catalogue_csv::add_catalogue(catalogue, texts);
  if (errors.empty()) return;
  promise(catalogue.certificates.empty() && catalogue.institutions.empty() && catalogue.bureaus.empty(),
          "a catalogue with an error leaves nothing behind");
  for (const auto& error : errors) promise(!error.zh.empty() && !error.en.empty(), "an error has its words");
}

}  // namespace kaoji::fuzz
