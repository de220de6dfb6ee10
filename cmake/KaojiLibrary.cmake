# kaoji_library(NAME [RECURSE] [MERGED] [SEPARATE file…] [EXCLUDE file…] [HEADERS header…] [DEPS own…]
#               [PARTS external…])
#
# One static library from every .cpp file of the calling folder (with RECURSE also of the folders below it).
# DEPS are own libraries, seen by whoever links this one; PARTS are external and stay private, because their headers
# may only be included in .cpp files. A folder with headers alone becomes an INTERFACE library.
#
# With KAOJI_UNITY the files of a MERGED library are compiled ten at a time and so share one reading of their headers,
# which is most of what compiling costs; no two of them may then give one name to different things. SEPARATE files stay
# alone. HEADERS are large ones of PARTS, precompiled for this library beside those that all share.
function(kaoji_library name)
  cmake_parse_arguments(arg "RECURSE;MERGED" "" "SEPARATE;EXCLUDE;HEADERS;DEPS;PARTS" ${ARGN})
  if(arg_RECURSE)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  else()
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  endif()
  foreach(excluded IN LISTS arg_EXCLUDE)
    list(REMOVE_ITEM sources ${CMAKE_CURRENT_SOURCE_DIR}/${excluded})
  endforeach()
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC ${arg_DEPS} PRIVATE kaoji_settings ${arg_PARTS})
    kaoji_precompile(${name} ${arg_HEADERS})
    if(KAOJI_UNITY AND arg_MERGED)
      set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 10)
      set_source_files_properties(${arg_SEPARATE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${arg_DEPS} ${arg_PARTS})
  endif()
endfunction()

# kaoji_suite(NAME FOLDER [MERGED] [DEPS own…] [PARTS external…])
#
# One GoogleTest program from every .cpp file in tests/FOLDER and below, MERGED like a library. An empty folder makes no
# program: ./test counts a suite whose folder exists and whose program does not as failed.
function(kaoji_suite name folder)
  cmake_parse_arguments(arg "MERGED" "" "DEPS;PARTS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE KAOJI_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE kaoji_settings ${arg_DEPS} ${arg_PARTS} GTest::gtest GTest::gmock GTest::gtest_main)
  kaoji_precompile(${name})
  if(KAOJI_UNITY AND arg_MERGED)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 10)
  endif()
  add_test(NAME ${folder} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()
