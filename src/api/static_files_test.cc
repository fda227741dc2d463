#include "api/static_files.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace throng::api {
namespace {

namespace fs = std::filesystem;

class StaticFilesTest : public ::testing::Test {
 protected:
  StaticFilesTest()
      : folder_(fs::temp_directory_path() /
                ("throng-static-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
    fs::create_directories(folder_ / "assets");
    std::ofstream(folder_ / "index.html") << "<title>page</title>" << std::string(2000, ' ');
    std::ofstream(folder_ / "assets" / "main-4f3a.js") << "let a = 1;" << std::string(2000, ';');
    std::ofstream(folder_ / "icon.png") << "png";
  }
  ~StaticFilesTest() override { fs::remove_all(folder_); }

  http::Response get(std::string path, std::vector<http::HeaderView> headers = {}) const {
    http::Request request;
    request.path = std::move(path);
    request.headers = std::move(headers);
    return StaticFiles::load(folder_.string())->respond(request);
  }
  static std::string header(const http::Response& response, std::string_view name) {
    for (const http::Header& h : response.headers) {
      if (h.name == name) return h.value;
    }
    return "";
  }

  fs::path folder_;
};

TEST_F(StaticFilesTest, ServesFilesWithTheirTypes) {
  EXPECT_EQ(get("/assets/main-4f3a.js").content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(*get("/icon.png").shared_body, "png");
  EXPECT_EQ(header(get("/icon.png"), "X-Content-Type-Options"), "nosniff");
  EXPECT_NE(header(get("/index.html"), "Content-Security-Policy").find("frame-ancestors 'none'"), std::string::npos);
  EXPECT_NE(header(get("/index.html"), "Content-Security-Policy").find("frame-src http: https:;"), std::string::npos);
}

TEST_F(StaticFilesTest, PathsOfTheClientsRouterGetThePage) {
  for (const char* path : {"/", "/persons/17", "/segments/"})
    EXPECT_TRUE(get(path).shared_body->starts_with("<title>page")) << path;
  EXPECT_EQ(get("/assets/gone.js").status, 404);
  EXPECT_EQ(get("/favicon.ico").status, 404);
}

TEST_F(StaticFilesTest, HashedFilesStayForEverThePageIsAskedForAgain) {
  EXPECT_EQ(header(get("/assets/main-4f3a.js"), "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(get("/"), "Cache-Control"), "no-cache");
  const std::string etag = header(get("/"), "ETag");
  EXPECT_EQ(get("/", {{"If-None-Match", etag}}).status, 304);
  EXPECT_EQ(get("/", {{"If-None-Match", "\"other\""}}).status, 200);
}

TEST_F(StaticFilesTest, SendsThePackedFormToWhoTakesIt) {
  const http::Response packed = get("/assets/main-4f3a.js", {{"Accept-Encoding", "gzip, br"}});
  EXPECT_EQ(header(packed, "Content-Encoding"), "gzip");
  EXPECT_LT(packed.shared_body->size(), 200u);
  EXPECT_EQ(header(get("/assets/main-4f3a.js"), "Content-Encoding"), "");
  EXPECT_EQ(header(get("/icon.png", {{"Accept-Encoding", "gzip"}}), "Content-Encoding"), "");
}

TEST(StaticFiles, WithoutAFolderExplainsItself) {
  const auto files = StaticFiles::load("");
  ASSERT_TRUE(files.has_value());
  http::Request request;
  request.path = "/anything";
  EXPECT_NE(files->respond(request).shared_body->find("not built yet"), std::string::npos);
}

}  // namespace
}  // namespace throng::api
