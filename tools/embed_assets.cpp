// embed_assets MANIFEST FOLDER
//
// Writes FOLDER/embedded_table.cpp and FOLDER/embedded_bytes.S, which together hold every file that MANIFEST names
// (lines of name, tab, path). Files a browser asks for are also compressed, so that the server never has to.
#include <brotli/encode.h>
#include <openssl/evp.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Source {
  std::string name;
  fs::path path;
};

/// One run of bytes in the assembly: its label's number, the file to include, its size.
struct Blob {
  std::size_t number;
  fs::path path;
  std::size_t size;
};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

std::vector<Source> read_manifest(const fs::path& path) {
  std::istringstream lines(read_file(path));
  std::vector<Source> sources;
  for (std::string line; std::getline(lines, line);) {
    const auto tab = line.find('\t');
    if (tab == std::string::npos) throw std::runtime_error("manifest: a line without a tab: " + line);
    sources.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  std::ranges::sort(sources, {}, &Source::name);
  return sources;
}

std::string_view content_type(const fs::path& name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 17> types{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".yaml", "application/yaml; charset=utf-8"},
      {".toml", "application/toml; charset=utf-8"},
      {".csv", "text/csv; charset=utf-8"},
      {".txt", "text/plain; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".ico", "image/vnd.microsoft.icon"},
      {".woff", "font/woff"},
      {".woff2", "font/woff2"},
      {".wasm", "application/wasm"},
  }};
  const auto* const found =
      std::ranges::find(types, name.extension().string(), [](const auto& row) { return row.first; });
  return found == types.end() ? "application/octet-stream" : found->second;
}

bool is_worth_compressing(std::string_view name, std::string_view type) {
  const bool served = name.starts_with("web/") || name.starts_with("api/");
  const bool packed_already = type.starts_with("font/woff") || type == "image/png" || type == "image/jpeg";
  return served && !packed_already;
}

std::string gzip(std::string_view plain) {
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, 9, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib does not start");
  std::string packed(deflateBound(&stream, plain.size()), '\0');
  std::string input(plain);
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int outcome = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) throw std::runtime_error("zlib does not finish");
  return packed;
}

std::string brotli(std::string_view plain) {
  std::string packed(BrotliEncoderMaxCompressedSize(plain.size()), '\0');
  std::size_t size = packed.size();
  if (BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, plain.size(),
                            reinterpret_cast<const std::uint8_t*>(plain.data()), &size,
                            reinterpret_cast<std::uint8_t*>(packed.data())) == BROTLI_FALSE)
    throw std::runtime_error("brotli does not finish");
  packed.resize(size);
  return packed;
}

std::string digest(std::string_view plain) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  if (EVP_Digest(plain.data(), plain.size(), hash.data(), nullptr, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("SHA-256 does not work");
  std::string digits;
  for (std::size_t i = 0; i < 8; ++i) {
    constexpr std::string_view hexadecimal = "0123456789abcdef";
    digits += hexadecimal[hash.at(i) >> 4U];
    digits += hexadecimal[hash.at(i) & 15U];
  }
  return digits;
}

/// Collects the table and the assembly while files are added in the order of their names.
class Embedding {
 public:
  explicit Embedding(fs::path folder) : folder_(std::move(folder)) { fs::create_directories(folder_ / "packed"); }

  void add(const Source& source) {
    const std::string plain = read_file(source.path);
    const std::string_view type = content_type(source.name);
    const bool packs = is_worth_compressing(source.name, type);
    rows_ += "    {\"" + source.name + "\",\n     \"" + std::string(type) + "\", \"" + digest(plain) + "\", " +
             (source.name.starts_with("web/assets/") ? "true" : "false") + ",\n     " +
             view_of({next_++, source.path, plain.size()}) + ", " +
             (packs ? packed_view(gzip(plain), plain.size()) : "{}") + ", " +
             (packs ? packed_view(brotli(plain), plain.size()) : "{}") + "},\n";
  }

  void write() const {
    write_file(folder_ / "embedded_bytes.S",
               "  .section .rodata\n" + assembly_ + "  .section .note.GNU-stack,\"\",@progbits\n");
    write_file(folder_ / "embedded_table.cpp",
               "#include \"assets/embedded_files.hpp\"\n\nextern \"C\" {\n" + declarations_ +
                   "}\n\nnamespace kaoji::assets {\n\nnamespace {\n\nconstexpr EmbeddedFile files[] = {\n" + rows_ +
                   "};\n\n}  // namespace\n\nstd::span<const EmbeddedFile> embedded_files() { return files; }\n\n"
                   "}  // namespace kaoji::assets\n");
  }

 private:
  std::string packed_view(std::string_view packed, std::size_t plain_size) {
    if (packed.size() >= plain_size) return "{}";
    const fs::path path = folder_ / "packed" / std::to_string(next_);
    write_file(path, packed);
    return view_of({next_++, path, packed.size()});
  }

  std::string view_of(const Blob& blob) {
    const std::string label = "kaoji_embedded_" + std::to_string(blob.number);
    assembly_ += "  .balign 16\n  .globl " + label + "\n" + label + ":\n  .incbin \"" + blob.path.string() + "\"\n";
    declarations_ += "extern const char " + label + "[];\n";
    return "{" + label + ", " + std::to_string(blob.size) + "}";
  }

  fs::path folder_;
  std::size_t next_ = 0;
  std::string rows_;
  std::string declarations_;
  std::string assembly_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: embed_assets MANIFEST FOLDER\n", stderr);
    return 2;
  }
  try {
    Embedding embedding(argv[2]);
    for (const Source& source : read_manifest(argv[1])) embedding.add(source);
    embedding.write();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "embed_assets: %s\n", error.what());
    return 1;
  }
}
