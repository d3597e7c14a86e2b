# libsodium as cg_sodium: Debian's library, or for WebAssembly the same version built from Debian's
# source package, which script/bootstrap puts into CG_SODIUM_SOURCE.

add_library(cg_sodium INTERFACE)

if(NOT CMAKE_SYSTEM_PROCESSOR STREQUAL "wasm32")
  find_path(SODIUM_INCLUDE_DIR sodium.h REQUIRED)
  find_library(SODIUM_LIBRARY sodium REQUIRED)
  target_include_directories(cg_sodium SYSTEM INTERFACE ${SODIUM_INCLUDE_DIR})
  target_link_libraries(cg_sodium INTERFACE ${SODIUM_LIBRARY})
  return()
endif()

enable_language(C)
set(CG_SODIUM_SOURCE ${CMAKE_SOURCE_DIR}/build/libsodium CACHE PATH "libsodium's source")
set(sodium ${CG_SODIUM_SOURCE}/src/libsodium)
if(NOT EXISTS ${sodium}/include/sodium/version.h.in)
  message(FATAL_ERROR "libsodium's source is not in ${CG_SODIUM_SOURCE}; see script/bootstrap wasm")
endif()

# What its configure script would find out. Without HAVE_TI_MODE: 128-bit products are slower here.
set(VERSION 1.0.18)
set(SODIUM_LIBRARY_VERSION_MAJOR 10)
set(SODIUM_LIBRARY_VERSION_MINOR 3)
set(SODIUM_LIBRARY_MINIMAL_DEF "")
configure_file(${sodium}/include/sodium/version.h.in ${sodium}/include/sodium/version.h @ONLY)

file(GLOB_RECURSE sources ${sodium}/*.c)
list(FILTER sources EXCLUDE REGEX "/randombytes/(internal|sysrandom)/")

# One table is an eighth of all that a browser would load, and is computed instead.
set(ref10 ${sodium}/crypto_core/ed25519/ref10)
list(REMOVE_ITEM sources ${ref10}/ed25519_ref10.c)
file(READ ${ref10}/ed25519_ref10.c before)
file(READ ${CMAKE_SOURCE_DIR}/cmake/ed25519_base_table.c table)
set(lookup "static void\nge25519_cmov8_base(")
string(REPLACE "${lookup}" "${table}\n${lookup}" after "${before}")
string(REGEX REPLACE "    static const ge25519_precomp base\\[32\\]\\[8\\] = {[^}]*};\n" "" after "${after}")
string(REPLACE "ge25519_cmov8(t, base[pos], b)" "ge25519_cmov8(t, base_multiples(pos), b)" after "${after}")
string(REGEX MATCHALL "base_multiples|include \"fe_25_5/base[.]h" found "${after}")
if(NOT found STREQUAL "base_multiples;base_multiples")
  message(FATAL_ERROR "libsodium's ed25519_ref10.c is not as cmake/Sodium.cmake knows it")
endif()
set(patched ${CMAKE_BINARY_DIR}/generated/ed25519_ref10.c)
file(CONFIGURE OUTPUT ${patched} CONTENT "${after}" @ONLY)
set_source_files_properties(${patched} PROPERTIES INCLUDE_DIRECTORIES ${ref10})
list(APPEND sources ${patched})

# Fast where time goes, small elsewhere.
set(cold ${sources})
list(FILTER cold EXCLUDE REGEX "ed25519_ref10|sha512|blake2b|argon2-fill-block|chacha20|poly1305")
set_source_files_properties(${cold} PROPERTIES COMPILE_OPTIONS -Oz)
add_library(sodium STATIC ${sources})
target_include_directories(sodium SYSTEM PRIVATE ${sodium}/include/sodium
                                         INTERFACE ${sodium}/include)
# The core takes the random generator away before libsodium could use one (core/verify), so that
# there is none to link either.
target_compile_definitions(
  sodium PRIVATE CONFIGURED=1 NATIVE_LITTLE_ENDIAN=1 HAVE_STDINT_H=1 HAVE_INTTYPES_H=1
                 HAVE_WEAK_SYMBOLS=1 _WASI_EMULATED_SIGNAL RANDOMBYTES_CUSTOM_IMPLEMENTATION
                 RANDOMBYTES_DEFAULT_IMPLEMENTATION=NULL)
target_compile_options(sodium PRIVATE -w)
target_link_libraries(cg_sodium INTERFACE sodium)
