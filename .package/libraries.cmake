# The libraries of others as part of the program, so that a package depends on nothing but the C and C++ libraries.
# What is built elsewhere would not run on Debian 12, and .package/formatting.cpp knows this version only.
if(NOT fmt_VERSION VERSION_GREATER_EQUAL 9 OR NOT fmt_VERSION VERSION_LESS 10)
  message(FATAL_ERROR "Packages are made on Debian 12, which has fmt 9; here is fmt ${fmt_VERSION}.")
endif()

find_library(STACKDRAG_YAML_CPP_ARCHIVE libyaml-cpp.a REQUIRED)
find_library(STACKDRAG_RE2_ARCHIVE libre2.a REQUIRED)
set(yaml_cpp ${STACKDRAG_YAML_CPP_ARCHIVE})
set(re2 ${STACKDRAG_RE2_ARCHIVE})

# Debian has no archive of fmt and spdlog. fmt is compiled from its headers once; spdlog by the few sources that include it.
add_library(stackdrag_formatting STATIC .package/formatting.cpp)
target_compile_features(stackdrag_formatting PRIVATE cxx_std_20)
add_library(stackdrag_spdlog INTERFACE)
target_compile_definitions(stackdrag_spdlog INTERFACE SPDLOG_FMT_EXTERNAL)
target_link_libraries(stackdrag_spdlog INTERFACE stackdrag_formatting Threads::Threads)
set(spdlog stackdrag_spdlog)
