#pragma once

#include <stdexcept>
#include <string>

namespace kaoji::system {

/// A key file that is not there, cannot be made, is open to others or holds no key.
class BadKeyFile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Makes a key file with 32 random bytes, readable by its owner alone (0600), on disk when this returns. Throws
/// BadKeyFile when there already is such a file: a new key would shut out every password.
void make_key_file(const std::string& path);

/// The 32 bytes of a key file. Throws BadKeyFile, also when others than its owner may read it.
[[nodiscard]] std::string read_key_file(const std::string& path);

/// A key for a store that does not outlive this process, such as a replayed story's.
[[nodiscard]] std::string passing_key();

}  // namespace kaoji::system
