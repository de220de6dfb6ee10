#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/security_headers.hpp"

namespace kaoji::http {

inline constexpr std::string_view kJsonType = "application/json";
inline constexpr std::string_view kProblemType = "application/problem+json";
inline constexpr std::string_view kPdfType = "application/pdf";
inline constexpr std::string_view kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
inline constexpr std::string_view kZipType = "application/zip";
inline constexpr std::string_view kTextType = "text/plain; charset=utf-8";
inline constexpr std::string_view kCsvType = "text/csv; charset=utf-8";

/// How long the other side may keep an answer.
enum class Keep {
  never,    ///< no-store: whatever depends on who asks
  ask_us,   ///< no-cache: may be kept, must be asked for again with its ETag
  for_ever  ///< immutable: its name changes with its content
};

/// The field Cache-Control for it.
[[nodiscard]] std::string_view cache_control(Keep keep);

/// A whole answer, ready to be sent; security headers are added on the way out.
struct Answer {
  int status = 200;
  std::string_view content_type = kJsonType;  ///< lives as long as the program; empty: no body
  std::string body;
  std::string_view fixed_body;  ///< instead of `body`: bytes that live as long as the program
  Keep keep = Keep::never;
  std::vector<std::pair<std::string_view, std::string>> headers;  ///< names live as long as the program
  Shows shows = Shows::data;
  /// What is kept for a repeated request instead of the body, when that holds what is shown once only.
  std::optional<std::string> kept_body;
  bool denied = false;  ///< not the asker's: the audit trail wants to know
  bool closes = false;  ///< the connection ends after this answer

  [[nodiscard]] std::string_view bytes() const { return fixed_body.empty() ? std::string_view(body) : fixed_body; }
};

/// 204 without a body.
[[nodiscard]] Answer no_content();
/// A PDF under that name, which a browser may show in its place.
[[nodiscard]] Answer pdf_answer(std::string bytes, std::string_view name, Shows shows);
/// The field Content-Disposition of a file to keep: its name in ASCII and, for those who know it (RFC 6266), in
/// Chinese.
[[nodiscard]] std::string attachment(std::string_view ascii_name, std::string_view name);
/// JSON with a status.
[[nodiscard]] Answer json_answer(std::string body, int status = 200);

}  // namespace kaoji::http
