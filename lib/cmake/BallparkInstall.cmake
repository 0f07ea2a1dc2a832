# Two export sets, so that a user of the headers alone needs no package at all:
#   find_package(ballpark COMPONENTS headers)    ballpark::headers
#   find_package(ballpark)                       ballpark::headers and ballpark::ballpark
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/ballpark")

install(TARGETS ballpark_headers EXPORT ballpark-headers FILE_SET HEADERS COMPONENT ballpark_dev)
install(EXPORT ballpark-headers NAMESPACE ballpark:: DESTINATION "${package_dir}"
        COMPONENT ballpark_dev)

# A package built from source is in no export set, so a library linked to it cannot be exported.
set(export_library ${BALLPARK_LIBRARY})
if(BALLPARK_LIBRARY)
  foreach(package fmt::fmt yaml-cpp::yaml-cpp)
    get_target_property(imported ${package} IMPORTED)
    if(NOT imported)
      message(STATUS "ballpark: ${package} is built from source; the library will not be installed")
      set(export_library OFF)
    endif()
  endforeach()
endif()

if(export_library)
  install(TARGETS ballpark_library EXPORT ballpark-library COMPONENT ballpark_dev)
  install(EXPORT ballpark-library NAMESPACE ballpark:: DESTINATION "${package_dir}"
          COMPONENT ballpark_dev)
endif()
if(TARGET ballpark_cli)
  if(BUILD_SHARED_LIBS)
    file(RELATIVE_PATH to_library "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_LIBDIR}")
    set_target_properties(ballpark_cli PROPERTIES INSTALL_RPATH "$ORIGIN/${to_library}")
  endif()
  install(TARGETS ballpark_cli COMPONENT ballpark_cli)
endif()

configure_package_config_file(
  "${CMAKE_CURRENT_LIST_DIR}/ballpark-config.cmake.in" "${PROJECT_BINARY_DIR}/ballpark-config.cmake"
  INSTALL_DESTINATION "${package_dir}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/ballpark-config-version.cmake"
                                 COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/ballpark-config.cmake"
              "${PROJECT_BINARY_DIR}/ballpark-config-version.cmake"
        DESTINATION "${package_dir}" COMPONENT ballpark_dev)
