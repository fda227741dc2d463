#include "analyze/reads.h"

#include "model/profile_op.h"

namespace throng::analyze {
namespace {

void add_profile_operations(Reads& reads) {
  for (const std::string_view name : model::kProfileOperations) reads.events.names.emplace_back(name);
}

class Walk {
 public:
  explicit Walk(Reads& reads) : reads_(reads) {}

  void operator()(const model::All& f) { each(f.of); }
  void operator()(const model::Any& f) { each(f.of); }
  void operator()(const model::Not& f) { add_reads(reads_, *f.of); }
  void operator()(const model::EventProperty& f) { comparison(f.comparison); }
  void operator()(const model::PersonTrait& f) {
    add_profile_operations(reads_);
    comparison(f.comparison);
  }
  void operator()(const model::Did& f) { add_reads(reads_, f.match); }
  // Strict ones are broken by any event at all.
  void operator()(const model::Sequence& f) {
    for (const model::EventMatch& step : f.steps) add_reads(reads_, step);
    if (f.strict) reads_.events.everything = true;
  }
  void operator()(const model::FirstTime& f) { add_reads(reads_, f.match); }
  void operator()(const model::InSegment&) { reads_.members = true; }
  void operator()(const model::HasTag&) { reads_.members = true; }
  void operator()(const model::InLayer&) { reads_.members = true; }

 private:
  void each(const std::vector<model::Filter>& filters) {
    for (const model::Filter& filter : filters) add_reads(reads_, filter);
  }
  void comparison(const model::Comparison& c) {
    if (c.op == model::Op::in_last || c.op == model::Op::not_in_last) reads_.exact_now = true;
  }
  Reads& reads_;
};

}  // namespace

void add_reads(Reads& reads, const model::EventMatch& match) {
  if (match.events.empty()) reads.events.activity = true;
  reads.events.names.insert(reads.events.names.end(), match.events.begin(), match.events.end());
  if (match.where) add_reads(reads, *match.where);
}

void add_reads(Reads& reads, const model::Filter& filter) { std::visit(Walk(reads), filter.node); }

void add_reads(Reads& reads, const PropertyRef& property) {
  if (property.scope == Scope::person) add_profile_operations(reads);
}

void add_reads(Reads& reads, const model::Window& range) {
  if (std::holds_alternative<model::Window::Ever>(range.form)) reads.events.everything = true;
}

void add_reads(Reads& reads, const SessionRule&) { reads.events.activity = true; }

}  // namespace throng::analyze
