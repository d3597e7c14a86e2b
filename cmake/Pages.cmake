# cg_pages(target FOLDER): all files of a folder inside a program, as pages of its server. They are
# there by http/pages.h. Looked at in every build, so that what is built into the folder later is
# in the program without configuring anew.
function(cg_pages target folder)
  set(made ${CMAKE_BINARY_DIR}/generated/pages)
  add_custom_target(
    pages_data
    COMMAND ${CMAKE_COMMAND} -D FOLDER=${folder} -D MADE=${made}
            -P ${CMAKE_SOURCE_DIR}/cmake/pages_data.cmake
    BYPRODUCTS ${made}/pages_data.cc
    COMMENT "Looking at the pages in ${folder}"
    VERBATIM)
  add_dependencies(${target} pages_data)
  set_source_files_properties(${made}/pages_data.cc PROPERTIES GENERATED ON
                                                               SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${made}/pages_data.cc)
endfunction()
