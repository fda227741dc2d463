// What operators note about a person. A note stays with the number it was written to; a person has the notes of all
// numbers that have become one with hers, so merging and undoing neither loses nor mixes any.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/db.h"

namespace throng::ledger {

inline constexpr std::size_t kMaxNote = 2000;  // characters
inline constexpr std::size_t kMaxNotesOfPerson = 500;

struct Note {
  std::string id;
  std::string project;
  std::uint32_t person = 0;  // as it was noted
  std::string text;
  std::string author;  // who wrote it: e-mail, or "key LABEL"
  Instant created{};
  Instant updated{};  // as `created` until it is changed
};

// Errors: invalid_argument (text), for one that is empty, longer than kMaxNote or not storable.
Result<void> check_note(std::string_view text);

// `numbers`: all of the person. Errors: those of check_note, not_found (project), too_large (kMaxNotesOfPerson).
Result<Note> add_note(Db& db, Note wanted, std::span<const std::uint32_t> numbers, Instant now);
// Newest first.
Result<std::vector<Note>> list_notes(Db& db, std::string_view project, std::span<const std::uint32_t> numbers);
Result<Note> find_note(Db& db, std::string_view project, std::string_view id);  // not_found
Result<Note> change_note(Db& db, const Note& note, std::string_view text, Instant now);
Result<void> remove_note(Db& db, std::string_view project, std::string_view id);  // not_found

}  // namespace throng::ledger
