# Flags of this project's own targets. They are directory options: neither a project that adds
# ballpark nor one that links it sees them.

# The same bits on every machine and compiler: no fused multiply-add unless it is written.
add_compile_options(-ffp-contract=off -fno-math-errno -fno-trapping-math)
set(CMAKE_CXX_EXTENSIONS OFF)

if(NOT PROJECT_IS_TOP_LEVEL)
  return()
endif()

add_compile_options(-Wall -Wextra -Wconversion -Wshadow)

# The compilers for which the code is promised to be clean; newer ones may warn of new things.
if((CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
   OR (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15))
  set(promised ON)
else()
  set(promised OFF)
endif()
option(BALLPARK_WERROR "Warnings are errors" ${promised})
set(CMAKE_COMPILE_WARNING_AS_ERROR ${BALLPARK_WERROR})

# GCC 12 sees overlap in "(" + std::to_string(n), where there is none.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  add_compile_options(-Wno-restrict)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()
