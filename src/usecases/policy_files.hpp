#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/policy/policy_book.hpp"
#include "ports/policy_reader.hpp"
#include "usecases/context.hpp"

namespace kaoji::usecases {

enum class PolicyState { draft, coming, in_force, past };
/// `draft`, `coming`, `in-force`, `past`.
[[nodiscard]] std::string_view to_text(PolicyState state);

/// A policy with its file.
struct PolicyView {
  core::Policy policy;  ///< from the day on which it is in force; a draft's from the day that its file names
  std::string text;     ///< of the file
  base::Date own_effective_from{};  ///< as the file says
  PolicyState state{};
  std::optional<base::Date> until;        ///< its last day, where a later policy takes over
  std::optional<ports::PolicyFile> file;  ///< of an uploaded one; nothing: it came with the program or its data folder
  bool readable = true;                   ///< false: a draft of another version of the program
};

/// What it takes to work with policy files. Both outlive it.
struct PolicyDesk {
  const ports::PolicyReader& reader;
  const std::vector<ports::NoticeFile>& files;  ///< those of the program and of the data folder
};

/// Why an act on a policy file was not done: a refusal as of any act or, with sentences, what is wrong with the file or
/// with the day.
struct PolicyRefusal {
  Refusal refusal;
  std::string field;  ///< of the request
  std::string zh;
  std::string en;
};
template <class T>
using PolicyOutcome = base::Result<T, PolicyRefusal>;

/// The policies that were uploaded and put in force, each from its day. Throws std::runtime_error for one that this
/// program cannot read: decisions rest on it.
[[nodiscard]] std::vector<core::Policy> uploaded_policies(ports::Transaction& tx, const ports::PolicyReader& reader);

/// All policies: drafts first, then by the day from which they are in force, the latest in front.
[[nodiscard]] std::vector<PolicyView> all_policies(ports::Transaction& tx, const Context& context,
                                                   const PolicyDesk& desk);
/// As above, for the act policy-list.
[[nodiscard]] Outcome<std::vector<PolicyView>> list_policies(ports::Transaction& tx, const Context& context,
                                                             const PolicyDesk& desk);
/// One of them; for `act`, which reads policies.
[[nodiscard]] Outcome<PolicyView> read_policy_file(ports::Transaction& tx, const Context& context,
                                                   const PolicyDesk& desk, core::Act act, std::string_view id);

/// 上传: keeps a file as a draft. Refused: a file that is not wholly understood, an id that there is already.
[[nodiscard]] PolicyOutcome<PolicyView> save_policy(ports::Transaction& tx, const Context& context,
                                                    const PolicyDesk& desk, const std::string& text);
/// Puts another text in the place of a draft's; the id stays.
[[nodiscard]] PolicyOutcome<PolicyView> replace_policy(ports::Transaction& tx, const Context& context,
                                                       const PolicyDesk& desk, std::string_view id,
                                                       std::int64_t version, const std::string& text);
/// Takes a draft away.
[[nodiscard]] PolicyOutcome<Done> discard_policy(ports::Transaction& tx, const Context& context, std::string_view id,
                                                 const PolicyDesk& desk, std::int64_t version);

}  // namespace kaoji::usecases
