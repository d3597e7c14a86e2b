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

# Makes a thirtieth less of what a browser loads, and a tenth less of what it compiles.
find_program(WASM_OPT wasm-opt REQUIRED)
set(wasm_opt ${WASM_OPT} -Oz --enable-simd --enable-bulk-memory --enable-sign-ext
    --enable-mutable-globals --enable-nontrapping-float-to-int)

foreach(module IN ITEMS core bench)
  set_target_properties(${module} PROPERTIES SUFFIX .wasm)
  # The last -O keeps clang from running wasm-opt by itself, with options of its own.
  target_link_options(
    ${module} PRIVATE -O0 -mexec-model=reactor -Wl,--gc-sections -Wl,--strip-all -Wl,--no-entry
    -Wl,-z,stack-size=1048576 -Wl,--stack-first -lwasi-emulated-signal)
  add_custom_command(TARGET ${module} POST_BUILD
                     COMMAND ${wasm_opt} $<TARGET_FILE:${module}> -o $<TARGET_FILE:${module}>)
endforeach()
