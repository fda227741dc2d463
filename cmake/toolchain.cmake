# Warnings are errors; baseline x86-64 (hot kernels pick wider instructions at run time).
add_compile_options(-Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wno-sign-conversion -Wno-missing-field-initializers
                    -fno-omit-frame-pointer -pthread)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # Names inside macros of nested lambdas, and ICU's macros: clang's leg has these two. GoogleTest's macros after an if.
  # Moved variants that g++ 12 takes for uninitialized, by the page.
  add_compile_options(-Wno-shadow -Wno-conversion -Wno-dangling-else -Wno-maybe-uninitialized -Wno-error=dangling-pointer)
endif()
add_compile_definitions(BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION SPDLOG_FMT_EXTERNAL)
# Paths of the build machine stay out of the binary.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)

find_program(THRONG_CCACHE ccache)
if(THRONG_CCACHE)
  # Paths below the checkout are hashed relative to it, so another checkout finds what this one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_PCH_EXTSUM=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${THRONG_CCACHE})
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
  # Precompiled headers are the same bytes from the same headers, whenever made; what ccache needs to reuse what uses them.
  add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
  # Without the header beside it: that argument's path is the checkout's own.
  set(CMAKE_CXX_COMPILE_OPTIONS_USE_PCH -Xclang -include-pch -Xclang <PCH_FILE>)
endif()
find_program(THRONG_MOLD mold)
if(THRONG_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

if(THRONG_SANITIZE OR THRONG_FUZZ)
  # vptr checks need type information that SOCI keeps to itself.
  add_compile_options(-fsanitize=${THRONG_SANITIZERS} -fno-sanitize=vptr -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${THRONG_SANITIZERS} -fno-sanitize=vptr)
endif()
if(THRONG_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
