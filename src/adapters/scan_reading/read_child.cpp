#include "adapters/scan_reading/read_child.hpp"

#include <string_view>

#include "adapters/scan_reading/child_input.hpp"
#include "adapters/scan_reading/read_scan.hpp"
#include "adapters/scan_reading/reading_wire.hpp"

namespace kaoji::scan_reading {

int run_read_child(int, char**) {
  return with_input([](std::string_view pdf) {
    const auto reading = read_scan(pdf, [](const ports::ReadPage& page, int all) { say(encode_page(page, all)); });
    if (!reading) {
      return 2;
    }
    say(encode_end(*reading));
    return 0;
  });
}

}  // namespace kaoji::scan_reading
