#include "analyze/attribution/run_timeline.h"

#include "analyze/attribution/internal/tally.h"
#include "analyze/internal/breakdown.h"
#include "analyze/internal/timeline_ask.h"
#include "model/value.h"
#include "timeline/bucket_index.h"

namespace throng::analyze {
namespace {

using internal::AttributionCounts;
using internal::Channel;
using internal::Touch;
using timeline::FilterCursor;
using timeline::PersonView;

constexpr std::size_t kNever = ~std::size_t{0};

// What one person did that matters.
struct Story {
  struct TouchAt {
    std::size_t event = 0;
    std::int64_t ms = 0;
    Channel channel = 0;
    bool direct = false;
    bool in_range = false;
    bool in_path = false;  // of a conversion
  };
  struct ConversionAt {
    std::size_t event = 0;
    std::int64_t ms = 0;
    std::uint32_t bucket = 0;
    std::size_t first_touch = 0, end_touch = 0;  // its path
  };
  std::vector<TouchAt> touches;
  std::vector<ConversionAt> conversions;  // that count
  std::size_t converted = kNever;         // by the rule `first`: the first ever
  bool fresh = false;                     // the first activity is in the range

  Channel acquired_by() const {
    for (const TouchAt& touch : touches) {
      if (touch.in_range) return touch.channel;
    }
    return 0;
  }
};

// A question bound to a snapshot.
class Run {
 public:
  Run(const AttributionQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question),
        timeline_(timeline),
        context_(context),
        program_(internal::filter_context(context)),
        conversion_(program_.add(question.conversion)),
        touch_(program_.add(question.touch)),
        activity_(program_.add(model::EventMatch{})),
        channel_(program_, question.channel) {
    if (!question.value.empty())
      value_ = program_.add(timeline::ColumnRef{false, question.value, timeline::ColumnKind::number});
  }

  Result<void> bind();
  // Looks at all touches once to know the channels.
  Result<void> survey();
  Result<AttributionCounts> count() const;
  Result<PersonList> persons(const AttributionCell& cell) const;
  const Buckets& buckets() const { return buckets_; }

 private:
  template <class Visit>
  void each_touch(FilterCursor& cursor, const PersonView& person, Visit visit) const;
  void find_conversions(FilterCursor& cursor, const PersonView& person, Story& story) const;
  void find_paths(Story& story) const;
  void read(FilterCursor& cursor, const PersonView& person, Story& story) const;
  void path_of(const Story& story, const Story::ConversionAt& conversion, std::vector<Touch>& path) const;
  bool is_lost(const Story& story, const Story::TouchAt& touch) const {
    return touch.in_range && !touch.in_path && touch.event < story.converted;
  }
  bool is_among(const Story& story, const AttributionCell& cell, std::optional<Channel> channel) const;

