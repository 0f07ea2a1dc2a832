# cmake -D INPUT=FILE -D OUTPUT=FILE.cpp -D HEADER=NAME.hpp -D FUNCTION=NAME -P embed.cmake
#
# Writes a source file in which `std::string_view ballpark::FUNCTION()` is the text of INPUT. Each
# line is a raw string of its own, so that no compiler's limit on the length of one is met.
file(READ "${INPUT}" text)
string(REPLACE "\n" "\n)embed\"\n    R\"embed(" text "${text}")
file(WRITE "${OUTPUT}" "// Written by lib/cmake/embed.cmake.
#include \"${HEADER}\"

std::string_view ballpark::${FUNCTION}() {
  return
    R\"embed(${text})embed\";
}
")
