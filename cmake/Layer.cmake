# A folder is a layer, a layer is a target, and a target sees only the folders that its row in
# docs/layers.txt grants. So an include that breaks the table does not compile.
#
# Each layer `base` of folder core/base is a library `cg_base` whose one public include directory,
# layers/base in the build, holds nothing but a link `base` to that folder. It is not passed on:
# whoever writes #include "base/json_reader.h" must be granted `base` itself.

set(CG_LAYER_TABLE ${CMAKE_SOURCE_DIR}/docs/layers.txt)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CG_LAYER_TABLE})

# cg_row(name FOLDER USES): the folder of a layer and what its row grants.
function(cg_row name folder_var uses_var)
  file(STRINGS ${CG_LAYER_TABLE} row REGEX "^${name} ")
  if(NOT row)
    message(FATAL_ERROR "docs/layers.txt has no row for ${name}")
  endif()
  string(REGEX REPLACE " +" ";" row "${row}")
  list(POP_FRONT row ignored folder)
  set(${folder_var} ${folder} PARENT_SCOPE)
  set(${uses_var} "${row}" PARENT_SCOPE)
endfunction()

# cg_grant(target name): lets a target see and link what the row of layer `name` grants.
function(cg_grant target name)
  cg_row(${name} folder uses)
  foreach(use IN LISTS uses)
    string(REGEX REPLACE "[<>]" "" use ${use})
    if(use STREQUAL "public" AND NOT folder MATCHES "^core/")
      set(use core)
    endif()
    target_link_libraries(${target} PRIVATE cg_${use})
  endforeach()
endfunction()

# cg_layer(name [EXCEPT file...]): the library cg_<name> of all *.cc in the layer's folder, and the
# test <name>_test of its *_test.cc. A folder without sources, or none at all yet, is an empty layer.
#
# A file *_avx2.cc is compiled for AVX2 on x86-64, where it and all that sees the layer find
# CG_HAVE_AVX2 defined; elsewhere it is left out.
function(cg_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" EXCEPT)
  cg_row(${name} folder uses)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cc
       ${CMAKE_SOURCE_DIR}/${folder}/*.h)
  foreach(file IN LISTS arg_EXCEPT)
    list(REMOVE_ITEM sources ${CMAKE_SOURCE_DIR}/${folder}/${file})
  endforeach()
  set(avx2 ${sources})
  list(FILTER avx2 INCLUDE REGEX "_avx2\\.cc$")
  if(avx2 AND CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    set_source_files_properties(${avx2} PROPERTIES COMPILE_OPTIONS -mavx2)
    set(definitions CG_HAVE_AVX2=1)
  elseif(avx2)
    list(REMOVE_ITEM sources ${avx2})
  endif()
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")

  cmake_path(GET folder FILENAME prefix)
  set(door ${CMAKE_BINARY_DIR}/layers/${name})
  file(MAKE_DIRECTORY ${door})
  if(IS_DIRECTORY ${CMAKE_SOURCE_DIR}/${folder})
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${folder} ${door}/${prefix} SYMBOLIC)
  endif()

  if(sources MATCHES "\\.cc(;|$)")
    add_library(cg_${name} STATIC ${sources})
    target_include_directories(cg_${name} PUBLIC ${door})
    target_compile_definitions(cg_${name} PUBLIC ${definitions})
    cg_grant(cg_${name} ${name})
    if(folder MATCHES "^core/")
      target_compile_options(cg_${name} PRIVATE -fno-exceptions -fno-rtti)
    endif()
  else()
    add_library(cg_${name} INTERFACE)
    target_include_directories(cg_${name} INTERFACE ${door})
  endif()
  if(folder MATCHES "^core/")
    target_link_libraries(cg_core INTERFACE $<LINK_ONLY:cg_${name}>)
  endif()

  cg_test(${name}_test ${name} ${tests})
endfunction()

# cg_test(target layer file...): one GoogleTest program that sees what the layer sees, and the layer.
# Nothing is built without files, without GoogleTest or with CG_TESTS off.
function(cg_test target layer)
  if(NOT ARGN OR NOT CG_TESTS OR NOT GTest_FOUND)
    return()
  endif()
  include(GoogleTest)
  add_executable(${target} ${ARGN})
  target_link_libraries(${target} PRIVATE cg_${layer} GTest::gtest_main)
  cg_grant(${target} ${layer})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  gtest_discover_tests(${target} DISCOVERY_MODE PRE_TEST WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
                       PROPERTIES TIMEOUT 300)
endfunction()
