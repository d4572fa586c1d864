// The outcome of an operation on the outside world: a value, or the reason why there is none.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "stackdrag/ensure.h"

namespace stackdrag {

/// Why an operation failed: a sentence without a full stop, to be shown after "stackdrag: ".
struct Failure {
  std::string message;
};

template <class T>
class Result {
 public:
  Result(T value) : outcome_(std::move(value)) {}            // NOLINT: returning a value is the point
  Result(Failure failure) : outcome_(std::move(failure)) {}  // NOLINT

  bool ok() const { return outcome_.index() == 0; }
  T& value() { return ensure(ok(), "a failure has no value"), std::get<0>(outcome_); }
  const T& value() const { return ensure(ok(), "a failure has no value"), std::get<0>(outcome_); }
  const Failure& failure() const { return ensure(!ok(), "a value is no failure"), std::get<1>(outcome_); }

 private:
  std::variant<T, Failure> outcome_;
};

}  // namespace stackdrag
