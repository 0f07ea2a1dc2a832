# cmake -D FOLDER=DIR -D OUTPUT=FILE.cpp -D HEADER=NAME.hpp -D FUNCTION=NAME -P embed_pages.cmake
#
# The same as embed.cmake for all pages of a folder, one after the other, each behind a line with a
# form feed and its name.
file(GLOB pages RELATIVE "${FOLDER}" "${FOLDER}/*.md")
set(INPUT "${OUTPUT}.txt")
file(WRITE "${INPUT}" "")
string(ASCII 12 form_feed)
foreach(page IN LISTS pages)
  file(READ "${FOLDER}/${page}" text)
  file(APPEND "${INPUT}" "${form_feed}${page}\n${text}")
endforeach()
include("${CMAKE_CURRENT_LIST_DIR}/embed.cmake")
