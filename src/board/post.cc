#include "board/post.h"

#include <algorithm>

#include "board/board.h"
#include "board/progress.h"
#include "board/reason.h"

namespace throng::board {
namespace {

using analyze::AskRequest;

// What the tiles of a board say, asked in one pass.
class Asking {
 public:
  Asking(const PostPlace& place, const Board& board, const analyze::AskContext& context)
      : place_(place), board_(board), context_(context) {}

  Result<std::vector<BoardPart>> parts() {
    std::vector<Tile> tiles = board_.tiles;
    std::ranges::sort(tiles, {}, [](const Tile& tile) { return std::pair(tile.y, tile.x); });
    for (const Tile& tile : tiles) THRONG_CHECK(add(tile));
    const auto answers = analyze::ask_many(requests_, place_.sources, context_);
    for (std::size_t i = 0; i < answers.size(); ++i) {
      BoardPart& part = parts_[whose_[i]];
      auto figure = answers[i] ? analyze::figure_of(requests_[i], *answers[i])
                               : Result<analyze::Figure>(std::unexpected(answers[i].error()));
      if (figure)
        part.figure = *std::move(figure);
      else
        part.text = describe(figure.error());
    }
    return std::move(parts_);
  }

 private:
  // A tile whose report or goal is gone says nothing.
  Result<void> add(const Tile& tile) {
    if (tile.text) parts_.push_back({.text = *tile.text});
    if (tile.report) return add_report(*tile.report);
    if (tile.goal) return add_goal(*tile.goal);
    return {};
  }
  Result<void> add_report(const std::string& id) {
    const auto saved = ledger::find_saved(*place_.db, {place_.sources.project, Report::kKind, id});
    if (!saved) return {};
    THRONG_TRY(const Report report, json::read<Report>(saved->body));
    BoardPart& part = parts_.emplace_back(BoardPart{.title = saved->name});
    auto request = analyze::narrowed(AskRequest{report.analysis, report.question}, {board_.filter, board_.range});
    if (!request) {
      part.text = describe(request.error());
      return {};
    }
    requests_.push_back(*std::move(request));
    whose_.push_back(parts_.size() - 1);
    return {};
  }
  Result<void> add_goal(const std::string& id) {
    const auto saved = ledger::find_saved(*place_.db, {place_.sources.project, Goal::kKind, id});
    if (!saved) return {};
    THRONG_TRY(const Goal goal, json::read<Goal>(saved->body));
    BoardPart& part = parts_.emplace_back(BoardPart{.title = saved->name});
    const auto progress = progress_now({&goal, 1}, place_.sources, context_);
    if (progress[0])
      part.goal = *progress[0];
    else
      part.text = describe(progress[0].error());
    return {};
  }

  const PostPlace& place_;
  const Board& board_;
  const analyze::AskContext& context_;
  std::vector<BoardPart> parts_;
  std::vector<AskRequest> requests_;
  std::vector<std::size_t> whose_;  // part of each request
};

Result<outbound::Mail> write_mail(const PostPlace& place, const ledger::Saved& saved, Instant now,
                                  std::stop_token stop) {
  THRONG_TRY(const Subscription subscription, json::read<Subscription>(saved.body));
  THRONG_TRY(const auto board,
             ledger::find_saved(*place.db, {place.sources.project, Board::kKind, subscription.board}));
  THRONG_TRY(const Board body, json::read<Board>(board.body));
  const audience::CurrentMemberships memberships(*place.audience, {place.calendar, now, std::move(stop)});
  const analyze::AskContext context = memberships.context();
  THRONG_TRY(const auto parts, Asking(place, body, context).parts());
  return mail_of(board, parts, subscription.recipients, place.postman.mail_place(saved.owner));
}

Result<void> send(const PostPlace& place, const ledger::Saved& saved, Instant now, std::stop_token stop) {
  THRONG_CHECK(place.postman.check());
  THRONG_TRY(const auto mail, write_mail(place, saved, now, std::move(stop)));
  return place.postman.mailer->send(mail);
}

// Sends it and writes down what became of it.
Result<void> serve(const PostPlace& place, const ledger::Saved& saved, Instant due, Instant now, std::stop_token stop) {
  const auto sent = send(place, saved, now, std::move(stop));
  const Sending sending{due, sent.has_value(), sent ? "" : reason_of(sent.error())};
  THRONG_CHECK(ledger::add_saved_event(*place.db, {saved.id, now, json::to_string(sending)}));
  return sent;
}

Result<bool> is_due(const PostPlace& place, const ledger::Saved& saved, Instant due) {
  if (due <= saved.updated) return false;
  THRONG_TRY(const auto sendings, history_of<Sending>(*place.db, saved.id, 2 * kMostTries));
  std::size_t tries = 0;
  for (const auto& [at, sending, id] : sendings) {
    if (sending.due != due) continue;
    if (sending.sent || ++tries >= kMostTries) return false;
  }
  return true;
}

}  // namespace

Result<void> send_now(const PostPlace& place, const ledger::Saved& subscription, Instant now, std::stop_token stop) {
  return serve(place, subscription, Instant{}, now, std::move(stop));
}

Result<std::size_t> send_due(const PostPlace& place, Instant now, std::stop_token stop) {
  THRONG_TRY(const auto all, ledger::list_saved(*place.db, place.sources.project, Subscription::kKind));
  std::size_t sent = 0;
  for (const ledger::Saved& saved : all) {
    if (stop.stop_requested()) break;
    THRONG_TRY(const Subscription subscription, json::read<Subscription>(saved.body));
    const Instant due = last_due(subscription, place.calendar, now);
    if (!subscription.enabled) continue;
    THRONG_TRY(const bool wanted, is_due(place, saved, due));
    if (wanted && serve(place, saved, due, now, stop)) ++sent;
  }
  return sent;
}

}  // namespace throng::board
