#include "analyze/session/spec.h"

#include "analyze/internal/checks.h"

namespace throng::analyze {

Result<void> validate(const SessionQuestion& question) {
  THRONG_CHECK(internal::check_match("match", question.match));
  THRONG_CHECK(internal::check_range(question.range));
  THRONG_CHECK(internal::at_field("sessions", validate(question.sessions)));
  THRONG_CHECK(internal::check_count("passive", question.passive.size(), 0, kMaxPassiveEvents));
  if (question.engaged_after < Duration(0)) return invalid("engaged_after", "the duration must not be negative");
  THRONG_CHECK(internal::check_breakdown(question.breakdown));
  THRONG_CHECK(internal::check_count("top", question.top, 1, kMaxSessionTop));
  return internal::check_count("pages", question.pages, 0, kMaxSessionPages);
}

Result<void> validate(const SessionCell& cell, const SessionQuestion& question, std::size_t buckets) {
  if (cell.bucket && *cell.bucket >= buckets) return invalid("bucket", "the answer has no such bucket");
  if (cell.label && !question.breakdown) return invalid("label", "the question has no breakdown");
  if (cell.page && question.pages == 0) return invalid("page", "the question asks for no pages");
  return {};
}

SessionAnswer empty_session_answer(const Buckets& buckets, const AskContext& context) {
  SessionAnswer answer;
  answer.buckets = buckets.starts();
  answer.end = buckets.end();
  answer.complete = buckets.complete(context.now);
  return answer;
}

}  // namespace throng::analyze
