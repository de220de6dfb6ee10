#pragma once

#include <optional>
#include <string_view>

#include "http/answer.hpp"
#include "http/request.hpp"

namespace kaoji::http {

/// A file of the web client by the request's path; the client's one page for a path that it draws itself. Nothing for a
/// file that is not there.
[[nodiscard]] std::optional<Answer> client_file(const Request& request);

/// An embedded file by its name, in the encoding that the other side takes best; 304 when it has it already.
[[nodiscard]] std::optional<Answer> embedded_answer(const Request& request, std::string_view name, Shows shows);

/// The readable page of the contract; a plain one when the client was not built.
[[nodiscard]] Answer docs_page(const Request& request);

}  // namespace kaoji::http
