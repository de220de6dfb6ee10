#pragma once

#include <utility>
#include <variant>

#include "base/check.hpp"

namespace kaoji::base {

/// Either a value or the reason why there is none. Reading the side that is not there is a BrokenAssumption.
/// `T` and `E` must differ; make one with `Result<T, E>{value}` or `Result<T, E>{error}`.
template <class T, class E>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(E error) : held_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] const T& value() const& {
    check(ok(), "Result: value() of an error");
    return std::get<0>(held_);
  }
  [[nodiscard]] T&& value() && {
    check(ok(), "Result: value() of an error");
    return std::get<0>(std::move(held_));
  }
  [[nodiscard]] const E& error() const& {
    check(!ok(), "Result: error() of a value");
    return std::get<1>(held_);
  }
  [[nodiscard]] E&& error() && {
    check(!ok(), "Result: error() of a value");
    return std::get<1>(std::move(held_));
  }

  const T& operator*() const& { return value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, E> held_;
};

}  // namespace kaoji::base
