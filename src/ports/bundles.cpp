#include "ports/bundles.hpp"

namespace kaoji::ports {

MemberSeal BundleWriter::add(std::string_view name, std::string_view bytes) {
  begin(name, static_cast<std::int64_t>(bytes.size()));
  write(bytes);
  return end();
}

}  // namespace kaoji::ports
