# cmake -D COMPILER=c++ -D SOURCE=x.cpp -D TWIN=bad|good -P check.cmake
#
# bad: x.cpp does not compile, and the messages match the regular expression after "// expect:" on
# its first line. good: with BALLPARK_GOOD_TWIN defined it compiles, so the cause is the right one.
cmake_path(SET root NORMALIZE "${CMAKE_CURRENT_LIST_DIR}/../..")
file(STRINGS "${SOURCE}" expected LIMIT_COUNT 1)
if(NOT expected MATCHES "^// expect: (.+)$")
  message(FATAL_ERROR "${SOURCE}:1 must read: // expect: REGEX")
endif()
set(expected "${CMAKE_MATCH_1}")

set(flags -std=c++20 -fsyntax-only "-I${root}include" "-I${root}lib")
if(TWIN STREQUAL "good")
  list(APPEND flags -DBALLPARK_GOOD_TWIN)
endif()

set(ENV{LC_ALL} C)  # plain quotes in the messages
execute_process(COMMAND ${COMPILER} ${flags} "${SOURCE}"
                RESULT_VARIABLE status OUTPUT_VARIABLE messages ERROR_VARIABLE messages)

if(TWIN STREQUAL "good" AND NOT status EQUAL 0)
  message(FATAL_ERROR "the good twin of ${SOURCE} does not compile:\n${messages}")
elseif(TWIN STREQUAL "bad" AND status EQUAL 0)
  message(FATAL_ERROR "${SOURCE} compiles, and should not")
elseif(TWIN STREQUAL "bad" AND NOT messages MATCHES "${expected}")
  message(FATAL_ERROR "${SOURCE} fails for another reason than '${expected}':\n${messages}")
endif()
