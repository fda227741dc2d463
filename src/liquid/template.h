// Liquid, the template language of messages: parse once, render for each person.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "liquid/value.h"

namespace throng::liquid {

namespace internal {
struct Tree;
struct State;
}  // namespace internal

struct ParseOptions {
  std::size_t max_bytes = 256u << 10;  // of template text
  int max_nesting = 100;               // of blocks, and of brackets within an expression
};

// All of them are deterministic: the same template and data pass or fail on every machine.
struct RenderLimits {
  std::size_t max_output_bytes = 1u << 20;   // what is appended to the output
  std::size_t max_memory_bytes = 16u << 20;  // texts and lists that assigns, captures and filters make
  std::int64_t max_iterations = 100'000;     // of all loops together, and the longest list a range may become
  std::int64_t max_steps = 2'000'000;        // tags, outputs and filters, and what these look at in units of 64 bytes
  int max_partial_depth = 20;                // include and render within each other
};

class Template;

// The template that include and render mean by a name; null when there is none. It must outlive the rendering.
using PartialSource = std::function<const Template*(std::string_view name)>;

struct RenderOptions {
  bool html = false;  // escape what {{ }} prints, unless it passed `| raw` or `| escape`
  Instant now{};      // what 'now' and 'today' mean to the date filter
  PartialSource partials;
  RenderLimits limits;
  std::optional<std::chrono::steady_clock::time_point> deadline;  // looked at every 1,024 steps
  // Paths that were printed, assigned or looped over but do not exist, each once, at most 100; where a `default` filter
  // stands beside one it is not missed, nor is one that only a condition asks about.
  std::vector<std::string>* missing = nullptr;
};

// A parsed template. Immutable, cheap to copy, safe to render from many threads at once.
class Template {
 public:
  // Errors: invalid_argument, saying the line and what to do: tags that are unknown or not closed, unknown filters,
  // wrong numbers of arguments, expressions that cannot be read; too_large beyond the options' limits.
  static Result<Template> parse(std::string_view text, const ParseOptions& options = {});

  // Appends the rendered text to `out`, which is left as it was after an error. `globals` should be an object; its
  // members are the template's variables. Texts of both are used in place. About a microsecond per tag.
  // Errors, each with the line: invalid_argument (division by zero, text compared with a number, a partial that is not
  // there), too_large (output or memory), deadline (iterations, steps, time).
  Result<void> render(const Value& globals, const RenderOptions& options, std::string& out) const;

  // What it may look at: paths that are written out, "person.address.city", up to the first step that is worked out
  // ("items[i].name" is "items"). Each once, in order; names that the template assigns are among them.
  std::vector<std::string> paths() const;

 private:
  friend struct internal::State;
  Template() = default;

  std::shared_ptr<const internal::Tree> tree_;
};

}  // namespace throng::liquid
