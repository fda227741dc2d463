#include "analysis/cases.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace throng::testing {
namespace {

struct Line {
  std::string key;
  std::string value;
};

std::pair<std::string, std::string> split(const std::string& text, std::string_view at) {
  const std::size_t found = text.find(at);
  if (found == std::string::npos) return {text, ""};
  return {text.substr(0, found), text.substr(found + at.size())};
}

// {"cell":1} ann bob
std::pair<std::string, std::string> cell_and_names(const std::string& text) {
  const std::size_t end = text.rfind('}');
  return {text.substr(0, end + 1), end + 2 <= text.size() ? text.substr(end + 2) : ""};
}

Result<void> take(Case& out, const Line& line) {
  if (line.key == "case")
    out.name = line.value;
  else if (line.key == "given")
    out.given += line.value + " ";
  else if (line.key == "zone")
    out.zone = line.value;
  else if (line.key == "week")
    out.week = line.value;
  else if (line.key == "now")
    out.now = line.value;
  else if (line.key == "ask")
    std::tie(out.analysis, out.question) = split(line.value, " ");
  else if (line.key == "answer")
    out.answer = line.value;
  else if (line.key == "error")
    out.error = line.value;
  else if (line.key == "persons")
    out.persons.push_back(cell_and_names(line.value));
  else
    return invalid(out.where, "unknown line \"" + line.key + "\"");
  return {};
}

Result<void> read_file(const std::filesystem::path& path, std::vector<Case>& out) {
  std::ifstream in(path);
  std::vector<Line> lines;
  Case current;
  std::size_t number = 0;
  const auto finish = [&]() -> Result<void> {
    for (const Line& line : lines) THRONG_CHECK(take(current, line));
    if (!lines.empty()) out.push_back(current);
    lines.clear();
    return {};
  };
  for (std::string text; std::getline(in, text);) {
    ++number;
    if (text.starts_with('#')) continue;
    if (text.empty()) {
      THRONG_CHECK(finish());
    } else if (text.starts_with("  ") && !lines.empty()) {
      lines.back().value += " " + text.substr(text.find_first_not_of(' '));
    } else {
      if (lines.empty()) {
        current = {};
        current.where = path.filename().string() + ":" + std::to_string(number);
      }
      const auto [key, value] = split(text, ": ");
      lines.push_back({key, value});
    }
  }
  return finish();
}

}  // namespace

Result<std::vector<Case>> read_cases(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".test") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Case> cases;
  for (const auto& file : files) THRONG_CHECK(read_file(file, cases));
  return cases;
}

}  // namespace throng::testing
