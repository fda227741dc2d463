# Headers that nearly every file reads, compiled once a build: a third of the time of a file is theirs. With clang only,
# so that the second compiler still proves that each file includes what it uses.
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL Clang)
  function(throng_precompiled target)
  endfunction()
  return()
endif()

set(everywhere <algorithm> <array> <atomic> <charconv> <chrono> <cmath> <condition_variable> <deque> <expected> <filesystem>
    <fstream> <functional> <map> <memory> <mutex> <optional> <ranges> <set> <span> <sstream> <stop_token> <string>
    <string_view> <thread> <unordered_map> <utility> <variant> <vector> <fmt/format.h> <boost/describe.hpp>
    <boost/mp11/algorithm.hpp>)
file(WRITE ${CMAKE_BINARY_DIR}/precompiled.cc "")

# Libraries and tests have one set each.
add_library(throng_precompiled OBJECT ${CMAKE_BINARY_DIR}/precompiled.cc)
target_link_libraries(throng_precompiled PRIVATE fmt::fmt Boost::headers)
target_precompile_headers(throng_precompiled PRIVATE ${everywhere})
add_library(throng_precompiled_tests OBJECT ${CMAKE_BINARY_DIR}/precompiled.cc)
target_link_libraries(throng_precompiled_tests PRIVATE fmt::fmt Boost::headers rapidcheck rapidcheck_gtest GTest::gmock GTest::gtest)
# Compiled as the files of a program are.
set_target_properties(throng_precompiled_tests PROPERTIES POSITION_INDEPENDENT_CODE OFF)
target_compile_options(throng_precompiled_tests PRIVATE -fPIE -O0)
target_precompile_headers(throng_precompiled_tests PRIVATE ${everywhere} <gmock/gmock.h> <gtest/gtest.h> <rapidcheck/gtest.h>)

# A precompiled header holds the paths of its checkout, so ccache is told to know it by what it was made of instead
# (CCACHE_PCH_EXTSUM in toolchain.cmake): the text of its headers after preprocessing, in a file beside it.
function(throng_sum_precompiled target)
  get_target_property(headers ${target} PRECOMPILE_HEADERS)
  list(TRANSFORM headers PREPEND "#include ")
  list(JOIN headers "\n" text)
  file(WRITE ${CMAKE_BINARY_DIR}/${target}.cc "${text}\n")
  separate_arguments(flags UNIX_COMMAND "${CMAKE_CXX_FLAGS}")
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} ${flags} -std=c++2b -E -P ${CMAKE_BINARY_DIR}/${target}.cc
                  OUTPUT_VARIABLE preprocessed ERROR_VARIABLE problem RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "the headers to precompile cannot be read: ${problem}")
  endif()
  string(SHA256 sum "${CMAKE_CXX_COMPILER_VERSION} ${preprocessed}")
  file(WRITE ${CMAKE_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.hxx.pch.sum ${sum})
endfunction()
if(EXISTS /var/lib/dpkg/status)  # another version of a package is another text
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS /var/lib/dpkg/status)
endif()
throng_sum_precompiled(throng_precompiled)
throng_sum_precompiled(throng_precompiled_tests)

# throng_precompiled(target [TESTS])
function(throng_precompiled target)
  if("TESTS" IN_LIST ARGN)
    target_precompile_headers(${target} REUSE_FROM throng_precompiled_tests)
  else()
    target_precompile_headers(${target} REUSE_FROM throng_precompiled)
  endif()
endfunction()
