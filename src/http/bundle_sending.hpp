#pragma once

#include <functional>
#include <memory>
#include <string>

#include "http/site.hpp"

namespace kaoji::http {

/// A bundle that a question has found everything for, and how the other side is to keep it.
struct FoundBundle {
  core::Actor actor;
  std::string file;                                                         ///< for those who know only ASCII
  std::string name;                                                         ///< in Chinese, without `.zip`
  std::function<void(ports::Transaction&, const usecases::Context&)> note;  ///< leaves the audit row
  std::function<void(const ports::BundleSink&)> write;  ///< null: the question's own answer is sent instead
};

/// Finds the bundle in one snapshot, which is let go before the first byte; notes in the audit trail who takes it; then
/// writes it, on a thread for slow work, straight to whoever asked. A bundle that cannot be begun is answered as any
/// failure; one that breaks off is never ended, so that nobody takes it for whole.
void send_bundle(Site& site, const std::shared_ptr<Visit>& visit,
                 std::function<Answer(ports::Transaction&, const Asked&, FoundBundle&)> find);

}  // namespace kaoji::http
