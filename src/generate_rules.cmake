# Writes the list of rules: cmake -DFILES=<family/rule.cpp;…> -DPACKS=<files> -DOUTPUT=<file> -P generate_rules.cmake, in the folder of rules.
#
# zombies/pixel_silent.cpp defines stackdrag::rules::pixel_silent(); its folder is its family. Its version is a digest of the file, so that a
# baseline can tell whether a rule has changed; beside it stands one of the file and the packs, for the rules that read them.
cmake_minimum_required(VERSION 3.22)

set(pack_digests "")
foreach(pack IN LISTS PACKS)
  file(SHA256 ${pack} digest)
  string(APPEND pack_digests ${digest})
endforeach()

set(declarations "")
set(rows "")
foreach(file IN LISTS FILES)
  file(READ ${file} text)
  string(SHA256 version "${text}")
  string(SHA256 version_with_packs "${text}${pack_digests}")
  string(SUBSTRING ${version} 0 8 version)
  string(SUBSTRING ${version_with_packs} 0 8 version_with_packs)
  get_filename_component(name ${file} NAME_WE)
  get_filename_component(family ${file} DIRECTORY)
  string(APPEND declarations "Rule ${name}();\n")
  string(APPEND rows "      {\"${family}\", \"${name}\", rules::${name}, \"${version}\", \"${version_with_packs}\"},\n")
endforeach()

file(WRITE ${OUTPUT}
"// Generated from the files in src/rules. Do not edit.
#include \"rules/rule_files.h\"

namespace stackdrag {
namespace rules {
${declarations}}  // namespace rules

std::vector<RuleFile> rule_files() {
  return {
${rows}  };
}

}  // namespace stackdrag
")
