#include "cli/tar.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/folder.h"
#include "collect/testing.h"

namespace throng::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Tar : public ::testing::Test {
 protected:
  std::string file(const std::string& name) const { return folder_.path() + "/" + name; }
  void pack() {
    ASSERT_TRUE(write_file(file("a"), std::string(1'000, 'a')));
    ASSERT_TRUE(write_file(file("b"), ""));
    ASSERT_TRUE(write_file(file("c"), std::string(512 * 3, 'c')));
    const auto written = write_tar(file("all.tar"), {{"one", file("a")}, {"two", file("b")}, {"three", file("c")}});
    ASSERT_TRUE(written) << describe(written.error());
    std::filesystem::create_directory(file("out"));
  }
  collect::testing::TemporaryFolder folder_;
};

TEST_F(Tar, GivesBackWhatWasPutIn) {
  pack();
  const auto names = extract_tar(file("all.tar"), file("out"));
  ASSERT_TRUE(names) << describe(names.error());
  EXPECT_THAT(*names, ElementsAre("one", "two", "three"));
  EXPECT_EQ(read_file(file("out/one")).value(), std::string(1'000, 'a'));
  EXPECT_EQ(read_file(file("out/two")).value(), "");
  EXPECT_EQ(read_file(file("out/three")).value(), std::string(512 * 3, 'c'));
}

TEST_F(Tar, DoesNotOverwriteAnArchive) {
  pack();
  EXPECT_EQ(write_tar(file("all.tar"), {}).error().code, ErrorCode::conflict);
}

TEST_F(Tar, NoticesEveryCut) {
  pack();
  const std::string whole = read_file(file("all.tar")).value();
  for (std::size_t size = 0; size < whole.size() - 1'024; size += 100) {
    ASSERT_TRUE(write_file(file("cut.tar"), whole.substr(0, size)));
    std::filesystem::remove_all(file("out"));
    std::filesystem::create_directory(file("out"));
    const auto names = extract_tar(file("cut.tar"), file("out"));
    ASSERT_FALSE(names) << size;
    EXPECT_EQ(names.error().code, ErrorCode::corrupt) << size;
  }
}

TEST_F(Tar, NoticesADamagedHeader) {
  pack();
  std::string bytes = read_file(file("all.tar")).value();
  bytes[130] = '7';  // in the size
  ASSERT_TRUE(write_file(file("bad.tar"), bytes));
  EXPECT_THAT(describe(extract_tar(file("bad.tar"), file("out")).error()), HasSubstr("damaged"));
}

TEST_F(Tar, StaysInItsFolder) {
  pack();
  ASSERT_TRUE(write_tar(file("evil.tar"), {{"../escaped", file("a")}}));
  EXPECT_EQ(extract_tar(file("evil.tar"), file("out")).error().code, ErrorCode::corrupt);
  EXPECT_FALSE(std::filesystem::exists(file("escaped")));
}

}  // namespace
}  // namespace throng::cli
