// Where the base and its columns are read from: the warehouse, or (without one) what was appended.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <stop_token>
#include <vector>

#include "base/function_ref.h"
#include "base/json.h"
#include "model/profile_op.h"
#include "timeline/internal/dictionary.h"
#include "timeline/internal/props.h"
#include "timeline/timeline.h"

namespace throng::timeline {

class Source {
 public:
  virtual ~Source() = default;

  struct Extent {
    std::uint64_t events = 0;
    model::EventNumber last_number = 0;  // 0: no events
  };
  virtual Result<Extent> extent() = 0;
  virtual Result<std::vector<model::Link>> links() = 0;

  struct Rows {
    std::span<const model::PersonNumber> persons;
    std::span<const std::uint64_t> keys;
    std::span<const std::uint32_t> numbers;
    std::span<const EventCode> names;  // codes in the dictionary that was handed in
  };
  using RowSink = FunctionRef<Result<void>(const Rows&)>;
  // Events numbered up to `last`, in order of (person, instant, id). Adds the names to `names`.
  virtual Result<void> events(model::EventNumber last, Dictionary& names, RowSink sink) = 0;

  // number, raw value ("null" stands for an explicit null), and of traits what is done with it.
  using ValueSink = FunctionRef<void(std::uint64_t, std::string_view, model::ProfileOp)>;
  // Of the events numbered up to `last` those that have the property, in any order; for traits only operations on
  // profiles, and all that delete one.
  virtual Result<void> column(const ColumnRef& ref, model::EventNumber last, std::stop_token stop, ValueSink sink) = 0;
};

// The event's own columns: "$channel" is `channel`. "" for properties.
std::string_view own_column(const ColumnRef& ref);
std::unique_ptr<Source> warehouse_source(warehouse::Warehouse& warehouse, std::string project);

// Reads one column out of single events (model::Event, DeltaEvent). Of those that delete a profile: "null".
class EventReader {
 public:
  explicit EventReader(const ColumnRef& ref)
      : own_(own_column(ref)), pattern_(own_.empty() ? key_pattern(ref.name) : "") {}
  // "" when the event does not have it.
  template <class E>
  std::string operator()(const E& event) const {
    if (own_.empty()) return std::string(raw_after(event.props, pattern_));
    const std::string& text = own(event);
    std::string raw;
    if (!text.empty()) json::write_string(raw, text);
    return raw;
  }

 private:
  template <class E>
  const std::string& own(const E& event) const {
    if (own_ == "channel") return event.channel;
    if (own_ == "device") return event.device;
    if (own_ == "os") return event.os;
    if (own_ == "browser") return event.browser;
    return own_ == "page" ? event.page : event.session;
  }
  std::string_view own_;
  std::string pattern_;
};

// Keeps every event it is given, for timelines without a warehouse.
class MemorySource final : public Source {
 public:
  void add(std::span<const model::Event> events, std::span<const model::Link> links);
  Result<Extent> extent() override;
  Result<std::vector<model::Link>> links() override;
  Result<void> events(model::EventNumber last, Dictionary& names, RowSink sink) override;
  Result<void> column(const ColumnRef& ref, model::EventNumber last, std::stop_token stop, ValueSink sink) override;

 private:
  std::mutex mutex_;  // columns are read while the writer adds
  std::vector<model::Event> events_;
  std::vector<model::Link> links_;
};

}  // namespace throng::timeline
