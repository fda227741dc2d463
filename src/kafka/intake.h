// From what a topic delivers to events: rows of an import go to a sink, and offsets are committed behind it.
#pragma once

#include <map>

#include "collect/import/import.h"
#include "collect/import/line_mapper.h"
#include "kafka/consumer.h"

namespace throng::kafka {

// Where a topic's messages are from, as ids of messages without one and the quarantine say it: "kafka:clicks".
std::string source_of(const std::string& topic);

// One thread.
class Intake {
 public:
  // `consumer` must outlive it.
  Intake(Consumer& consumer, std::string topic, collect::RowForm form, collect::RowSink sink)
      : consumer_(consumer), topic_(std::move(topic)), form_(std::move(form)), sink_(std::move(sink)) {}

  // Takes what is there, waiting at most `wait` for it, and adds to the report; false when nothing came. On an error
  // nothing was committed: it comes again. Errors: the consumer's, the sink's, invalid_argument ("--time-zone").
  Result<bool> step(Duration wait, collect::ImportReport& report);

 private:
  Result<collect::LineMapper*> mapper_of(std::int32_t partition);

  Consumer& consumer_;
  std::string topic_;
  collect::RowForm form_;
  collect::RowSink sink_;
  std::map<std::int32_t, collect::LineMapper> mappers_;
};

}  // namespace throng::kafka
