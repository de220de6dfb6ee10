#pragma once

#include <map>
#include <string>

#include "cli/replay/api_session.hpp"
#include "cli/replay/theatre.hpp"

namespace kaoji::cli::replay {

/// A story's application as the server knows it.
struct ApiApplication {
  std::int64_t id = 0;
  std::string institution;  ///< that it was created for, the only one that sees its drafts
};

/// A story's acts as requests to the API, by the actor that the session already is.
class ApiActs {
 public:
  ApiActs(ApiSession& session, std::map<std::string, ApiApplication>& applications)
      : session_(session), applications_(applications) {}

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
  [[nodiscard]] Verdict post(const std::string& path, const std::string& body) const;
  [[nodiscard]] Verdict upload(const std::string& path) const;
  [[nodiscard]] Verdict hand_in(const std::string& path, const std::vector<usecases::LineInput>& lines,
                                FormHandedIn form) const;
  [[nodiscard]] std::string path_of(const std::string& story_id) const;

  ApiSession& session_;
  std::map<std::string, ApiApplication>& applications_;
};

}  // namespace kaoji::cli::replay
