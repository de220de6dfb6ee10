#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace kaoji::golden {

/// A PDF file put together object by object, also a broken or a hostile one. Object 1 is the catalogue, object 2 the
/// root of the page tree, object 3 the first page: a file of one empty A4 page until they are replaced.
class MadePdf {
 public:
  MadePdf();

  /// Puts the body between "N 0 obj" and "endobj".
  MadePdf& object(int number, const std::string& body);
  /// Puts a stream with these dictionary entries; the length is added.
  MadePdf& stream(int number, const std::string& entries, const std::string& content);
  /// Adds entries to the trailer.
  MadePdf& trailer(const std::string& entries);
  /// Makes the page tree of count pages, numbered from 100.
  MadePdf& pages(int count);
  /// The file with a right cross-reference table.
  std::string bytes() const;

 private:
  std::map<int, std::string> objects_;
  std::string trailer_ = "/Root 1 0 R";
};

/// A Flate stream of a few kilobytes a gibibyte that inflates to megabytes MiB of spaces.
std::string bomb(std::size_t megabytes);

}  // namespace kaoji::golden