  friend class Counter;
  const AttributionQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  std::size_t conversion_, touch_, activity_;
  internal::Breakdown channel_;
  std::optional<std::size_t> value_;
  timeline::Snapshot snapshot_;
  Buckets buckets_;
  std::optional<timeline::BucketIndex> index_;
  std::uint64_t touch_begin_ = 0, begin_ = 0, end_ = 0;  // keys; nothing when begin_ = end_
  // Per code.
  std::vector<std::uint8_t> has_channel_, is_direct_;
  std::vector<Channel> channel_of_;
  std::vector<std::string> kept_;
};

Result<void> Run::bind() {
  THRONG_TRY(snapshot_, program_.bind(timeline_, context_.stop));
  THRONG_TRY(buckets_, buckets_of(question_.range, question_.bucket, context_, snapshot_.extent()));
  THRONG_CHECK(check_size(question_, buckets_.count()));
  index_.emplace(buckets_.edges());
  if (buckets_.count() > 0) {
    touch_begin_ = timeline::key_bound(buckets_.range.begin - question_.lookback);
    begin_ = index_->begin();
    end_ = index_->end();
  }
  channel_.bind(snapshot_);
  for (const std::uint32_t label : channel_.labels().of_code) {
    const std::string& text = channel_.labels().texts[label];
    has_channel_.push_back(text != model::kNone ? 1 : 0);
    is_direct_.push_back(std::find(question_.direct.begin(), question_.direct.end(), text) != question_.direct.end());
  }
  return {};
}

template <class Visit>
void Run::each_touch(FilterCursor& cursor, const PersonView& person, Visit visit) const {
  if ((person.event_mask & program_.event_mask(touch_)) == 0) return;
  const auto names = program_.names(touch_);
  const auto first = std::lower_bound(person.keys.begin(), person.keys.end(), touch_begin_) - person.keys.begin();
  for (auto i = static_cast<std::size_t>(first); i < person.keys.size() && person.keys[i] < end_; ++i) {
    if (names[person.names[i]] == 0) continue;
    const timeline::ValueCode code = channel_.code(person, i);
    if (has_channel_[code] != 0 && cursor.passes(touch_, i)) visit(i, code);
  }
}

void Run::find_conversions(FilterCursor& cursor, const PersonView& person, Story& story) const {
  if ((person.event_mask & program_.event_mask(conversion_)) == 0) return;
  const auto names = program_.names(conversion_);
  const bool only_first = question_.conversions == ConversionRule::first;
  for (std::size_t i = 0; i < person.keys.size() && person.keys[i] < end_; ++i) {
    const bool inside = person.keys[i] >= begin_;
    if (names[person.names[i]] == 0 || (!inside && !only_first) || !cursor.passes(conversion_, i)) continue;
    if (inside) {
      const std::uint64_t key = person.keys[i];
      story.conversions.push_back({.event = i, .ms = timeline::ms_of(key), .bucket = index_->bucket_of(key)});
    }
    if (!only_first) continue;
    story.converted = i;
    return;
  }
}

void Run::find_paths(Story& story) const {
  std::size_t first = 0, end = 0;
  for (Story::ConversionAt& conversion : story.conversions) {
    while (first < story.touches.size() && story.touches[first].ms < conversion.ms - question_.lookback.count())
      ++first;
    while (end < story.touches.size() && story.touches[end].event <= conversion.event) ++end;
    conversion.first_touch = std::min(first, end);
    conversion.end_touch = end;
    for (std::size_t i = end; i > conversion.first_touch && !story.touches[i - 1].in_path; --i)
      story.touches[i - 1].in_path = true;
  }
}

void Run::read(FilterCursor& cursor, const PersonView& person, Story& story) const {
  story.touches.clear();
  story.conversions.clear();
  story.converted = kNever;
  story.fresh = false;
  if (begin_ == end_) return;
  cursor.enter(person);
  const auto activity = program_.names(activity_);
  for (std::size_t i = 0; i < person.keys.size() && person.keys[i] < end_; ++i) {
    if (activity[person.names[i]] == 0) continue;
    story.fresh = person.keys[i] >= begin_;
    break;
  }
  find_conversions(cursor, person, story);
  each_touch(cursor, person, [&](std::size_t event, timeline::ValueCode code) {
    story.touches.push_back({.event = event,
                             .ms = timeline::ms_of(person.keys[event]),
                             .channel = channel_of_.empty() ? Channel{0} : channel_of_[code],
                             .direct = is_direct_[code] != 0,
                             .in_range = person.keys[event] >= begin_});
  });
  find_paths(story);
}

void Run::path_of(const Story& story, const Story::ConversionAt& conversion, std::vector<Touch>& path) const {
  path.clear();
  for (std::size_t i = conversion.first_touch; i < conversion.end_touch; ++i) {
    const Story::TouchAt& touch = story.touches[i];
    path.push_back({.channel = touch.channel, .direct = touch.direct, .age_ms = conversion.ms - touch.ms});
  }
  if (path.empty()) path.emplace_back();
}

Result<void> Run::survey() {
  struct State {
    FilterCursor cursor;
    std::vector<std::uint64_t> touches;  // per label
  };
  const auto make = [&] {
    return State{FilterCursor(program_), std::vector<std::uint64_t>(channel_.labels().texts.size())};
  };
  State all = make();
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, make,
      [&](State& state, const PersonView& person) {
        state.cursor.enter(person);
        each_touch(state.cursor, person,
                   [&](std::size_t, timeline::ValueCode code) { ++state.touches[channel_.labels().of_code[code]]; });
      },
      [&](State&& state) {
        for (std::size_t i = 0; i < all.touches.size(); ++i) all.touches[i] += state.touches[i];
      }));
  const internal::Groups groups = channel_.groups(all.touches, question_.top);
  kept_ = groups.names;
  if (!kept_.empty() && kept_.back() == model::kOther) kept_.pop_back();
  for (const std::uint32_t group : groups.of_code) channel_of_.push_back(static_cast<Channel>(group + 1));
  return {};
}

