// A parsed JSON value to look at, and the scalar writers: what base/json.h is built on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace throng::json {

enum class Kind { null, boolean, number, string, array, object };

// A value inside a Document: two words, valid while the document lives.
class Node {
 public:
  Kind kind() const;
  // Each requires the matching kind().
  bool boolean() const;
  double number() const;
  std::optional<std::int64_t> integer() const;  // empty for fractions and beyond 64 bits
  std::string_view string() const;
  std::vector<Node> elements() const;
  std::vector<std::pair<std::string_view, Node>> members() const;  // in text order, duplicates included
  std::optional<Node> find(std::string_view key) const;            // objects only; the first of duplicates
  std::string dump() const;                                        // compact JSON

 private:
  friend class Document;
  const void* words_[2] = {nullptr, nullptr};
};

// Parsed text. Errors: invalid_argument for anything that is not one JSON value of depth <= 64.
class Document {
 public:
  static Result<Document> parse(std::string_view text);
  Node root() const { return root_; }

 private:
  std::shared_ptr<void> parser_;
  Node root_;
};

std::string_view name_of(Kind kind);
Error wrong_kind(std::string_view expected, Node got);
Error under(std::string_view parent, Error error);  // puts a path segment before error.field
Error under(std::size_t index, Error error);

void write_string(std::string& out, std::string_view text);
void write_number(std::string& out, double value);
void write_number(std::string& out, std::int64_t value);
void write_number(std::string& out, std::uint64_t value);

// JSON text that is already written, embedded as it is. Reading one keeps the value's compact text.
struct Raw {
  std::string text = "null";
  bool operator==(const Raw&) const = default;
};
Result<void> from_json(Node node, Raw& out);
void to_json(std::string& out, const Raw& value);

}  // namespace throng::json
