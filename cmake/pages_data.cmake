# cmake -D FOLDER=… -D MADE=… -P pages_data.cmake: writes MADE/pages_data.cc, with each file's path, type,
# hash and contents, plain and compressed. It is written anew only if it changes, which it does with
# any content, since the hashes stand in it.
#
# Names are kept: what is in assets/ is to have its hash in its name, as builders of web apps do it,
# and is then never asked for twice.
cmake_minimum_required(VERSION 3.25)

function(page_type name type_var)
  set(types html "text/html\; charset=utf-8" css "text/css\; charset=utf-8" js text/javascript
      json application/json wasm application/wasm svg image/svg+xml png image/png ico image/x-icon
      webmanifest application/manifest+json woff2 font/woff2 txt "text/plain\; charset=utf-8")
  cmake_path(GET name EXTENSION LAST_ONLY extension)
  string(SUBSTRING "${extension}" 1 -1 extension)
  list(FIND types "${extension}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "cmake/pages_data.cmake has no type for ${name}")
  endif()
  math(EXPR at "${at} + 1")
  list(GET types ${at} type)
  set(${type_var} "${type}" PARENT_SCOPE)
endfunction()

# compressed(plain packed VIEW label COMMAND...): makes `packed`, unless an earlier build did. VIEW is
# how C++ names it, or {} if it is no shorter.
function(compressed plain packed view_var label)
  if(NOT EXISTS ${packed})
    execute_process(COMMAND ${ARGN} ${plain} OUTPUT_FILE ${packed}.part
                    COMMAND_ERROR_IS_FATAL ANY)
    file(RENAME ${packed}.part ${packed})
  endif()
  file(SIZE ${plain} plain_size)
  file(SIZE ${packed} packed_size)
  set(${view_var} "{}" PARENT_SCOPE)
  if(packed_size LESS plain_size)
    set(CG_PAGES_DATA "${CG_PAGES_DATA}CG_FILE(${label}, \"${packed}\")\n" PARENT_SCOPE)
    set(${view_var} "CG_VIEW(${label})" PARENT_SCOPE)
  endif()
endfunction()

if(NOT EXISTS ${FOLDER}/index.html)
  message(FATAL_ERROR "There are no pages in ${FOLDER}. script/build makes those of the app; "
                      "-D CG_PAGES=server/pages takes a plain one instead.")
endif()
file(MAKE_DIRECTORY ${MADE})
file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*)
set(CG_PAGES_DATA "")
set(CG_PAGES_ROWS "")
set(used "")
set(number 0)
foreach(name IN LISTS files)
  set(plain ${FOLDER}/${name})
  file(SHA256 ${plain} version)
  string(SUBSTRING ${version} 0 16 version)
  set(packed ${MADE}/${version})
  page_type(${name} type)
  string(APPEND CG_PAGES_DATA "CG_FILE(plain_${number}, \"${plain}\")\n")
  compressed(${plain} ${packed}.gz gzip gzip_${number} gzip -9 -n -c)
  compressed(${plain} ${packed}.br brotli brotli_${number} brotli -q 11 -c)
  string(APPEND CG_PAGES_ROWS "      {\"/${name}\", \"${type}\", \"${version}\", "
         "CG_VIEW(plain_${number}), ${gzip}, ${brotli}},\n")
  list(APPEND used ${packed}.gz ${packed}.br)
  math(EXPR number "${number} + 1")
endforeach()
configure_file(${CMAKE_CURRENT_LIST_DIR}/pages.cc.in ${MADE}/pages_data.cc @ONLY)
file(GLOB stale ${MADE}/*.gz ${MADE}/*.br)
list(REMOVE_ITEM stale ${used})
if(stale)
  file(REMOVE ${stale})
endif()