// Counts persons, one after the other.
class Counter {
 public:
  explicit Counter(const Run& run)
      : run_(run),
        cursor_(run.program_),
        counts_(run.kept_, run.question_.models.size(), run.buckets_.count()),
        touched_(counts_.channels.size()),
        converted_(counts_.channels.size()),
        in_bucket_(counts_.buckets),
        credited_(counts_.persons),
        credited_in_bucket_(counts_.credits.size(),
                            std::vector<std::uint64_t>(counts_.totals.size() * counts_.channels.size())) {}

  void visit(const PersonView& person) {
    run_.read(cursor_, person, story_);
    ++place_;
    if (story_.fresh) {
      ++counts_.total.acquired;
      ++counts_.channels[story_.acquired_by()].acquired;
    }
    count_touches();
    for (const Story::ConversionAt& conversion : story_.conversions) count_conversion(person, conversion);
    counts_.total.persons += story_.conversions.empty() ? 0 : 1;
    path_.clear();
    for (const Story::TouchAt& touch : story_.touches) {
      if (run_.is_lost(story_, touch)) path_.push_back({.channel = touch.channel});
    }
    counts_.transitions.add(path_, false);
    counts_.unconverted += path_.empty() ? 0 : 1;
  }
  const AttributionCounts& counts() const { return counts_; }

 private:
  // 1 the first time that this person is seen there.
  std::uint64_t once(std::uint64_t& seen) const { return std::exchange(seen, place_) == place_ ? 0 : 1; }

  void count_touches() {
    bool any = false;
    for (const Story::TouchAt& touch : story_.touches) {
      if (!touch.in_range) continue;
      any = true;
      ++counts_.total.touches;
      ++counts_.channels[touch.channel].touches;
      counts_.channels[touch.channel].touch_persons += once(touched_[touch.channel]);
    }
    counts_.total.touch_persons += any ? 1 : 0;
  }

  void count_conversion(const PersonView& person, const Story::ConversionAt& conversion) {
    const std::int64_t value =
        run_.value_ ? money_units(person.columns[*run_.value_].numbers[conversion.event]).value_or(0) : kMoneyUnits;
    run_.path_of(story_, conversion, path_);
    ++counts_.total.conversions;
    internal::CreditCounts& total = counts_.totals[conversion.bucket];
    total.credits += kCreditUnits;
    total.value += value;
    total.persons += once(in_bucket_[conversion.bucket]);
    if (conversion.first_touch < conversion.end_touch) counts_.transitions.add(path_, true);
    // Those that Shapley credits: each channel of the path once.
    internal::weigh(AttributionModel::shapley, path_, run_.question_.half_life, weights_);
    for (std::size_t i = 0; i < path_.size(); ++i) {
      if (weights_[i] == 0) continue;
      internal::ChannelCounts& channel = counts_.channels[path_[i].channel];
      ++channel.conversions;
      channel.persons += once(converted_[path_[i].channel]);
    }
    for (std::size_t m = 0; m < run_.question_.models.size(); ++m) credit(m, conversion.bucket, value);
  }

