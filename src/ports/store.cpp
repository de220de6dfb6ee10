#include "ports/store.hpp"

#include <future>
#include <memory>

namespace kaoji::ports {

void Store::write_and_wait(Work work) {
  auto finished = std::make_shared<std::promise<void>>();
  auto waiting = finished->get_future();
  write(std::move(work), [finished](std::exception_ptr failure) {
    if (failure) {
      finished->set_exception(failure);
    } else {
      finished->set_value();
    }
  });
  waiting.get();
}

}  // namespace kaoji::ports
