#pragma once

#include <string_view>

namespace boost::json {
class value;
class storage_ptr;
}  // namespace boost::json

namespace kaoji::http {

/// The value of a JSON text, kept in `storage`. Throws Fault (400): body-too-large, json-syntax, json-depth,
/// json-encoding, json-duplicate-key.
[[nodiscard]] boost::json::value parsed_json(std::string_view text, const boost::json::storage_ptr& storage);

}  // namespace kaoji::http
