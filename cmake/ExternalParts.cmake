# Every external part, all of them Debian 12 packages (listed in tools/debian-packages.txt).
# Imported targets are SYSTEM, so their headers never warn.

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(date REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(boost_headers 1.81 CONFIG REQUIRED)
find_package(boost_json 1.81 CONFIG REQUIRED)
find_package(restinio REQUIRED)
find_package(CURL REQUIRED)
find_package(ZXing REQUIRED)

pkg_check_modules(TOMLPLUSPLUS REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo pangoft2 fontconfig cairo cairo-pdf)
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)
pkg_check_modules(POPPLER REQUIRED IMPORTED_TARGET poppler-cpp)
pkg_check_modules(JPEG REQUIRED IMPORTED_TARGET libjpeg)
pkg_check_modules(PNG REQUIRED IMPORTED_TARGET libpng)
pkg_check_modules(GLIB REQUIRED IMPORTED_TARGET glib-2.0)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-i18n icu-uc)
pkg_check_modules(BROTLI REQUIRED IMPORTED_TARGET libbrotlienc)

# Debian's SOCI ships no CMake files.
find_library(SOCI_CORE soci_core REQUIRED)
find_library(SOCI_SQLITE3 soci_sqlite3 REQUIRED)
find_library(SOCI_POSTGRESQL soci_postgresql REQUIRED)
add_library(kaoji_part_soci INTERFACE)
target_link_libraries(kaoji_part_soci INTERFACE ${SOCI_CORE} ${SOCI_SQLITE3} ${SOCI_POSTGRESQL} PkgConfig::SQLITE
                                                PostgreSQL::PostgreSQL)
target_include_directories(kaoji_part_soci SYSTEM INTERFACE /usr/include/soci)

add_library(kaoji_part_json INTERFACE)
target_link_libraries(kaoji_part_json INTERFACE Boost::json Boost::headers)

add_library(kaoji_part_restinio INTERFACE)
target_link_libraries(kaoji_part_restinio INTERFACE restinio::restinio fmt::fmt Threads::Threads)

add_library(kaoji_part_toml INTERFACE)
target_link_libraries(kaoji_part_toml INTERFACE PkgConfig::TOMLPLUSPLUS)

add_library(kaoji_part_date INTERFACE)
target_link_libraries(kaoji_part_date INTERFACE date::date date::date-tz)

add_library(kaoji_part_pango INTERFACE)
target_link_libraries(kaoji_part_pango INTERFACE PkgConfig::PANGOCAIRO)

add_library(kaoji_part_pdf INTERFACE)
target_link_libraries(kaoji_part_pdf INTERFACE PkgConfig::QPDF PkgConfig::POPPLER)
# qpdf 11 warns unless told which pointer type the caller is ready for: std::shared_ptr alone.
target_compile_definitions(kaoji_part_pdf INTERFACE POINTERHOLDER_TRANSITION=4)

add_library(kaoji_part_qr INTERFACE)
target_link_libraries(kaoji_part_qr INTERFACE ZXing::ZXing)

# Debian's CMake files for OpenCV name all of its modules; two are wanted.
find_library(OPENCV_CORE opencv_core REQUIRED)
find_library(OPENCV_IMGPROC opencv_imgproc REQUIRED)
add_library(kaoji_part_images INTERFACE)
target_link_libraries(kaoji_part_images INTERFACE ${OPENCV_IMGPROC} ${OPENCV_CORE} PkgConfig::JPEG PkgConfig::PNG)
target_include_directories(kaoji_part_images SYSTEM INTERFACE /usr/include/opencv4)

add_library(kaoji_part_xlsx INTERFACE)
target_link_libraries(kaoji_part_xlsx INTERFACE PkgConfig::XLSXWRITER PkgConfig::EXPAT)

add_library(kaoji_part_crypto INTERFACE)
target_link_libraries(kaoji_part_crypto INTERFACE PkgConfig::SODIUM OpenSSL::Crypto)

if(KAOJI_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
endif()
