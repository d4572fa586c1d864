# Writes files as texts of the program: cmake -DFILES=<files> -DOF=<packs or starters> -DOUTPUT=<file> -P generate_texts.cmake.
#
# products.yaml becomes the text of the pack `products`. Long texts are cut into pieces, because compilers limit the length of one literal.
# Packs named hosts*.yaml are read when somebody first asks for a host, and those in a folder `vocabulary` when somebody asks for that.
cmake_minimum_required(VERSION 3.22)

set(rows "")
foreach(file IN LISTS FILES)
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
  set(at "")
  if(OF STREQUAL packs)
    set(at ", ReadAt::once")
    if(name MATCHES "^hosts")
      set(at ", ReadAt::host")
    elseif(file MATCHES "/vocabulary/[^/]*$")
      set(at ", ReadAt::vocabulary")
    endif()
  endif()
  string(APPEND rows "      {\"${name}\",\n${pieces}${at}},\n")
endforeach()

if(OF STREQUAL packs)
  set(folder src/packs/data)
  set(header packs/pack_text.h)
  set(space stackdrag)
  set(function "std::vector<PackText> pack_texts()")
else()
  set(folder src/cli/starters)
  set(header cli/starters.h)
  set(space stackdrag::cli)
  set(function "std::vector<StarterText> starter_texts()")
endif()

file(WRITE ${OUTPUT}
"// Generated from ${folder}. Do not edit.
#include \"${header}\"

namespace ${space} {

${function} {
  return {
${rows}  };
}

}  // namespace ${space}
")
