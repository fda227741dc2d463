// The C functions of libchdb.so that this program uses, found at run time: the package ships no header, and a
// program that starts without the library can say what is missing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/result.h"

namespace throng::warehouse::internal {

struct ChdbResult;
struct ChdbInsert;
struct ChdbConnection {  // passed by value to every call but close
  void* opaque;
};

// Texts are given by pointer and length; results that are not null must be given back to destroy_result.
struct ChdbApi {
  void (*set_signal_handlers_enabled)(int enabled) = nullptr;
  ChdbConnection* (*connect)(int argc, char** argv) = nullptr;  // null: the reason is on standard error only
  void (*close)(ChdbConnection*) = nullptr;

  ChdbResult* (*query)(ChdbConnection, const char*, std::size_t, const char* format, std::size_t) = nullptr;
  ChdbResult* (*stream_query)(ChdbConnection, const char*, std::size_t, const char* format, std::size_t) = nullptr;
  ChdbResult* (*stream_fetch)(ChdbConnection, ChdbResult* stream) = nullptr;  // length 0: the end
  void (*stream_cancel)(ChdbConnection, ChdbResult* stream) = nullptr;        // only between fetches
  const char* (*result_buffer)(ChdbResult*) = nullptr;
  std::size_t (*result_length)(ChdbResult*) = nullptr;
  const char* (*result_error)(ChdbResult*) = nullptr;  // null: none
  std::uint64_t (*result_storage_rows_read)(ChdbResult*) = nullptr;
  void (*destroy_result)(ChdbResult*) = nullptr;

  ChdbInsert* (*insert)(ChdbConnection, const char*, std::size_t, const char* format, std::size_t) = nullptr;
  const char* (*insert_error)(ChdbInsert*) = nullptr;
  int (*insert_append)(ChdbInsert*, const void*, std::size_t) = nullptr;  // 0: done
  ChdbResult* (*insert_done)(ChdbInsert*) = nullptr;                      // commits
  void (*insert_cancel)(ChdbInsert*) = nullptr;
  void (*destroy_insert)(ChdbInsert*) = nullptr;
};

// Loads the library for the rest of the process's life and switches its crash handlers off (they keep a crashing
// process from ending). Errors: io, naming the places that were tried.
Result<ChdbApi> load_chdb(const std::string& wanted);

}  // namespace throng::warehouse::internal
