# What find_package(stackdrag) reads: the libraries that the static library needs, then the target stackdrag::stackdrag.
include(CMakeFindDependencyMacro)
find_dependency(spdlog)
find_dependency(yaml-cpp)
find_dependency(PkgConfig)
pkg_check_modules(re2 REQUIRED QUIET IMPORTED_TARGET re2)
include(${CMAKE_CURRENT_LIST_DIR}/stackdragTargets.cmake)
