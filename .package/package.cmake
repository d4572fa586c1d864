# The packages that cpack makes: a .deb whose program uses the C and C++ libraries of the system, and an archive whose program uses none.
set(STACKDRAG_MAINTAINER "The stackdrag authors <stackdrag@example.org>" CACHE STRING "who publishes the packages: a name and an address")

# The same objects as in `stackdrag`. It may be loaded at any address, as the other may.
add_executable(stackdrag_static $<TARGET_OBJECTS:stackdrag>)
target_link_libraries(stackdrag_static PRIVATE stackdrag_library)
# The linker warns of functions that load plug-ins of the C library, which need not be there: names of users and hosts, character sets.
target_link_options(stackdrag_static PRIVATE -static-pie -Wl,--fatal-warnings)
set_target_properties(stackdrag_static PROPERTIES
  LINKER_LANGUAGE CXX OUTPUT_NAME stackdrag RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/static)

# What only one of the two holds stays out of `cmake --install`. Debian wants a list of changes and all licences; the archive has the
# documents at its top, where somebody who unpacks it looks.
include(GNUInstallDirs)
find_program(STACKDRAG_GZIP gzip REQUIRED)
file(READ .package/changelog changes)
if(NOT changes MATCHES "^stackdrag \\(${PROJECT_VERSION}\\) ")
  message(FATAL_ERROR ".package/changelog has to begin with what version ${PROJECT_VERSION} brings.")
endif()
configure_file(.package/changelog ${PROJECT_BINARY_DIR}/changelog @ONLY)
execute_process(COMMAND ${STACKDRAG_GZIP} -9nf ${PROJECT_BINARY_DIR}/changelog COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${PROJECT_BINARY_DIR}/changelog.gz .package/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT debian EXCLUDE_FROM_ALL)
install(TARGETS stackdrag_static COMPONENT archive EXCLUDE_FROM_ALL)
install(FILES README.md LICENSE .package/copyright DESTINATION . COMPONENT archive EXCLUDE_FROM_ALL)
install(DIRECTORY docs examples DESTINATION . COMPONENT archive EXCLUDE_FROM_ALL PATTERN *.sh EXCLUDE)

string(TOLOWER ${CMAKE_SYSTEM_NAME} system)
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR})
set(CPACK_OUTPUT_FILE_PREFIX ${PROJECT_BINARY_DIR}/packages)
set(CPACK_PACKAGE_FILE_NAME ${PROJECT_NAME}-${PROJECT_VERSION}-${system}-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_BUILD_FOLDER ${PROJECT_BINARY_DIR})
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_SOURCE_DIR}/.package/contents.cmake)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${STACKDRAG_MAINTAINER})
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "auditor of marketing technology stacks that are written as code")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Reads an inventory of tools, pixels, integrations and agents in YAML, and
reports what their neglected parts cost every month: each problem with its
file, line and column, the hours and the money, and what to do first.
.
The reports are made for a terminal, for jobs in continuous integration, and
as JSON for dashboards.")
include(CPack)
