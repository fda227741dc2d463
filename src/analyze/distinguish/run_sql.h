#pragma once

#include "analyze/distinguish/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<DistinguishAnswer> run_sql(const DistinguishQuestion& question, const SqlStore& store,
                                  const AskContext& context);
Result<PersonList> persons_sql(const DistinguishQuestion& question, const DistinguishCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
