# core.wasm: the door in bridge/ and what is behind it. bridge/exports.txt says what is exported;
# script/wasm_exports holds the binary against it.

file(STRINGS ${CMAKE_SOURCE_DIR}/bridge/exports.txt exports REGEX "^[a-z_]")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
                                       ${CMAKE_SOURCE_DIR}/bridge/exports.txt)
list(TRANSFORM exports PREPEND "-Wl,--export=")
list(FILTER exports EXCLUDE REGEX "=(memory|_initialize)$")

# Small where it is only asked now and then, fast where people wait.
target_compile_options(cg_plan PRIVATE -O2)

add_executable(core bridge/module.cc)
target_link_libraries(core PRIVATE cg_bridge)
set_target_properties(core PROPERTIES SUFFIX .wasm)
# The last -O keeps clang from running wasm-opt where one happens to be installed.
target_link_options(
  core PRIVATE -O0 -mexec-model=reactor ${exports} -Wl,--gc-sections -Wl,--strip-all
  -Wl,--no-entry -Wl,-z,stack-size=1048576 -Wl,--stack-first -lwasi-emulated-signal)
