#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <memory>
#include <optional>

#include "adapters/system/head_file.hpp"
#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/demo_forms.hpp"
#include "cli/exit_reminding.hpp"
#include "cli/failure.hpp"
#include "cli/hangup_watch.hpp"
#include "cli/head_keeping.hpp"
#include "cli/installation.hpp"
#include "cli/kept_clock.hpp"
#include "cli/sandbox_state.hpp"
#include "cli/served.hpp"
#include "cli/version.hpp"
#include "http/server.hpp"

namespace kaoji::cli {

namespace {

struct ServeArguments {
  std::optional<std::string> data;
  std::string database;
  bool sandbox = false;
  std::optional<unsigned short> port;
  std::optional<std::string> address;
};

void start_log(const std::string& level) {
  auto log = spdlog::stderr_logger_mt("kaoji");
  log->set_level(spdlog::level::from_str(level));
  log->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  spdlog::set_default_logger(std::move(log));
}

http::ServerOptions server_options(const ServeArguments& arguments, const Settings& settings) {
  http::ServerOptions options;
  options.address = arguments.address.value_or(settings.server.address);
  options.port = arguments.port.value_or(settings.server.port);
  options.gateway = settings.server.gateway;
  options.over_tls = settings.server.over_tls && !arguments.sandbox;
  options.question_threads = settings.database.readers;
  options.slow_threads = std::max(settings.forms.at_a_time, settings.passwords.at_a_time);
  options.scan_threads = settings.scans.at_a_time;
  options.body_bytes = settings.server.bodies_mib << 20U;
  options.version = version();
  return options;
}

/// Serves until SIGINT or SIGTERM. Throws CommandFailed when the database took no more writes: whoever keeps the
/// service running starts it again, and it then goes on from what is on the disk.
void serve_until_stopped(const http::Dependencies& dependencies, const http::ServerOptions& options) {
  // A file that may grow no further is an error to the one who writes it (EFBIG), not the end of everybody's server.
  std::signal(SIGXFSZ, SIG_IGN);
  http::Server server(dependencies, options);
  std::atomic<bool> broken = false;
  dependencies.store.when_stopped([&] {
    broken = true;
    server.stop();
  });
  fmt::print("http://{}:{}\n", options.address, server.port());
  std::fflush(stdout);
  server.run();
  dependencies.store.when_stopped(nullptr);
  if (broken) {
    throw CommandFailed(
        "数据库提交失败，或已被另一个 kaoji 占用，服务已停止；重新启动后以数据库中的数据为准。 A commit failed, or "
        "another kaoji has taken the database, and the server has stopped; started again, it goes on from what the "
        "database holds.");
  }
}

int serve_sandbox(const ServeArguments& arguments) {
  const Whereabouts whereabouts{arguments.data.value_or("build/sandbox"), arguments.database};
  const DataFolder folder(whereabouts.data);
  make_sandbox_folder(folder);
  Served served(folder, whereabouts);
  start_log(served.settings().log.level);
  system::SettableClock clock(base::Instant{}, false);
  SandboxState sandbox(served.store(), served.shelf(), clock, served.crypto());
  sandbox.begin(served.files());
  const HangupWatch watch([&] {
    if (!sandbox.replaced()) served.reload_policies();
  });
  ExitReminding reminding(served.store(), served.shelf(), served.crypto(), [&clock] { return clock.now(); });
  sandbox.when_moved([&reminding] { reminding.look(); });
  auto dependencies = served.dependencies([&clock] { return clock.now(); });
  dependencies.sandbox = &sandbox;
  const DemoForms forms({served.store(), served.files(), dependencies.printer, dependencies.reader,
                         served.shelf().current(), served.crypto()});
  serve_until_stopped(dependencies, server_options(arguments, served.settings()));
  return 0;
}

int serve_installation(const ServeArguments& arguments) {
  const Whereabouts whereabouts{arguments.data.value_or(Whereabouts{}.data), arguments.database};
  const DataFolder folder(whereabouts.data);
  if (!folder.made_by_init()) {
    throw CommandFailed(
        fmt::format("{} 不是 kaoji init 建立的数据目录。 It is no data folder made by kaoji init.", folder.path()));
  }
  refuse_unsafe_place(folder);
  Served served(folder, whereabouts);
  start_log(served.settings().log.level);
  if (holds_sandbox(served.store())) {
    throw CommandFailed("数据库由沙盒写成，不能正式使用。 The database was filled by a sandbox and cannot be served.");
  }
  const KeptClock clock(folder, served.store());
  const HangupWatch watch([&] { served.reload_policies(); });
  const ExitReminding reminding(served.store(), served.shelf(), served.crypto(), [&clock] { return clock.now(); });
  system::HeadFile heads(heads_file(folder, served.settings()));
  const HeadKeeping keeping(served.store(), served.shelf(), served.signing(), heads, [&clock] { return clock.now(); });
  auto dependencies = served.dependencies([&clock] { return clock.now(); });
  dependencies.true_time = dependencies.now;
  dependencies.ready_checks.push_back({"clock", [&clock] {
                                         const auto trouble = clock.trouble();
                                         return !trouble.stepped() && !trouble.unkept;
                                       }});
  // A head is due every ten minutes; the rest is for one that is being tried again.
  dependencies.ready_checks.push_back({"heads", [&keeping] {
                                         const auto age = keeping.age();
                                         return age && *age < std::chrono::minutes(15);
                                       }});
  serve_until_stopped(dependencies, server_options(arguments, served.settings()));
  return 0;
}

int serve(const ServeArguments& arguments) {
  block_hangups();
  return arguments.sandbox ? serve_sandbox(arguments) : serve_installation(arguments);
}

}  // namespace

void add_serve(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand(
      "serve", "启动服务；SIGHUP 重读政策，SIGTERM 停止 Serve; SIGHUP reads the policies again, SIGTERM stops");
  auto arguments = std::make_shared<ServeArguments>();
  command
      ->add_option("--data", arguments->data,
                   "数据目录，默认 kaoji-data；沙盒默认 build/sandbox Data folder, by default kaoji-data, the "
                   "sandbox's build/sandbox")
      ->envname("KAOJI_DATA");
  command->add_option("--db", arguments->database, "数据库地址，默认按配置 Database address, by default the settings'");
  command->add_flag("--sandbox", arguments->sandbox, "沙盒：演示数据，时钟可拨 Sandbox: made-up data, a clock to move");
  command->add_option("--port", arguments->port, "端口，默认按配置（8628） Port, by default the settings' (8628)");
  command->add_option("--listen", arguments->address,
                      "监听地址，默认按配置（127.0.0.1） Address, by default the settings' (127.0.0.1)");
  command->callback([arguments, &action] { action = [arguments] { return serve(*arguments); }; });
}

}  // namespace kaoji::cli
