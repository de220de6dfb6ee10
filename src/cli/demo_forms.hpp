#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "core/policy/policy_book.hpp"
#include "ports/crypto.hpp"
#include "ports/files.hpp"
#include "ports/forms.hpp"
#include "ports/scans.hpp"
#include "ports/store.hpp"

namespace kaoji::cli {

/// What the demo world's forms are made with. All references must outlive whoever has it.
struct FormTools {
  ports::Store& store;
  ports::FileStore& files;
  const ports::FormPrinter& printer;
  const ports::ScanReader& reader;
  std::shared_ptr<const core::PolicyBook> book;
  const ports::Crypto& crypto;
};

/// Puts a real print in the place of the one page that says MADE UP, for each application of the demo world that awaits
/// a decision: with a seal and signatures that say 演示, one without a seal, one without a signature, each read by the
/// reader of scans. Goes on where an earlier call stopped; ends when asked to, or when another world stands.
void sign_demo_forms(const FormTools& tools, const std::stop_token& stop);

/// Does so on a thread of its own, because it takes seconds; a little after it is made, so that a world that is
/// replaced at once costs nothing. Stops when it goes.
class DemoForms {
 public:
  explicit DemoForms(FormTools tools);

 private:
  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::jthread thread_;
};

}  // namespace kaoji::cli