  void credit(std::size_t m, std::size_t bucket, std::int64_t value) {
    internal::weigh(run_.question_.models[m], path_, run_.question_.half_life, weights_);
    internal::share_out(kCreditUnits, weights_, credits_);
    internal::share_out(value, weights_, values_);
    for (std::size_t i = 0; i < path_.size(); ++i) {
      const Channel channel = path_[i].channel;
      const std::size_t cell = counts_.cell(channel, bucket);
      internal::CreditCounts& credited = counts_.credits[m][cell];
      credited.credits += credits_[i];
      credited.value += values_[i];
      if (weights_[i] == 0) continue;
      counts_.persons[m][channel] += once(credited_[m][channel]);
      credited.persons += once(credited_in_bucket_[m][cell]);
    }
  }

  const Run& run_;
  FilterCursor cursor_;
  AttributionCounts counts_;
  Story story_;
  std::uint64_t place_ = 0;
  // The last person seen there.
  std::vector<std::uint64_t> touched_, converted_, in_bucket_;
  std::vector<std::vector<std::uint64_t>> credited_, credited_in_bucket_;
  std::vector<Touch> path_;
  std::vector<double> weights_;
  std::vector<std::int64_t> credits_, values_;
};

Result<AttributionCounts> Run::count() const {
  AttributionCounts all(kept_, question_.models.size(), buckets_.count());
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, [&] { return Counter(*this); },
      [](Counter& counter, const PersonView& person) { counter.visit(person); },
      [&](Counter&& counter) { all.add(counter.counts()); }));
  return all;
}

bool Run::is_among(const Story& story, const AttributionCell& cell, std::optional<Channel> channel) const {
  if (cell.of == AttributionOf::acquired) return story.fresh && (!channel || story.acquired_by() == *channel);
  if (cell.of == AttributionOf::touches) {
    return std::any_of(story.touches.begin(), story.touches.end(), [&](const Story::TouchAt& touch) {
      return touch.in_range && (!channel || touch.channel == *channel);
    });
  }
  const auto counts = [&](const Story::ConversionAt& conversion) {
    return !cell.bucket || conversion.bucket == *cell.bucket;
  };
  if (!channel) return std::any_of(story.conversions.begin(), story.conversions.end(), counts);
  std::vector<Touch> path;
  std::vector<double> weights;
  for (const Story::ConversionAt& conversion : story.conversions) {
    if (!counts(conversion)) continue;
    path_of(story, conversion, path);
    internal::weigh(cell.model.value_or(AttributionModel::linear), path, question_.half_life, weights);
    for (std::size_t i = 0; i < path.size(); ++i) {
      if (weights[i] > 0 && path[i].channel == *channel) return true;
    }
  }
  return false;
}

Result<PersonList> Run::persons(const AttributionCell& cell) const {
  std::optional<Channel> channel;
  if (cell.channel) {
    THRONG_TRY(channel, internal::channel_named(*cell.channel, kept_));
  }
  return internal::collect_persons(program_, snapshot_, timeline_.pool(), context_.stop,
                                   [&](FilterCursor& cursor, const PersonView& person) {
                                     Story story;
                                     read(cursor, person, story);
                                     return is_among(story, cell, channel);
                                   });
}

}  // namespace

Result<AttributionAnswer> run_timeline(const AttributionQuestion& question, timeline::Timeline& timeline,
                                       const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_CHECK(run.survey());
  THRONG_TRY(AttributionCounts counts, run.count());
  return internal::answer_of(question, std::move(counts), run.buckets(), context);
}

Result<PersonList> persons_timeline(const AttributionQuestion& question, const AttributionCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_CHECK(validate(cell, question, run.buckets().count()));
  if (cell.channel) THRONG_CHECK(run.survey());
  return run.persons(cell);
}

}  // namespace throng::analyze
