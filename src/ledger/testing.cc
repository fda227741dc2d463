#include "ledger/testing.h"

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace throng::ledger {
namespace {

constexpr const char* kPrograms = "/usr/lib/postgresql/15/bin/";
constexpr timeval kPatience{.tv_sec = 60, .tv_usec = 0};

class Folder {
 public:
  Folder() {
    auto name = (std::filesystem::temp_directory_path() / "throng-ledger-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// PostgreSQL refuses to run as root.
void become_postgres() {
  if (geteuid() != 0) return;
  const passwd* user = getpwnam("postgres");
  if (user == nullptr || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0) _exit(126);
}

// The program's process; it is told to stop when this process ends, even by a kill.
pid_t start(const std::string& program, const std::vector<std::string>& arguments, const std::string& log) {
  const pid_t child = fork();
  if (child != 0) return child;
  become_postgres();
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  const auto path = kPrograms + program;
  std::vector<char*> raw = {const_cast<char*>(path.c_str())};
  for (const auto& argument : arguments) raw.push_back(const_cast<char*>(argument.c_str()));
  raw.push_back(nullptr);
  execv(path.c_str(), raw.data());
  _exit(127);
}

// Where PostgreSQL says that it is ready, as it does to systemd.
class ReadyNotice {
 public:
  explicit ReadyNotice(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    if (bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) std::abort();
    std::filesystem::permissions(path, std::filesystem::perms::all);
    setenv("NOTIFY_SOCKET", path.c_str(), 1);
  }
  ReadyNotice(const ReadyNotice&) = delete;
  ReadyNotice& operator=(const ReadyNotice&) = delete;
  ~ReadyNotice() {
    unsetenv("NOTIFY_SOCKET");
    close(socket_);
  }

  // False when nothing came for long.
  bool wait() const {
    for (;;) {
      char text[1024];
      const ssize_t n = recv(socket_, text, sizeof text, 0);
      if (n <= 0) return false;
      if (std::string_view(text, static_cast<std::size_t>(n)).find("READY=1") != std::string_view::npos) return true;
    }
  }

 private:
  int socket_;
};

class Server {
 public:
  Result<void> start_up() {
    if (geteuid() == 0) {
      const passwd* user = getpwnam("postgres");
      if (user == nullptr || chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0)
        return fail(ErrorCode::io, "there is no user postgres");
    }
    const auto data = folder_.path() + "/data";
    const auto log = folder_.path() + "/log";
    int status = 0;
    waitpid(start("initdb", {"-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"}, log), &status, 0);
    if (status != 0) return fail(ErrorCode::io, "initdb failed, see " + log);
    const ReadyNotice notice(folder_.path() + "/ready");
    server_ = start("postgres", {"-D", data, "-k", folder_.path(), "-c", "listen_addresses=", "-c", "fsync=off"}, log);
    if (!notice.wait()) return fail(ErrorCode::io, "the PostgreSQL of the tests does not start, see " + log);
    return {};
  }
  ~Server() {
    if (server_ <= 0) return;
    kill(server_, SIGQUIT);
    waitpid(server_, nullptr, 0);
  }

  std::string url(const std::string& database) const {
    return "postgresql:///" + database + "?host=" + folder_.path() + "&user=postgres";
  }

  Result<std::string> fresh_database() {
    const auto name = "t" + std::to_string(++databases_);
    try {
      soci::session sql(soci::postgresql, url("postgres"));
      sql << "CREATE DATABASE " << name;
    } catch (const std::exception& thrown) {
      return fail(ErrorCode::io, thrown.what());
    }
    return url(name);
  }

 private:
  Folder folder_;
  pid_t server_ = 0;
  int databases_ = 0;
};

}  // namespace

std::string fresh_sqlite_url() {
  static const Folder folder;
  static int count = 0;
  return "sqlite:" + folder.path() + "/ledger" + std::to_string(++count) + ".db";
}

bool has_postgresql() {
  std::error_code ignored;
  return std::filesystem::exists(std::string(kPrograms) + "postgres", ignored);
}

Result<std::string> fresh_postgresql_url() {
  static Server server;
  static const Result<void> started = server.start_up();
  THRONG_CHECK(started);
  return server.fresh_database();
}

}  // namespace throng::ledger
