#pragma once

#include <string>
#include <vector>

#include "usecases/context.hpp"

namespace kaoji::usecases {

/// What is meant by a name that was not found.
enum class NameChoice {
  means,      ///< `target`: the institution's code or the certificate's name
  set_aside,  ///< none of ours
  forget      ///< undecided again
};
/// `means`, `set-aside`, `forget`.
[[nodiscard]] std::optional<NameChoice> parse_name_choice(std::string_view text);

struct NameWish {
  core::NameKind kind{};
  std::string code;  ///< of an institution, as in the file; may be empty
  std::string name;  ///< as in the file; may be empty when there is a code
  NameChoice choice{};
  std::string target;
};

/// Remembers decisions on names, for this and all later uploads; all or none. They count from the next comparison on.
/// Refuses `certificate-unknown`, and `not-yours` for an institution that is not there.
[[nodiscard]] Outcome<Done> decide_names(ports::Transaction& tx, const Context& context,
                                         const std::vector<NameWish>& wishes);

/// The names of an upload that nothing told, with what could be meant by each.
struct NamesView {
  struct Row {
    core::UnknownName name;
    std::optional<core::NameDecision> decided;  ///< as it stands now, whether or not it was compared by
    std::vector<core::NameCandidate> candidates;
  };
  std::vector<Row> rows;
};
[[nodiscard]] Outcome<NamesView> read_names(ports::Transaction& tx, const Context& context, std::int64_t id);

}  // namespace kaoji::usecases
