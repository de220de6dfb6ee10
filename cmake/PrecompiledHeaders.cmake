# With KAOJI_PCH, the standard headers that nearly every file includes are compiled once: for the libraries, and with
# GoogleTest for the suites. Presets that somebody waits for switch it on; debug leaves it off, so that a forgotten
# #include shows there.

set(KAOJI_STANDARD_HEADERS
    <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <optional> <ranges> <set> <span> <string>
    <string_view> <utility> <variant> <vector> <fmt/format.h>)

# kaoji_precompile(NAME [header…]): makes the target reuse the precompiled header of its kind or, with headers of its
# own, gives it one.
function(kaoji_precompile name)
  if(NOT KAOJI_PCH)
    return()
  endif()
  get_target_property(type ${name} TYPE)
  if(ARGN)
    target_precompile_headers(${name} PRIVATE ${KAOJI_STANDARD_HEADERS} ${ARGN})
  elseif(type STREQUAL "EXECUTABLE")
    target_precompile_headers(${name} REUSE_FROM kaoji_pch_of_suites)
  else()
    target_precompile_headers(${name} REUSE_FROM kaoji_pch_of_libraries)
  endif()
endfunction()

if(KAOJI_PCH)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/pch.cpp CONTENT "// Holds nothing: the precompiled header is all it is for.\n")
  add_library(kaoji_pch_of_libraries OBJECT ${CMAKE_BINARY_DIR}/pch.cpp)
  target_link_libraries(kaoji_pch_of_libraries PRIVATE kaoji_settings fmt::fmt)
  target_precompile_headers(kaoji_pch_of_libraries PRIVATE ${KAOJI_STANDARD_HEADERS})
  if(KAOJI_TESTS)
    add_library(kaoji_pch_of_suites OBJECT ${CMAKE_BINARY_DIR}/pch.cpp)
    target_link_libraries(kaoji_pch_of_suites PRIVATE kaoji_settings fmt::fmt GTest::gtest GTest::gmock)
    target_precompile_headers(kaoji_pch_of_suites PRIVATE ${KAOJI_STANDARD_HEADERS} <gtest/gtest.h> <gmock/gmock.h>)
  endif()
endif()
