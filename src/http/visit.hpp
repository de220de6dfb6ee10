#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/exchange.hpp"
#include "http/failure.hpp"
#include "usecases/context.hpp"

namespace kaoji::http {

/// One request on its way through the server: what is known of it before anyone has looked into the store.
struct Visit {
  std::shared_ptr<Exchange> exchange;
  std::shared_ptr<const core::PolicyBook> book;
  usecases::Context context;   ///< nobody's yet: the actor comes with the session
  std::string_view parameter;  ///< of the path
  core::Act act{};
  std::string_view second_parameter;
  std::string token;  ///< of the session; empty: none
  std::string token_digest;

  [[nodiscard]] const Request& request() const { return exchange->request(); }
  [[nodiscard]] const base::Zone& zone() const { return context.book.zone(context.now); }
  [[nodiscard]] ProblemContext problem_context() const { return {request().id, context.now, zone(), book.get()}; }
  void answer(Answer answer) const { exchange->answer(std::move(answer)); }
  void fail(const std::exception_ptr& failure) const { answer(answer_of_failure(failure, problem_context())); }
  void fail(const Fault& fault) const { answer(problem_of(fault, problem_context())); }
};

}  // namespace kaoji::http
