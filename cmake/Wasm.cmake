# core.wasm: the door in bridge/ and what is behind it. bridge/exports.txt says what is exported;
# script/wasm_exports holds the binary against it.

file(STRINGS ${CMAKE_SOURCE_DIR}/bridge/exports.txt exports REGEX "^[a-z_]")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
                                       ${CMAKE_SOURCE_DIR}/bridge/exports.txt)
list(TRANSFORM exports PREPEND "-Wl,--export=")
list(FILTER exports EXCLUDE REGEX "=(memory|_initialize)$")

# Small where it is only asked now and then, fast where people wait.
set_source_files_properties(${CMAKE_SOURCE_DIR}/core/plan/kernels_portable.cc
                            ${CMAKE_SOURCE_DIR}/core/plan/last_ways.cc
                            ${CMAKE_SOURCE_DIR}/core/plan/search.cc
                            TARGET_DIRECTORY cg_plan PROPERTIES COMPILE_OPTIONS -O2)

add_executable(core bridge/module.cc)
target_link_libraries(core PRIVATE cg_bridge)
target_link_options(
  core PRIVATE ${exports})

# The tasks of bench/ for script/bench, built only when asked for.
add_executable(bench EXCLUDE_FROM_ALL bench/wasm/module.cc bench/tasks.cc bridge/module.cc)
target_include_directories(bench PRIVATE ${CMAKE_SOURCE_DIR})
foreach(layer IN ITEMS core base verify wire crypto content plan match record journey)
  target_link_libraries(bench PRIVATE cg_${layer})
endforeach()

foreach(module IN ITEMS core bench)
  set_target_properties(${module} PROPERTIES SUFFIX .wasm)
  # The last -O keeps clang from running wasm-opt where one happens to be installed.
  target_link_options(
    ${module} PRIVATE -O0 -mexec-model=reactor -Wl,--gc-sections -Wl,--strip-all -Wl,--no-entry
    -Wl,-z,stack-size=1048576 -Wl,--stack-first -lwasi-emulated-signal)
endforeach()
