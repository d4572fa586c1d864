# The libraries of others as part of the program, so that a package depends on nothing but the C and C++ libraries.
find_library(STACKDRAG_YAML_CPP_ARCHIVE libyaml-cpp.a REQUIRED)
find_library(STACKDRAG_RE2_ARCHIVE libre2.a REQUIRED)
set(yaml_cpp ${STACKDRAG_YAML_CPP_ARCHIVE})
set(re2 ${STACKDRAG_RE2_ARCHIVE})

# Debian has no archive of fmt and spdlog. fmt is compiled from its headers once; spdlog by the three sources that include it.
add_library(stackdrag_formatting STATIC .package/formatting.cpp)
target_compile_features(stackdrag_formatting PRIVATE cxx_std_20)
add_library(stackdrag_spdlog INTERFACE)
target_compile_definitions(stackdrag_spdlog INTERFACE SPDLOG_FMT_EXTERNAL)
target_link_libraries(stackdrag_spdlog INTERFACE stackdrag_formatting Threads::Threads)
set(spdlog stackdrag_spdlog)
