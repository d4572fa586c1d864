# Writes the packs as texts of the program: cmake -DFILES=<files> -DOUTPUT=<file> -P generate_packs.cmake.
#
# products.yaml becomes the text of the pack `products`. Long texts are cut into pieces, because compilers limit the length of one literal.
# Files named hosts*.yaml are read when somebody first asks for a host, and those in a folder `vocabulary` when somebody asks for that.
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
  set(at once)
  if(name MATCHES "^hosts")
    set(at host)
  elseif(file MATCHES "/vocabulary/[^/]*$")
    set(at vocabulary)
  endif()
  string(APPEND rows "      {\"${name}\",\n${pieces}, ReadAt::${at}},\n")
endforeach()

file(WRITE ${OUTPUT}
"// Generated from src/packs/data. Do not edit.
#include \"packs/pack_text.h\"

namespace stackdrag {

std::vector<PackText> pack_texts() {
  return {
${rows}  };
}

}  // namespace stackdrag
")
