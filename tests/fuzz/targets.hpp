#pragma once

#include <array>
#include <string_view>

namespace kaoji::fuzz {

// What is tried on bytes from strangers. Each returns for any bytes, or aborts with a sentence when what came out is
// not what the function that it tries promises.

/// scan_checks::read_structure, in the child that inspects.
void try_structure(std::string_view bytes);
/// scan_reading::read_scan, in the child that reads, and what it tells its parent. The bytes are a PDF file that passed
/// the inspection, as in the program; others are not tried.
void try_reading(std::string_view bytes);
/// scan_reading::join_photos of one photo, in the child that joins, and what it tells its parent.
void try_photo(std::string_view bytes);
/// What the server itself reads: the answers of children that were taken over, and the parts of an upload.
void try_answer(std::string_view bytes);

/// sheets_xlsx::read_book, in the child that reads, and what it tells its parent.
void try_book(std::string_view bytes);
/// The same of a book whose sheet, shared texts and styles are the pieces between NUL characters: what a ZIP would hide
/// from whoever changes bytes by chance.
void try_cells(std::string_view bytes);
/// platform_csv::CsvTables::read, in the server itself, and what the core makes of the rows.
void try_table(std::string_view bytes);

/// http::HeadGuard on a connection's bytes, and the decoding of a path and its parameters, in the server itself.
void try_http(std::string_view bytes);
/// http::parsed_json, and the rules for the texts in it.
void try_json(std::string_view bytes);
/// http::multipart_boundary of the first line and http::read_photos of the rest.
void try_multipart(std::string_view bytes);
/// policy_toml::read_policy.
void try_policy(std::string_view bytes);
/// catalogue_csv::add_catalogue: certificates, bureaus and institutions, with NUL characters between them.
void try_csv(std::string_view bytes);

/// cli::replay::read_story_text; the policy that it names is one that is in order.
void try_story(std::string_view bytes);

/// A target by its name: that of its folder in tests/fuzz/corpus.
struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
};
inline constexpr std::array kTargets{
    Target{"structure", try_structure}, Target{"reading", try_reading}, Target{"photo", try_photo},
    Target{"answer", try_answer},       Target{"book", try_book},       Target{"cells", try_cells},
    Target{"table", try_table},         Target{"http", try_http},       Target{"json", try_json},
    Target{"multipart", try_multipart}, Target{"policy", try_policy},   Target{"csv", try_csv},
    Target{"story", try_story}};

}  // namespace kaoji::fuzz
