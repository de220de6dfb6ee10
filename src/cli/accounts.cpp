#include "cli/accounts.hpp"

#include <fmt/format.h>

#include "cli/failure.hpp"

namespace kaoji::cli {

namespace {

std::string sentence_of(const usecases::Refusal& refusal, const std::string& login) {
  if (refusal.clash) return fmt::format("{} {}", refusal.clash->zh, refusal.clash->en);
  return fmt::format("没有登录名 {}。 There is no login {}.", login, login);
}

/// Runs `act` in one transaction and gives its value.
template <class Act>
auto settled(Installation& installation, const std::string& login, const Act& act) {
  using Result = decltype(act(std::declval<ports::Transaction&>(), std::declval<const usecases::Context&>()));
  std::optional<Result> outcome;
  installation.write(
      [&](ports::Transaction& tx, const usecases::Context& context) { outcome.emplace(act(tx, context)); });
  if (!*outcome) throw CommandFailed(sentence_of(outcome->error(), login));
  return std::move(*outcome).value();
}

}  // namespace

std::string add_account(Installation& installation, const std::string& login, const std::string& display_name,
                        const usecases::Belonging& belonging) {
  return settled(installation, login,
                 [&](ports::Transaction& tx, const usecases::Context& context) {
                   return usecases::add_account(tx, context, login, display_name, belonging);
                 })
      .secret;
}

std::string reset_account(Installation& installation, const std::string& login) {
  return settled(installation, login,
                 [&](ports::Transaction& tx, const usecases::Context& context) {
                   return usecases::reset_account(tx, context, login);
                 })
      .secret;
}

void reset_factor(Installation& installation, const std::string& login) {
  (void)settled(installation, login, [&](ports::Transaction& tx, const usecases::Context& context) {
    return usecases::reset_factor(tx, context, login);
  });
}

void set_disabled(Installation& installation, const std::string& login, bool disabled) {
  (void)settled(installation, login, [&](ports::Transaction& tx, const usecases::Context& context) {
    return usecases::set_disabled(tx, context, login, disabled);
  });
}

void change_role(Installation& installation, const std::string& login, const usecases::Belonging& belonging) {
  (void)settled(installation, login, [&](ports::Transaction& tx, const usecases::Context& context) {
    return usecases::change_account(tx, context, login, std::nullopt, belonging);
  });
}

}  // namespace kaoji::cli
