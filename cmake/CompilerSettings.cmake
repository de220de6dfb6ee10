# What every translation unit is compiled and linked with.

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Debug CACHE STRING "Debug, Test, Asan or Release" FORCE)
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# -g1 keeps file and line in a backtrace; full debug information makes links several times slower.
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
# What ./test runs: quick to compile, yet optimised enough for Argon2id-sized work in the API tests.
set(CMAKE_CXX_FLAGS_TEST "-O1 -g1")
set(CMAKE_EXE_LINKER_FLAGS_TEST "")
# Not optimised: the checks that the sanitizers add make the optimiser take three times as long.
set(CMAKE_CXX_FLAGS_ASAN "-O0 -g1 -fno-omit-frame-pointer")
set(CMAKE_EXE_LINKER_FLAGS_ASAN "")
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
mark_as_advanced(CMAKE_CXX_FLAGS_TEST CMAKE_EXE_LINKER_FLAGS_TEST CMAKE_CXX_FLAGS_ASAN CMAKE_EXE_LINKER_FLAGS_ASAN)

if(KAOJI_SANITIZE)
  add_compile_options(-fsanitize=${KAOJI_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${KAOJI_SANITIZE})
endif()

add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fdiagnostics-color=always>)
# No machine path may reach the binary: neither through assertions nor through debug information.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/= -ffile-prefix-map=${CMAKE_BINARY_DIR}/=)

find_program(KAOJI_CCACHE ccache)
if(KAOJI_CCACHE)
  # The sloppiness is what ccache asks for before it caches anything compiled with a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${KAOJI_CCACHE})
endif()

find_program(KAOJI_MOLD mold)
find_program(KAOJI_LLD ld.lld)
if(KAOJI_MOLD)
  add_link_options(-fuse-ld=mold)
elseif(KAOJI_LLD)
  add_link_options(-fuse-ld=lld)
endif()

# The interface every own target links: warnings as errors, include paths from src/.
add_library(kaoji_settings INTERFACE)
target_compile_options(kaoji_settings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wconversion -Werror>)
# GCC 12 takes the empty payload of a std::optional for an uninitialised value as soon as it optimises (PR 80635).
target_compile_options(kaoji_settings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized>)
# Nor, optimising, does it follow a moved std::string out of its short buffer (PR 105329, 105651).
target_compile_options(kaoji_settings INTERFACE $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<NOT:$<CONFIG:Debug>>>:-Wno-array-bounds
                                                -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread>)
target_include_directories(kaoji_settings INTERFACE ${CMAKE_SOURCE_DIR}/src)
# Everywhere, because both define macros, and a precompiled header serves only those compiled alike.
target_compile_options(kaoji_settings INTERFACE -pthread)
target_link_libraries(kaoji_settings INTERFACE fmt::fmt)
