#include "warehouse/internal/chdb_api.h"

#include <dlfcn.h>
#include <signal.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace throng::warehouse::internal {
namespace {

constexpr const char* kLibrary = "libchdb.so";
constexpr const char* kPackage = "node_modules/@chdb/lib-linux-x64-gnu/libchdb.so";

template <class Function>
bool find(void* library, const char* name, Function& out) {
  out = reinterpret_cast<Function>(dlsym(library, name));
  return out != nullptr;
}

bool find_all(void* library, ChdbApi& api) {
  return find(library, "chdb_set_signal_handlers_enabled", api.set_signal_handlers_enabled) &&
         find(library, "chdb_connect", api.connect) && find(library, "chdb_close_conn", api.close) &&
         find(library, "chdb_query_n", api.query) && find(library, "chdb_stream_query_n", api.stream_query) &&
         find(library, "chdb_stream_fetch_result", api.stream_fetch) &&
         find(library, "chdb_stream_cancel_query", api.stream_cancel) &&
         find(library, "chdb_result_buffer", api.result_buffer) &&
         find(library, "chdb_result_length", api.result_length) &&
         find(library, "chdb_result_error", api.result_error) &&
         find(library, "chdb_result_storage_rows_read", api.result_storage_rows_read) &&
         find(library, "chdb_destroy_query_result", api.destroy_result) &&
         find(library, "chdb_stream_insert_n", api.insert) &&
         find(library, "chdb_stream_insert_error", api.insert_error) &&
         find(library, "chdb_stream_append", api.insert_append) && find(library, "chdb_stream_done", api.insert_done) &&
         find(library, "chdb_stream_cancel_insert", api.insert_cancel) &&
         find(library, "chdb_destroy_insert_stream", api.destroy_insert);
}

// The package in this folder or any above it.
void add_package_upward(std::filesystem::path folder, std::vector<std::string>& places) {
  for (; !folder.empty(); folder = folder.parent_path()) {
    places.push_back((folder / kPackage).string());
    if (folder == folder.parent_path()) return;
  }
}

std::vector<std::string> places_to_look(const std::string& wanted) {
  if (!wanted.empty()) return {wanted};
  if (const char* from_environment = std::getenv("THRONG_CHDB"); from_environment != nullptr && *from_environment != 0)
    return {from_environment};
  std::vector<std::string> places;
  std::error_code ignored;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  if (!program.empty()) places.push_back((program.parent_path() / kLibrary).string());
  add_package_upward(std::filesystem::current_path(ignored), places);
  if (!program.empty()) add_package_upward(program.parent_path(), places);
  return places;
}

Result<std::string> find_library(const std::string& wanted) {
  const auto places = places_to_look(wanted);
  std::error_code ignored;
  for (const auto& place : places)
    if (std::filesystem::exists(place, ignored)) return place;
  return fail(ErrorCode::io, "libchdb.so is neither at " + places.front() +
                                 (places.size() > 1 ? " nor in node_modules here or above" : std::string()) +
                                 "; set THRONG_CHDB to its path");
}

// Loading the library blocks SIGPIPE in this thread and so in every thread and child started from it.
void unblock_sigpipe() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace

Result<ChdbApi> load_chdb(const std::string& wanted) {
  THRONG_TRY(const auto path, find_library(wanted));
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr) return fail(ErrorCode::io, "cannot load " + path + ": " + dlerror());
  ChdbApi api;
  if (!find_all(library, api))
    return fail(ErrorCode::io, path + " is not the version of chDB that this program needs: " + dlerror());
  api.set_signal_handlers_enabled(0);
  unblock_sigpipe();
  return api;
}

}  // namespace throng::warehouse::internal
