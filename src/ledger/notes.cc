#include "ledger/notes.h"

#include <soci/soci.h>

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ledger/internal/text.h"
#include "ledger/secrets.h"

namespace throng::ledger {
namespace {

constexpr std::size_t kIdLength = 12;
constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxBytesOfCharacter = 4;

std::unexpected<Error> none() { return fail(ErrorCode::not_found, "there is no such note"); }

std::string among(std::span<const std::uint32_t> numbers) {
  return fmt::format("person IN ({})", fmt::join(numbers, ","));
}

// The notes of a project that a condition over :value holds for.
Result<std::vector<Note>> select(Db& db, std::string_view project, const std::string& condition,
                                 const std::string& value) {
  std::vector<Note> notes;
  if (!internal::is_storable(project) || !internal::is_storable(value)) return notes;
  const std::string of_project(project);
  const std::string query =
      "SELECT id, project, person, body, author, created_ms, updated_ms FROM person_notes WHERE project = :project AND "
      "(:any = '' OR id = :id) AND " +
      condition + " ORDER BY seq DESC";
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    Note note;
    long long person = 0, created = 0, updated = 0;
    soci::statement found = (sql.prepare << query, soci::use(of_project), soci::use(value), soci::use(value),
                             soci::into(note.id), soci::into(note.project), soci::into(person), soci::into(note.text),
                             soci::into(note.author), soci::into(created), soci::into(updated));
    found.execute();
    while (found.fetch()) {
      note.person = static_cast<std::uint32_t>(person);
      note.created = from_ms(created);
      note.updated = from_ms(updated);
      notes.push_back(note);
    }
    return {};
  }));
  return notes;
}

Result<void> check_room(soci::session& sql, const std::string& project, std::span<const std::uint32_t> numbers) {
  std::string found;
  sql << "SELECT id FROM projects WHERE id = :project", soci::use(project), soci::into(found);
  if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such project", "project");
  long long count = 0;
  sql << "SELECT COUNT(*) FROM person_notes WHERE project = :project AND " + among(numbers), soci::use(project),
      soci::into(count);
  if (count < static_cast<long long>(kMaxNotesOfPerson)) return {};
  return fail(ErrorCode::too_large,
              fmt::format("a person has at most {} notes; delete some that are no longer needed", kMaxNotesOfPerson));
}

}  // namespace

Result<void> check_note(std::string_view text) {
  THRONG_CHECK(internal::check_name("text", text, kMaxBytesOfCharacter * kMaxNote));
  const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; };
  const auto characters = text.size() - static_cast<std::size_t>(std::ranges::count_if(text, continues));
  if (characters > kMaxNote) return invalid("text", fmt::format("at most {} characters, got {}", kMaxNote, characters));
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return invalid("text", "must not be empty");
  return {};
}

Result<Note> add_note(Db& db, Note wanted, std::span<const std::uint32_t> numbers, Instant now) {
  THRONG_CHECK(check_note(wanted.text));
  THRONG_CHECK(internal::check_name("project", wanted.project, kMaxName));
  THRONG_CHECK(internal::check_text("author", wanted.author, kMaxName));
  wanted.id = random_text(kIdLength);
  wanted.created = wanted.updated = now;
  const auto person = static_cast<long long>(wanted.person);
  const long long at = to_ms(now);
  std::vector<std::uint32_t> all(numbers.begin(), numbers.end());
  all.push_back(wanted.person);
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    THRONG_CHECK(check_room(sql, wanted.project, all));
    sql << "INSERT INTO person_notes (id, project, person, body, author, created_ms, updated_ms) VALUES (:id, "
           ":project, :person, :body, :author, :created, :updated)",
        soci::use(wanted.id), soci::use(wanted.project), soci::use(person), soci::use(wanted.text),
        soci::use(wanted.author), soci::use(at), soci::use(at);
    return {};
  }));
  return wanted;
}

Result<std::vector<Note>> list_notes(Db& db, std::string_view project, std::span<const std::uint32_t> numbers) {
  if (numbers.empty()) return std::vector<Note>();
  return select(db, project, among(numbers), "");
}

Result<Note> find_note(Db& db, std::string_view project, std::string_view id) {
  if (id.empty()) return none();
  THRONG_TRY(auto found, select(db, project, "1 = 1", std::string(id)));
  if (found.empty()) return none();
  return std::move(found.front());
}

Result<Note> change_note(Db& db, const Note& note, std::string_view text, Instant now) {
  THRONG_CHECK(check_note(text));
  Note changed = note;
  changed.text = text;
  changed.updated = now;
  const long long at = to_ms(now);
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    std::string found;
    sql << "UPDATE person_notes SET body = :body, updated_ms = :updated WHERE project = :project AND id = :id "
           "RETURNING id",
        soci::use(changed.text), soci::use(at), soci::use(changed.project), soci::use(changed.id), soci::into(found);
    return sql.got_data() ? Result<void>{} : none();
  }));
  return changed;
}

Result<void> remove_note(Db& db, std::string_view project, std::string_view id) {
  if (!internal::is_storable(project) || !internal::is_storable(id)) return none();
  const std::string of_project(project), which(id);
  return db.transact([&](soci::session& sql) -> Result<void> {
    std::string found;
    sql << "DELETE FROM person_notes WHERE project = :project AND id = :id RETURNING id", soci::use(of_project),
        soci::use(which), soci::into(found);
    return sql.got_data() ? Result<void>{} : none();
  });
}

}  // namespace throng::ledger
