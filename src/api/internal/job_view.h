// A job as the API tells of it.
#pragma once

#include "api/messages/jobs.h"
#include "ledger/jobs.h"

namespace throng::api {

inline JobView view_of(const ledger::Job& job) {
  return {.id = job.id,
          .kind = job.kind,
          .request = {job.request},
          .by = job.by,
          .state = job.state,
          .done = job.done,
          .total = job.total,
          .message = job.message,
          .created = job.created,
          .started = job.started,
          .ended = job.ended};
}

}  // namespace throng::api
