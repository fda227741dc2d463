// Stored events as the lines that another product's import takes, so that whoever moves on, or feeds a second product,
// takes everything along. Imported here with `--shape`, they become the same events and persons again, with other ids
// (docs/formats/import.md says what a product has no word for).
#pragma once

#include <string>
#include <unordered_set>

#include <simdjson.h>

#include "collect/export_shape.h"
#include "model/event.h"

namespace throng::collect {

class ShapeWriter {
 public:
  explicit ShapeWriter(ExportShape shape) : shape_(shape) {}

  // Adds the lines of an event, in the order of time: the first one that names a device and a user tells that they are
  // one person, where the product wants that said apart. At most two million of these pairs are remembered; then it is
  // said again, which does no harm.
  void append(std::string& out, const model::Event& event);

 private:
  bool joins(const model::Event& event);

  ExportShape shape_;
  std::unordered_set<std::uint64_t> joined_;  // hashes of the pairs
  simdjson::dom::parser parser_;
};

}  // namespace throng::collect
