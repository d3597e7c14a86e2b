# cg_embed(target FUNCTION file...): files as text inside a program. In the target, the function
# commonground::cli::FUNCTION of cli/embedded.h gives them by their names, in the order given here.
function(cg_embed target function)
  set(source ${CMAKE_BINARY_DIR}/generated/${function}.cc)
  set(text "// Made by cmake/Embed.cmake.\n#include \"cli/embedded.h\"\n\n")
  string(APPEND text "namespace commonground::cli {\n\n"
         "std::vector<EmbeddedFile> ${function}() {\n  return {\n")
  foreach(file IN LISTS ARGN)
    file(READ ${file} content)
    cmake_path(GET file FILENAME name)
    string(APPEND text "{\"${name}\", R\"cg_file(" "${content}" ")cg_file\"},\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  endforeach()
  string(APPEND text "  };\n}\n\n}  // namespace commonground::cli\n")
  # Written only if it changed, so that nothing is compiled for nothing.
  if(EXISTS ${source})
    file(READ ${source} before)
  endif()
  if(NOT "${text}" STREQUAL "${before}")
    file(WRITE ${source} "${text}")
  endif()
  set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  target_sources(${target} PRIVATE ${source})
endfunction()
