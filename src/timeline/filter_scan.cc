#include "timeline/filter_scan.h"

#include <algorithm>

#include "timeline/internal/filter_node.h"

namespace throng::timeline {
namespace {

// In comparisons.
constexpr int kPassOverEvents = 16;

ColumnKind kind_for(const model::Comparison& comparison) {
  return model::family_of(comparison.op) == model::OpFamily::number ? ColumnKind::number : ColumnKind::code;
}

}  // namespace

// Turns a tree into nodes.
struct FilterProgram::Adder {
  FilterProgram& program;
  using Kind = Node::Kind;

  std::uint32_t of(const model::Filter& filter) { return std::visit(*this, filter.node); }
  // The cheap ones are asked first: the order does not matter to the answer.
  std::uint32_t list(Kind kind, const std::vector<model::Filter>& filters) {
    Node node{.kind = kind};
    for (const model::Filter& filter : filters) node.children.push_back(of(filter));
    const auto rank = [&](std::uint32_t child) { return std::pair(program.nodes_[child].cost, child); };
    std::sort(node.children.begin(), node.children.end(), [&](auto a, auto b) { return rank(a) < rank(b); });
    for (const std::uint32_t child : node.children) node.cost += program.nodes_[child].cost;
    return program.add_node(std::move(node));
  }
  std::uint32_t comparison(const model::Comparison& comparison, bool trait) {
    const ColumnKind kind = kind_for(comparison);
    Node node{.comparison = comparison};
    node.kind = trait ? (kind == ColumnKind::code ? Kind::trait_code : Kind::trait_number)
                      : (kind == ColumnKind::code ? Kind::event_code : Kind::event_number);
    node.column = static_cast<std::uint32_t>(program.add(ColumnRef{trait, comparison.property, kind}));
    return program.add_node(std::move(node));
  }
  std::uint32_t about_events(Node node, std::span<const model::EventMatch> matches) {
    for (const model::EventMatch& match : matches)
      node.matches.push_back(static_cast<std::uint32_t>(program.add(match)));
    node.slot = static_cast<std::uint32_t>(program.slots_++);
    node.cost = kPassOverEvents * static_cast<int>(matches.size());
    return program.add_node(std::move(node));
  }

