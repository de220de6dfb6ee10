#include "http/message_watch.hpp"

#include <http_parser.h>

#include <limits>

#include "http/limits.hpp"

namespace kaoji::http {

struct MessageWatch::Parts {
  http_parser parser{};
  http_parser_settings settings{};
  Stage stage = Stage::head;
  std::size_t fields = 0;
  bool in_name = false;
  std::size_t body = 0;  ///< bytes of a chunked body so far, and what its chunks cost besides
  bool chunked = false;
};

namespace {

/// What the parser behind us keeps of each chunk: without counting it, chunks of one byte would cost fifty times what
/// they bring.
constexpr std::size_t kChunkCost = 64;
constexpr int kStop = -1;

}  // namespace

MessageWatch::MessageWatch() : parts_(std::make_unique<Parts>()) {
  http_parser_settings& settings = parts_->settings;
  http_parser_settings_init(&settings);
  settings.on_header_field = [](http_parser* parser, const char*, std::size_t) {
    Parts& parts = *static_cast<Parts*>(parser->data);
    if (!parts.in_name && ++parts.fields > kHeaderFields) {
      parts.stage = Stage::too_many_fields;
      return kStop;
    }
    parts.in_name = true;
    return 0;
  };
  settings.on_header_value = [](http_parser* parser, const char*, std::size_t) {
    static_cast<Parts*>(parser->data)->in_name = false;
    return 0;
  };
  settings.on_headers_complete = [](http_parser* parser) {
    Parts& parts = *static_cast<Parts*>(parser->data);
    parts.stage = Stage::body;
    parts.chunked = (parser->flags & F_CHUNKED) != 0;
    return 0;
  };
  settings.on_chunk_header = [](http_parser* parser) {
    static_cast<Parts*>(parser->data)->body += kChunkCost;
    return 0;
  };
  settings.on_body = [](http_parser* parser, const char*, std::size_t length) {
    Parts& parts = *static_cast<Parts*>(parser->data);
    parts.body += length;
    if (parts.body <= kScanBytes) return 0;
    parts.stage = Stage::body_too_large;
    return kStop;
  };
  settings.on_message_complete = [](http_parser* parser) {
    static_cast<Parts*>(parser->data)->stage = Stage::complete;
    http_parser_pause(parser, 1);
    return 0;
  };
  begin();
}
MessageWatch::~MessageWatch() = default;

void MessageWatch::begin() {
  http_parser_init(&parts_->parser, HTTP_REQUEST);
  parts_->parser.data = parts_.get();
  parts_->stage = Stage::head;
  parts_->fields = 0;
  parts_->in_name = false;
  parts_->body = 0;
  parts_->chunked = false;
}

std::size_t MessageWatch::saw(std::string_view bytes) {
  if (stage() != Stage::head && stage() != Stage::body) return 0;
  const std::size_t taken = http_parser_execute(&parts_->parser, &parts_->settings, bytes.data(), bytes.size());
  const auto error = HTTP_PARSER_ERRNO(&parts_->parser);
  const bool refused = stage() == Stage::too_many_fields || stage() == Stage::body_too_large;
  if (!refused && error != HPE_OK && error != HPE_PAUSED) parts_->stage = Stage::broken;
  return taken;
}

MessageWatch::Stage MessageWatch::stage() const {
  return parts_->stage;
}

std::optional<std::size_t> MessageWatch::length() const {
  // The parser counts it down; it is asked for at the end of the head, where it stands whole.
  const auto length = parts_->parser.content_length;
  if (length == std::numeric_limits<decltype(length)>::max()) return std::nullopt;
  return static_cast<std::size_t>(length);
}

bool MessageWatch::chunked() const {
  return parts_->chunked;
}

bool MessageWatch::upgrades() const {
  return parts_->parser.upgrade != 0;
}

}  // namespace kaoji::http
