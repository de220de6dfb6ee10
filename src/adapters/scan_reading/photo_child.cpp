#include "adapters/scan_reading/photo_child.hpp"

#include <string_view>

#include "adapters/scan_reading/child_input.hpp"
#include "adapters/scan_reading/join_photos.hpp"
#include "adapters/scan_reading/photo_wire.hpp"

namespace kaoji::scan_reading {

int run_photo_child(int, char**) {
  return with_input([](std::string_view input) {
    say(encode_joined(join_photos(decode_photos(input), [](int photo) { say(encode_begun(photo)); })));
    return 0;
  });
}

}  // namespace kaoji::scan_reading
