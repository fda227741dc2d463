// What groups the persons of a project: definitions as the ledger has them, their latest assignments, and what was
// worked out just now. One per project and process, shared by whoever asks.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>

#include "audience/definition.h"
#include "audience/live.h"
#include "audience/shelf.h"

namespace throng::audience {

// Thread-safe. What it is made of must outlive it.
class Audience {
 public:
  // `timeline` may be null: SQL only.
  Audience(ledger::Db& db, warehouse::Warehouse& warehouse, timeline::Timeline* timeline, std::string project);

  ledger::Db& db() const { return *db_; }
  const std::string& project() const { return sources_.project; }
  const analyze::Sources& sources() const { return sources_; }
  Shelf& shelf() { return shelf_; }
  std::mutex& putting_in() { return putting_in_; }  // held from reading what people put in to storing it changed

  using Definitions = std::shared_ptr<const std::vector<Definition>>;
  Result<Definitions> definitions();
  // After a tag, segment or layer scheme was saved or removed: definitions are read anew.
  void changed();
  // Grows when a definition or a stored assignment changes.
  std::uint64_t version() const;

  // Where segments are followed as events come (audience/live_watch.h); null: nowhere. Members of one; empty: it is not
  // followed. All that one of these numbers is in.
  void follow_live(const LiveSegments* live);
  std::optional<Bitmap> live_members(std::string_view segment) const;
  bool is_followed(std::string_view segment) const;
  std::vector<std::string> live_segments_of(std::span<const model::PersonNumber> numbers) const;

  // What was worked out at a moment, for those who ask in the same minute of the same data.
  struct Stamp {
    std::uint64_t snapshot = 0;
    std::uint64_t stored = 0;  // the shelf's version
    Instant minute{};
    Instant updated{};  // of the definition
    bool operator==(const Stamp&) const = default;
  };
  std::shared_ptr<const Assignment> find(const Object& object, const Stamp& stamp) const;
  void keep(const Object& object, const Stamp& stamp, std::shared_ptr<const Assignment> assignment);

 private:
  struct Entry {
    Stamp stamp;
    std::shared_ptr<const Assignment> assignment;
  };

  ledger::Db* db_;
  analyze::Sources sources_;
  Shelf shelf_;
  std::mutex putting_in_;
  mutable std::mutex mutex_;
  Definitions definitions_;
  std::map<Object, Entry> evaluated_;
  std::uint64_t changes_ = 0;
  mutable std::shared_mutex live_mutex_;
  const LiveSegments* live_ = nullptr;
};

}  // namespace throng::audience
