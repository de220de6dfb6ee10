#pragma once

#include "http/request.hpp"

namespace kaoji::http {

/// What a write's body may be.
enum class BodyType {
  json,
  none,  ///< nothing at all; a media type other than JSON is refused all the same, because a foreign form could send it
  book,  ///< an XLSX book
  table,  ///< a table: text (text/csv) or a book (XLSX)
  scan    ///< a PDF, or photos of pages as multipart/form-data
};

/// Refuses (by Fault: csrf-refused, media-type-unsupported, body-too-large) what a foreign page could have sent:
/// another origin, another site, a media type that forms can send (trust.md S6). The session's token is compared where
/// the session is known. `with_session`: a write of a session, which must bring a token at all.
void guard_write(const Request& request, BodyType type, bool with_session);

/// Are the two the same, in a time that does not tell where they differ?
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

}  // namespace kaoji::http
