// The explicit list of analyses: one line each in registry.cc. Everything above (API, CLI, segments)
// asks through here, with questions and answers as JSON text.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "analyze/answer_cache.h"
#include "analyze/narrow.h"
#include "analyze/reads.h"
#include "analyze/table.h"
#include "timeline/timeline.h"
#include "warehouse/warehouse.h"

namespace throng::analyze {

enum class Engine { automatic, timeline, sql };
BOOST_DESCRIBE_ENUM(Engine, automatic, timeline, sql)

// Where answers come from. `automatic` takes the timeline where the columns fit its budget, else SQL.
struct Sources {
  timeline::Timeline* timeline = nullptr;  // may be null: SQL only
  warehouse::Warehouse* warehouse = nullptr;
  std::string project;
  AnswerCache* answers = nullptr;  // of this project alone; may be null: every question is worked on
};

struct Answered {
  std::string json;  // the answer struct
  Engine engine = Engine::timeline;
  std::uint64_t snapshot = 0;
  double milliseconds = 0;
  bool kept = false;  // given before, and nothing that it depends on has changed since
};

// A question that was read and found valid: one text per question, and what its answer depends on.
struct Read {
  std::string text;
  Reads reads;
};

struct Analysis {
  std::string_view name;     // "trend"
  std::string_view summary;  // one line, English
  Result<Read> (*read)(json::Node question);
  // The question's text with all its fields, over another range and of fewer events. What comes out is valid.
  Result<std::string> (*narrowed)(json::Node question, const Narrowing& narrowing);
  // Both take the question (and cell) as JSON, and an engine that is not `automatic` and whose source is there.
  // Errors carry the path of the wrong field.
  Result<std::string> (*ask)(json::Node question, Engine engine, const Sources& sources, const AskContext& context);
  Result<PersonList> (*persons)(json::Node question, json::Node cell, Engine engine, const Sources& sources,
                                const AskContext& context);
  // An answer that `ask` gave to the question, as a table and as a figure.
  Result<Table> (*table)(json::Node question, std::string_view answer);
  Result<Figure> (*figure)(json::Node question, std::string_view answer);
};

// All of them, in the order of the list.
std::span<const Analysis> analyses();
// Errors: not_found listing the names there are.
Result<const Analysis*> find_analysis(std::string_view name);

// The request body of /api/ask and `throng ask`:
// {"analysis":"trend","question":{...},"engine":"automatic"}; persons adds {"cell":{...}}.
struct AskRequest {
  std::string analysis;
  json::Raw question;
  Engine engine = Engine::automatic;
  static constexpr std::string_view kRequired[] = {"analysis", "question"};
};
BOOST_DESCRIBE_STRUCT(AskRequest, (), (analysis, question, engine))

// The same question, narrowed (analyze/narrow.h), in canonical form; without filter and range just that.
// Errors: not_found (analysis), invalid_argument with the path of the wrong field.
Result<AskRequest> narrowed(const AskRequest& request, const Narrowing& narrowing);

Result<Answered> ask(const AskRequest& request, const Sources& sources, const AskContext& context);
// All of them, in one pass over the timelines: a slice that one question has read is in the cache for the others. Each
// has its own answer or error, in the order of the requests. At most kMaxAskedTogether.
inline constexpr std::size_t kMaxAskedTogether = 50;
std::vector<Result<Answered>> ask_many(std::span<const AskRequest> requests, const Sources& sources,
                                       const AskContext& context);

// What ask() answered, for readers that do not know its shape. Errors: as ask().
Result<Table> table_of(const AskRequest& request, const Answered& answered);
Result<Figure> figure_of(const AskRequest& request, const Answered& answered);

struct PersonsRequest : AskRequest {
  json::Raw cell{"{}"};
};
BOOST_DESCRIBE_STRUCT(PersonsRequest, (AskRequest), (cell))
Result<PersonList> persons(const PersonsRequest& request, const Sources& sources, const AskContext& context);

}  // namespace throng::analyze
