#pragma once

#include "api/messages/session.h"

namespace throng::api {

inline OperatorView view_of(const ledger::Operator& who) {
  return {who.id, who.email, who.name, who.role, who.language};
}

}  // namespace throng::api
