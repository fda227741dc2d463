// Files of persons: who is in a segment or has a tag, with all ids and some traits. Rows come piece by piece, so that
// nothing but the file itself is held in memory.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/sql/store.h"
#include "base/result.h"
#include "model/event.h"

namespace throng::api {

inline constexpr std::uint64_t kMaxMemberFile = std::uint64_t{1} << 30;  // bytes

enum class MemberFormat { csv, jsonl, parquet };
BOOST_DESCRIBE_ENUM(MemberFormat, csv, jsonl, parquet)

struct MemberColumns {
  bool value = false;  // there is a column of that name: a tag's
  std::vector<std::string> traits;
};
struct MemberRow {
  model::PersonNumber person = 0;
  std::string value;
  std::vector<std::string> user_ids, anonymous_ids;
  std::vector<std::string_view> traits;  // raw JSON, "" for none, in the order of the columns
};

// csv: ids of one kind are separated by ";"; traits are as labels are. jsonl: one object a line, lists of ids, traits
// with their values in an object. parquet: lists of ids, traits as text or null.
class MemberFile {
 public:
  // `store` outlives it.
  static Result<std::unique_ptr<MemberFile>> begin(MemberFormat format, MemberColumns columns,
                                                   const analyze::SqlStore& store);
  virtual ~MemberFile() = default;
  // Errors: too_large (kMaxMemberFile), and the warehouse's.
  virtual Result<void> add(const std::vector<MemberRow>& rows) = 0;
  virtual Result<std::string> finish() = 0;
};

// What the column of a trait is called: its name, with "trait:" before it where another column is called so.
std::string trait_column(std::string_view trait);

}  // namespace throng::api
