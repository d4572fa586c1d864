# What is generated while configuring: the list of rules from the folder of rules, and the packs as text inside the program.

# src/rules/zombies/pixel_silent.cpp defines stackdrag::rules::pixel_silent(); its folder is its family. Its version is a digest of the file,
# so that a baseline can tell whether a rule has changed; for a rule that looks at packs, of the packs, too.
function(generate_rule_list files packs output)
  set(declarations "")
  set(rows "")
  set(pack_digests "")
  foreach(pack IN LISTS packs)
    file(SHA256 ${pack} digest)
    string(APPEND pack_digests ${digest})
  endforeach()
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS rules/${file})
    file(READ rules/${file} text)
    set(reads_packs false)
    if(text MATCHES "packs")
      set(reads_packs true)
      string(APPEND text ${pack_digests})
    endif()
    string(SHA256 version "${text}")
    string(SUBSTRING ${version} 0 8 version)
    get_filename_component(name ${file} NAME_WE)
    get_filename_component(family ${file} DIRECTORY)
    string(APPEND declarations "Rule ${name}();\n")
    string(APPEND rows "      {\"${family}\", \"${name}\", rules::${name}, \"${version}\", ${reads_packs}},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"// Generated from the files in src/rules. Do not edit.
#include \"rules/rule_files.h\"

namespace stackdrag {
namespace rules {
@declarations@}  // namespace rules

std::vector<RuleFile> rule_files() {
  return {
@rows@  };
}

}  // namespace stackdrag
")
endfunction()

# src/packs/data/products.yaml becomes the text of the pack `products`. Long texts are cut into pieces, because compilers
# limit the length of one literal. Files named hosts*.yaml are read when somebody first asks for a host.
function(generate_packs files output)
  set(rows "")
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} text)
    string(LENGTH "${text}" length)
    set(pieces "")
    set(from 0)
    while(from LESS length)
      string(SUBSTRING "${text}" ${from} 8000 piece)
      string(APPEND pieces "R\"PACK(${piece})PACK\"\n")
      math(EXPR from "${from} + 8000")
    endwhile()
    set(postponed false)
    if(name MATCHES "^hosts")
      set(postponed true)
    endif()
    string(APPEND rows "      {\"${name}\",\n${pieces}, ${postponed}},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"// Generated from src/packs/data. Do not edit.
#include \"packs/pack_text.h\"

namespace stackdrag {

std::vector<PackText> pack_texts() {
  return {
@rows@  };
}

}  // namespace stackdrag
")
endfunction()
