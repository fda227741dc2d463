// Reports, boards, annotations, goals, alerts and subscriptions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/messages/problem.h"
#include "board/alert.h"
#include "board/annotation.h"
#include "board/board.h"
#include "board/goal.h"
#include "board/progress.h"
#include "board/report.h"
#include "board/subscription.h"

namespace throng::api {

struct SavedView {
  std::string id, name, description, owner;
  Instant created{};
  Instant updated{};
};
BOOST_DESCRIBE_STRUCT(SavedView, (), (id, name, description, owner, created, updated))
struct SavedWords {
  std::string name;  // 1 to 200 bytes
  std::string description;
};
BOOST_DESCRIBE_STRUCT(SavedWords, (), (name, description))

struct ReportBody : SavedWords, board::Report {  // POST /api/reports, PUT /api/reports/{id}
  using Thing = board::Report;
  static constexpr std::string_view kRequired[] = {"name", "analysis", "question"};
};
BOOST_DESCRIBE_STRUCT(ReportBody, (SavedWords, board::Report), ())
struct ReportView : SavedView, board::Report {};
BOOST_DESCRIBE_STRUCT(ReportView, (SavedView, board::Report), ())
struct ReportsResponse {  // GET /api/reports
  std::vector<ReportView> reports;
};
BOOST_DESCRIBE_STRUCT(ReportsResponse, (), (reports))

struct BoardBody : SavedWords, board::Board {  // POST /api/boards, PUT /api/boards/{id}
  using Thing = board::Board;
  static constexpr std::string_view kRequired[] = {"name"};
};
BOOST_DESCRIBE_STRUCT(BoardBody, (SavedWords, board::Board), ())
struct BoardView : SavedView, board::Board {};
BOOST_DESCRIBE_STRUCT(BoardView, (SavedView, board::Board), ())
struct BoardsResponse {  // GET /api/boards
  std::vector<BoardView> boards;
};
BOOST_DESCRIBE_STRUCT(BoardsResponse, (), (boards))

struct AnnotationBody : SavedWords, board::Annotation {  // POST /api/annotations, PUT /api/annotations/{id}
  using Thing = board::Annotation;
  static constexpr std::string_view kRequired[] = {"name", "at"};
};
BOOST_DESCRIBE_STRUCT(AnnotationBody, (SavedWords, board::Annotation), ())
struct AnnotationView : SavedView, board::Annotation {
  Instant instant{};  // what `at` is in the project's zone
};
BOOST_DESCRIBE_STRUCT(AnnotationView, (SavedView, board::Annotation), (instant))
struct AnnotationsResponse {  // GET /api/annotations, by instant
  std::vector<AnnotationView> annotations;
};
BOOST_DESCRIBE_STRUCT(AnnotationsResponse, (), (annotations))

struct GoalBody : SavedWords, board::Goal {  // POST /api/goals, PUT /api/goals/{id}
  using Thing = board::Goal;
  static constexpr std::string_view kRequired[] = {"name", "question", "target", "start", "due"};
};
BOOST_DESCRIBE_STRUCT(GoalBody, (SavedWords, board::Goal), ())
struct GoalView : SavedView, board::Goal {
  std::optional<board::GoalProgress> progress;  // now
  std::optional<Problem> problem;               // why there is none
};
BOOST_DESCRIBE_STRUCT(GoalView, (SavedView, board::Goal), (progress, problem))
struct GoalsResponse {  // GET /api/goals
  std::vector<GoalView> goals;
};
BOOST_DESCRIBE_STRUCT(GoalsResponse, (), (goals))
struct GoalCourseResponse {  // GET /api/goals/{id}/course
  std::vector<board::GoalPoint> points;
};
BOOST_DESCRIBE_STRUCT(GoalCourseResponse, (), (points))

struct AlertBody : SavedWords, board::Alert {  // POST /api/alerts, PUT /api/alerts/{id}
  using Thing = board::Alert;
  static constexpr std::string_view kRequired[] = {"name", "question", "bound"};
};
BOOST_DESCRIBE_STRUCT(AlertBody, (SavedWords, board::Alert), ())
struct AlertLookView : board::AlertFinding {
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(AlertLookView, (board::AlertFinding), (at))
struct AlertView : SavedView, board::Alert {
  std::optional<AlertLookView> last;  // absent before the first
};
BOOST_DESCRIBE_STRUCT(AlertView, (SavedView, board::Alert), (last))
struct AlertsResponse {  // GET /api/alerts
  std::vector<AlertView> alerts;
};
BOOST_DESCRIBE_STRUCT(AlertsResponse, (), (alerts))
struct AlertHistoryResponse {  // GET /api/alerts/{id}/history?limit=, newest first
  std::vector<AlertLookView> looks;
};
BOOST_DESCRIBE_STRUCT(AlertHistoryResponse, (), (looks))

struct SubscriptionBody : SavedWords, board::Subscription {  // POST /api/subscriptions, PUT /api/subscriptions/{id}
  using Thing = board::Subscription;
  static constexpr std::string_view kRequired[] = {"name", "board", "recipients"};
};
BOOST_DESCRIBE_STRUCT(SubscriptionBody, (SavedWords, board::Subscription), ())
struct SendingView : board::Sending {
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(SendingView, (board::Sending), (at))
struct SubscriptionView : SavedView, board::Subscription {
  Instant next{};                   // when it goes out next, if it is enabled
  std::optional<SendingView> last;  // absent before the first
};
BOOST_DESCRIBE_STRUCT(SubscriptionView, (SavedView, board::Subscription), (next, last))
struct SubscriptionsResponse {  // GET /api/subscriptions
  std::vector<SubscriptionView> subscriptions;
};
BOOST_DESCRIBE_STRUCT(SubscriptionsResponse, (), (subscriptions))
struct SendingsResponse {  // GET /api/subscriptions/{id}/history?limit=, newest first
  std::vector<SendingView> sendings;
};
BOOST_DESCRIBE_STRUCT(SendingsResponse, (), (sendings))

}  // namespace throng::api
