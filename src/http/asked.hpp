#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/access/acts.hpp"
#include "http/answer.hpp"
#include "http/json_writer.hpp"
#include "http/language.hpp"
#include "http/query_reader.hpp"
#include "http/request.hpp"
#include "usecases/context.hpp"
#include "usecases/sign_in.hpp"

namespace kaoji::http {

struct Dependencies;

/// What a handler is told: the request, its place in the table of routes, and who asks. Lives as long as the handler's
/// call.
struct Asked {
  const Request& request;
  std::string_view parameter;  ///< of the path: `{id}` or `{code}`, decoded
  core::Act act{};
  const usecases::Context& context;
  const base::Zone& zone;
  const usecases::SessionActor* session = nullptr;  ///< null only where visitors are let in
  bool sandbox = false;
  std::string_view second_parameter{};         ///< of the path, where its template has two
  const Dependencies* dependencies = nullptr;  ///< what the server works with; always there

  /// The path's `{id}`. Anything but a whole number from 1 answers as an absent object does; 0 stands for it.
  [[nodiscard]] std::int64_t id() const;
  /// Refuses every parameter: this operation takes none.
  void takes_no_query() const { query().done(); }
  /// The language in which whatever is made for a person is to be.
  [[nodiscard]] base::Language language() const { return language_of(request.accept_language); }
  [[nodiscard]] QueryReader query() const { return QueryReader(request.query); }
  [[nodiscard]] JsonWriter json(std::size_t expected_bytes = 1024) const { return JsonWriter(zone, expected_bytes); }
  /// The problem answer of a refusal.
  [[nodiscard]] Answer refused(const usecases::Refusal& refusal) const;
};

/// The query's `revision`, its only parameter; nothing when absent. Throws Fault.
[[nodiscard]] std::optional<std::int64_t> asked_revision(const Request& request);
/// The version in If-Match; nothing when absent or `*`. Throws Fault for anything that is no ETag of ours.
[[nodiscard]] std::optional<std::int64_t> expected_version(const Request& request);
/// As above; throws Fault 428 when absent.
[[nodiscard]] std::int64_t required_version(const Request& request);
/// `"7"`.
[[nodiscard]] std::string etag_of(std::int64_t version);

/// A question: reads, in one snapshot, and answers. Throws Fault for parameters it does not take.
using Question = Answer (*)(ports::Transaction&, const Asked&);

/// A write whose request has been read: what is left to do in the transaction, where it may run more than once.
struct Prepared {
  std::function<Answer(ports::Transaction&, const Asked&)> work;
  bool dry_run = false;     ///< needs no key, keeps no answer
  bool only_reads = false;  ///< a dry run without an audit row: any snapshot will do
  /// What the server's memory has to follow once the change is durable, before it is answered; null: nothing.
  void (*once_durable)(const Dependencies&) = nullptr;
};
/// Reads a write's request. Throws Fault for whatever is wrong with it.
using Prepare = Prepared (*)(const Request&, std::string_view parameter);

}  // namespace kaoji::http
