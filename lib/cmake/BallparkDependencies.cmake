# Packages of the machine come first; what is missing is fetched by URL and hash.
# FETCHCONTENT_TRY_FIND_PACKAGE_MODE=NEVER fetches everything, FETCHCONTENT_SOURCE_DIR_<NAME> takes
# local sources instead of a download (docs/building.md). Boost comes as a package only.
if(NOT BALLPARK_LIBRARY)
  return()
endif()

include(FetchContent)
find_package(Boost 1.74 CONFIG REQUIRED)

FetchContent_Declare(
  fmt
  URL https://github.com/fmtlib/fmt/archive/refs/tags/9.1.0.tar.gz
  URL_HASH SHA256=5dea48d1fcddc3ec571ce2058e13910a0d4a6bab4cc09a809d8b1dd1c88ae6f2
  SYSTEM FIND_PACKAGE_ARGS 9)
FetchContent_Declare(
  yaml-cpp
  URL https://github.com/jbeder/yaml-cpp/archive/refs/tags/yaml-cpp-0.7.0.tar.gz
  URL_HASH SHA256=43e6a9fcb146ad871515f0d0873947e5d497a1c9c60c58cb102a97b47208b7c3
  SYSTEM FIND_PACKAGE_ARGS)
FetchContent_Declare(
  nlohmann_json
  URL https://github.com/nlohmann/json/archive/refs/tags/v3.11.2.tar.gz
  URL_HASH SHA256=d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273
  SYSTEM FIND_PACKAGE_ARGS 3.11)
set(ballpark_packages fmt yaml-cpp nlohmann_json)

if(BALLPARK_CLI)
  FetchContent_Declare(
    CLI11
    URL https://github.com/CLIUtils/CLI11/archive/refs/tags/v2.1.2.tar.gz
    URL_HASH SHA256=26291377e892ba0e5b4972cdfd4a2ab3bf53af8dac1f4ea8fe0d1376b625c8cb
    SYSTEM FIND_PACKAGE_ARGS 2)
  list(APPEND ballpark_packages CLI11)
endif()
if(BALLPARK_TESTS)
  FetchContent_Declare(
    googletest
    URL https://github.com/google/googletest/archive/refs/tags/release-1.12.1.tar.gz
    URL_HASH SHA256=81964fe578e9bd7c94dfdb09c8e4d6e6759e19967e397dbea48d1c10e45d0df2
    SYSTEM FIND_PACKAGE_ARGS NAMES GTest)
  list(APPEND ballpark_packages googletest)
endif()
if(BALLPARK_BENCH)
  FetchContent_Declare(
    benchmark
    URL https://github.com/google/benchmark/archive/refs/tags/v1.7.1.tar.gz
    URL_HASH SHA256=6430e4092653380d9dc4ccb45a1e2dc9259d581f4866dc0759713126056bc1d7
    SYSTEM FIND_PACKAGE_ARGS)
  list(APPEND ballpark_packages benchmark)
endif()

# A function, because its variables end with it: the switches are for packages built here only.
function(ballpark_provide_packages)
  foreach(switch YAML_CPP_BUILD_TESTS YAML_CPP_BUILD_TOOLS YAML_CPP_BUILD_CONTRIB YAML_CPP_INSTALL
                 JSON_BuildTests JSON_Install CLI11_BUILD_TESTS CLI11_BUILD_EXAMPLES CLI11_BUILD_DOCS
                 CLI11_INSTALL INSTALL_GTEST BENCHMARK_ENABLE_TESTING BENCHMARK_ENABLE_GTEST_TESTS
                 BENCHMARK_ENABLE_WERROR BENCHMARK_ENABLE_INSTALL FMT_INSTALL)
    set(${switch} OFF)
  endforeach()
  set(CMAKE_POLICY_DEFAULT_CMP0077 NEW)  # option() of an old project heeds the variables above
  FetchContent_MakeAvailable(${ballpark_packages})
endfunction()
ballpark_provide_packages()

# yaml-cpp 0.7 exports a plain name, 0.8 and later one with a namespace.
if(NOT TARGET yaml-cpp::yaml-cpp)
  add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)
endif()
