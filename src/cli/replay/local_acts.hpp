#pragma once

#include <functional>
#include <map>
#include <string>

#include "cli/replay/theatre.hpp"
#include "usecases/context.hpp"

namespace kaoji::cli::replay {

/// A story's acts as use cases, each in a transaction of its own.
class LocalActs {
 public:
  using ContextMaker = std::function<usecases::Context(ports::Transaction&)>;

  LocalActs(ports::Store& store, std::map<std::string, core::ApplicationId>& applications, ContextMaker context)
      : store_(store), applications_(applications), context_(std::move(context)) {}

  [[nodiscard]] Verdict play(const Apply& apply) const;
  [[nodiscard]] Verdict play(const Resubmit& resubmit) const;
  [[nodiscard]] Verdict play(const Withdraw& withdraw) const;
  [[nodiscard]] Verdict play(const Review& review) const;
  [[nodiscard]] Verdict play(const Register& act) const;
  [[nodiscard]] Verdict play(const Admit& act) const;
  [[nodiscard]] Verdict play(const SwitchPlatform& act) const;
  [[nodiscard]] Verdict play(const Extend& act) const;
  [[nodiscard]] Verdict play(const Waive& act) const;
  [[nodiscard]] Verdict play(const CloseCertificate& act) const;
  [[nodiscard]] Verdict play(const Assess& act) const;
  [[nodiscard]] Verdict play(const PlaceHold& act) const;
  [[nodiscard]] Verdict play(const RunExit& act) const;

 private:
  template <class UseCase>
  [[nodiscard]] Verdict write(const UseCase& use_case) const;
  [[nodiscard]] Verdict attach(core::ApplicationId id) const;
  [[nodiscard]] Verdict hand_in(core::ApplicationId id, const std::vector<usecases::LineInput>& lines,
                                FormHandedIn form) const;
  [[nodiscard]] core::ApplicationId id_of(const std::string& story_id) const;

  ports::Store& store_;
  std::map<std::string, core::ApplicationId>& applications_;
  ContextMaker context_;
};

}  // namespace kaoji::cli::replay