  std::uint32_t operator()(const model::All& f) { return list(Kind::all, f.of); }
  std::uint32_t operator()(const model::Any& f) { return list(Kind::any, f.of); }
  std::uint32_t operator()(const model::Not& f) {
    Node node{.kind = Kind::negation};
    node.children.push_back(of(*f.of));
    node.cost = program.nodes_[node.children[0]].cost;
    return program.add_node(std::move(node));
  }
  std::uint32_t operator()(const model::EventProperty& f) { return comparison(f.comparison, false); }
  std::uint32_t operator()(const model::PersonTrait& f) { return comparison(f.comparison, true); }
  std::uint32_t operator()(const model::Did& f) {
    Node node{.kind = Kind::did, .window = f.within, .aggregate = f.aggregate, .negated = f.negated};
    node.comparison.op = f.op;
    node.comparison.numbers = f.numbers;
    if (f.aggregate != model::Aggregate::count) {
      const ColumnKind kind = f.aggregate == model::Aggregate::distinct ? ColumnKind::code : ColumnKind::number;
      node.column = static_cast<std::uint32_t>(program.add(ColumnRef{false, f.property, kind}));
    }
    return about_events(std::move(node), {&f.match, 1});
  }
  std::uint32_t operator()(const model::Sequence& f) {
    return about_events(Node{.kind = Kind::sequence, .within = f.within, .strict = f.strict}, f.steps);
  }
  std::uint32_t operator()(const model::FirstTime& f) {
    return about_events(Node{.kind = Kind::first_time, .window = f.within}, {&f.match, 1});
  }
  std::uint32_t operator()(const model::InSegment& f) { return member({f}); }
  std::uint32_t operator()(const model::HasTag& f) { return member({f}); }
  std::uint32_t operator()(const model::InLayer& f) { return member({f}); }
  std::uint32_t member(model::Filter leaf) {
    return program.add_node(Node{.kind = Kind::member, .leaf = std::move(leaf)});
  }
};

FilterProgram::FilterProgram(FilterContext context) : context_(std::move(context)) {}
FilterProgram::~FilterProgram() = default;

std::uint32_t FilterProgram::add_node(Node node) {
  nodes_.push_back(std::move(node));
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

std::size_t FilterProgram::add(const model::EventMatch& match) {
  Match added{.events = match.events};
  if (match.where) added.where = Adder{*this}.of(*match.where);
  matches_.push_back(std::move(added));
  return matches_.size() - 1;
}

std::size_t FilterProgram::add(const model::Filter& filter) { return Adder{*this}.of(filter); }

std::size_t FilterProgram::add(const ColumnRef& column) {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  if (found != columns_.end()) return static_cast<std::size_t>(found - columns_.begin());
  columns_.push_back(column);
  return columns_.size() - 1;
}

void FilterProgram::add_days() { days_.wanted = ColumnRef{false, context_.calendar.zone_name(), ColumnKind::days}; }

void FilterProgram::add_sessions(Duration timeout) {
  sessions_.wanted = ColumnRef{false, std::to_string(timeout.count()), ColumnKind::sessions};
}

Result<Snapshot> FilterProgram::load(Timeline& timeline, const std::stop_token& stop) {
  std::vector<ColumnRef> columns = columns_;
  for (Helper* helper : {&days_, &sessions_}) {
    helper->at.reset();
    if (!helper->wanted) continue;
    helper->at = columns.size();
    columns.push_back(*helper->wanted);
  }
  auto snapshot = timeline.snapshot(columns, stop);
  const bool too_much = !snapshot && snapshot.error().code == ErrorCode::deadline;
  if (!too_much || columns.size() == columns_.size()) return snapshot;
  days_.at.reset();
  sessions_.at.reset();
  return timeline.snapshot(columns_, stop);
}

Result<Snapshot> FilterProgram::bind(Timeline& timeline, const std::stop_token& stop) {
  THRONG_TRY(Snapshot snapshot, load(timeline, stop));
  for (Match& match : matches_) bind(match, snapshot);
  for (Node& node : nodes_) {
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "the question was cancelled");
    THRONG_CHECK(bind(node, snapshot));
  }
  return snapshot;
}

void FilterProgram::bind(Match& match, const Snapshot& snapshot) const {
  match.names.assign(snapshot.event_names(), 0);
  match.event_mask = 0;
  std::uint64_t others = 0;
  for (std::size_t code = 0; code < match.names.size(); ++code) {
    const std::string_view name = snapshot.event_name(static_cast<EventCode>(code));
    const bool taken = match.events.empty()
                           ? model::is_activity(name)
                           : std::find(match.events.begin(), match.events.end(), name) != match.events.end();
    match.names[code] = taken ? 1 : 0;
    (taken ? match.event_mask : others) |= mask_of(static_cast<EventCode>(code));
  }
  match.mask_is_exact = (match.event_mask & others) == 0;
}

Result<void> FilterProgram::bind(Node& node, const Snapshot& snapshot) {
  switch (node.kind) {
    case Node::Kind::event_code:
    case Node::Kind::trait_code: {
      const model::Matcher matcher(node.comparison, context_.now);
      for (const std::string& raw : snapshot.dictionary(node.column)) node.table.push_back(matcher(raw) ? 1 : 0);
      return {};
    }
    case Node::Kind::did:
    case Node::Kind::first_time: {
      THRONG_TRY(const TimeRange range, model::resolve(node.window, context_.calendar, context_.now));
      node.begin_key = key_bound(range.begin);
      node.end_key = key_bound(range.end);
      node.matcher.emplace(node.comparison, context_.now);
      return {};
    }
    case Node::Kind::event_number:
    case Node::Kind::trait_number: node.matcher.emplace(node.comparison, context_.now); return {};
    case Node::Kind::member: return bind_members(node, snapshot);
    case Node::Kind::all:
    case Node::Kind::any:
    case Node::Kind::negation:
    case Node::Kind::sequence: return {};
  }
  return {};
}

Result<void> FilterProgram::bind_members(Node& node, const Snapshot& snapshot) {
  if (!context_.members) return fail(ErrorCode::not_found, "there are no segments, tags or layers here");
  THRONG_TRY(const MemberList members, context_.members(node.leaf));
  for (const model::PersonNumber member : *members) {
    // A list may be older than a link.
    const model::PersonNumber person = snapshot.representative(member);
    if (person / 64 >= node.bits.size()) node.bits.resize(person / 64 + 1);
    node.bits[person / 64] |= std::uint64_t{1} << (person % 64);
  }
  return {};
}

}  // namespace throng::timeline
