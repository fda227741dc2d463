// Session and page metrics (会话与页面): how many visits, how long, how deep, how many bounce, and over which pages.
#pragma once

#include "analyze/sessions.h"

namespace throng::analyze {

inline constexpr std::uint32_t kMaxSessionTop = 100;
inline constexpr std::uint32_t kMaxSessionPages = 1000;
inline constexpr std::size_t kMaxPassiveEvents = 50;

// Breakdowns that are no property: the pages of the session's first and last view.
inline constexpr std::string_view kEntryPage = "$entry_page";
inline constexpr std::string_view kExitPage = "$exit_page";

struct SessionQuestion {
  model::EventMatch match;  // sessions with such an event count; by default all
  model::Window range = {model::Window::Last{30, BucketUnit::day}};  // when the session begins
  BucketUnit bucket = BucketUnit::day;
  SessionRule sessions;
  std::vector<std::string> passive = {"$page_leave"};  // events that are no interaction; at most kMaxPassiveEvents
  Duration engaged_after = seconds(10);                // sessions as long as this never bounce; not negative
  // A property of the session's first event, a trait, or event.$entry_page, event.$exit_page.
  std::optional<PropertyRef> breakdown;
  std::uint32_t top = 10;    // labels kept, by sessions; 1..kMaxSessionTop
  std::uint32_t pages = 50;  // pages listed, by views; 0..kMaxSessionPages
};
BOOST_DESCRIBE_STRUCT(SessionQuestion, (),
                      (match, range, bucket, sessions, passive, engaged_after, breakdown, top, pages))

struct SessionNumbers {
  std::uint64_t sessions = 0;
  std::uint64_t persons = 0;
  std::uint64_t events = 0;
  std::uint64_t views = 0;
  std::uint64_t bounces = 0;
  std::optional<double> events_per_session;
  std::optional<double> pages_per_session;
  std::optional<double> sessions_per_person;
  std::optional<double> bounce_rate;  // 0..1
  std::optional<double> mean_ms;      // length
  std::optional<double> median_ms;
};
BOOST_DESCRIBE_STRUCT(SessionNumbers, (),
                      (sessions, persons, events, views, bounces, events_per_session, pages_per_session,
                       sessions_per_person, bounce_rate, mean_ms, median_ms))

struct SessionSeries {
  std::string label;                    // "" without breakdown; "$none" missing value; "$other" the rest
  std::vector<SessionNumbers> buckets;  // one per bucket
  SessionNumbers total;                 // over the whole range
};
BOOST_DESCRIBE_STRUCT(SessionSeries, (), (label, buckets, total))

struct PageNumbers {
  std::string page;  // "$none" missing; "$other" the rest
  std::uint64_t views = 0;
  std::uint64_t persons = 0;
  std::uint64_t entries = 0;
  std::uint64_t exits = 0;
  std::uint64_t bounces = 0;          // entries that bounced
  std::optional<double> bounce_rate;  // of the entries
  std::uint64_t dwells = 0;           // views whose dwell is known
  std::optional<double> mean_dwell_ms;
  std::optional<double> median_dwell_ms;
};
BOOST_DESCRIBE_STRUCT(PageNumbers, (),
                      (page, views, persons, entries, exits, bounces, bounce_rate, dwells, mean_dwell_ms,
                       median_dwell_ms))

struct SessionAnswer {
  std::vector<Instant> buckets;       // start of each bucket
  Instant end{};                      // end of the last bucket
  std::vector<bool> complete;         // false: the bucket is not over yet, or the range cuts it
  SessionSeries all;                  // everything, label ""
  std::vector<SessionSeries> groups;  // by sessions descending, ties by label, "$other" last; empty without breakdown
  std::vector<PageNumbers> pages;     // by views descending, ties by page, "$other" last
};
BOOST_DESCRIBE_STRUCT(SessionAnswer, (), (buckets, end, complete, all, groups, pages))

enum class PagePart { viewed, entered, left };
BOOST_DESCRIBE_ENUM(PagePart, viewed, entered, left)

// Persons with a session for which all of this holds.
struct SessionCell {
  std::optional<std::uint32_t> bucket;
  std::optional<std::string> label;
  bool bounced = false;             // only sessions that bounced
  std::optional<std::string> page;  // a page of the answer's, or any
  PagePart part = PagePart::viewed;
};
BOOST_DESCRIBE_STRUCT(SessionCell, (), (bucket, label, bounced, page, part))

Result<void> validate(const SessionQuestion& question);
Result<void> validate(const SessionCell& cell, const SessionQuestion& question, std::size_t buckets);

// The answer's frame, without numbers.
SessionAnswer empty_session_answer(const Buckets& buckets, const AskContext& context);

}  // namespace throng::analyze
