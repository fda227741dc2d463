#include "analyze/distinguish/run_sql.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analyze/funnel/internal/sql_attempts.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/sessions.h"
#include "analyze/sql/traits.h"
#include "analyze/sql/value.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

// Of an event the kind 0 and its name, of a property 1 + its place and the label.
using Factor = std::pair<std::size_t, std::string>;

struct Person {
  std::int64_t begin_ms = 0, end_ms = 0;
  bool converted = false;
  std::set<Factor> factors;
};
using Persons = std::map<model::PersonNumber, Person>;

class Run {
 public:
  Run(const DistinguishQuestion& question, const AskContext& context)
      : question_(question), funnel_(bare_funnel(question)), context_(context) {}

  // Who began, with what they had.
  Result<Persons> read(const SqlStore& store) const;

 private:
  using SessionEnds = std::map<std::pair<model::PersonNumber, std::uint32_t>, std::int64_t>;
  Result<SessionEnds> session_ends(const sql::Reader& reader) const;
  Result<Persons> spans(const sql::Reader& reader) const;
  Result<void> add_events(const sql::Reader& reader, Persons& persons) const;
  Result<void> add_traits(const sql::Reader& reader, Persons& persons) const;

  const DistinguishQuestion& question_;
  FunnelQuestion funnel_;
  const AskContext& context_;
};

Result<Run::SessionEnds> Run::session_ends(const sql::Reader& reader) const {
  SessionEnds ends;
  if (funnel_.within != FunnelWithin::session) return ends;
  const std::string query = fmt::format("SELECT p, toUInt32(n), toInt64(max(ms)) FROM ({}) AS rows GROUP BY p, n",
                                        sql::session_rows(reader, funnel_.sessions.value_or(SessionRule{}), {}));
  const auto take = [&ends](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i)
      ends[{block.get<std::uint32_t>(0)[i], block.get<std::uint32_t>(1)[i]}] = block.get<std::int64_t>(2)[i];
    return {};
  };
  THRONG_CHECK(reader.each(query, take));
  return ends;
}

Result<Persons> Run::spans(const sql::Reader& reader) const {
  THRONG_TRY(const auto attempts, internal::read_attempts(funnel_, reader));
  THRONG_TRY(const SessionEnds ends, session_ends(reader));
  const std::size_t last = funnel_.steps.size() - 1;
  Persons persons;
  for (const internal::SqlAttempt& attempt : attempts) {
    Person person{.begin_ms = attempt.ms[0], .converted = (attempt.done >> last & 1U) != 0, .factors = {}};
    if (person.converted) {
      person.end_ms = attempt.ms[last];
    } else if (funnel_.within == FunnelWithin::session) {
      person.end_ms = ends.at({attempt.person, attempt.session});
    } else {
      person.end_ms = to_ms(last_instant(funnel_, from_ms(attempt.ms[0]), context_.calendar));
    }
    persons.emplace(attempt.person, std::move(person));
  }
  return persons;
}

Result<void> Run::add_events(const sql::Reader& reader, Persons& persons) const {
  std::string labels;
  for (const PropertyRef& property : question_.properties) {
    const bool of_event = property.scope == Scope::event;
    labels += fmt::format(", {}", of_event ? sql::ValueSql::event(property.name).label() : "''");
  }
  const std::string query = fmt::format("SELECT p, toInt64(ts_ms), event{} FROM {} AS e WHERE {}", labels,
                                        reader.events(), sql::is_activity_sql());
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i) {
      const auto found = persons.find(block.get<std::uint32_t>(0)[i]);
      const std::int64_t ms = block.get<std::int64_t>(1)[i];
      if (found == persons.end() || ms < found->second.begin_ms || ms > found->second.end_ms) continue;
      const std::string& name = block.get<std::string>(2)[i];
      if (question_.events && !is_step(funnel_, name)) found->second.factors.emplace(0, name);
      for (std::size_t p = 0; p < question_.properties.size(); ++p) {
        const std::string& label = block.get<std::string>(3 + p)[i];
        if (question_.properties[p].scope == Scope::event && label != model::kNone)
          found->second.factors.emplace(p + 1, label);
      }
    }
    return {};
  };
  return reader.each(query, take);
}

Result<void> Run::add_traits(const sql::Reader& reader, Persons& persons) const {
  for (std::size_t p = 0; p < question_.properties.size(); ++p) {
    if (question_.properties[p].scope == Scope::event) continue;
    const auto take = [&](const warehouse::Block& block) -> Result<void> {
      for (std::size_t i = 0; i < block.rows; ++i) {
        const auto found = persons.find(block.get<std::uint32_t>(0)[i]);
        std::string label = model::label_of(block.get<std::string>(1)[i]);
        if (found != persons.end() && label != model::kNone) found->second.factors.emplace(p + 1, std::move(label));
      }
      return {};
    };
    THRONG_CHECK(reader.each(sql::trait_query(reader, question_.properties[p].name), take));
  }
  return {};
}

Result<Persons> Run::read(const SqlStore& store) const {
  THRONG_TRY(const sql::Reader reader, sql::Reader::open(store, context_));
  THRONG_TRY(Persons persons, spans(reader));
  THRONG_CHECK(add_events(reader, persons));
  THRONG_CHECK(add_traits(reader, persons));
  return persons;
}

}  // namespace

Result<DistinguishAnswer> run_sql(const DistinguishQuestion& question, const SqlStore& store,
                                  const AskContext& context) {
  THRONG_TRY(const Persons persons, Run(question, context).read(store));
  DistinguishAnswer answer;
  std::map<Factor, DistinguishFactor> found;
  for (const auto& [number, person] : persons) {
    ++(person.converted ? answer.converted : answer.others);
    for (const Factor& factor : person.factors) {
      DistinguishFactor& out = found[factor];
      ++(person.converted ? out.converted_with : out.others_with);
    }
  }
  std::vector<DistinguishFactor> factors;
  for (auto& [factor, out] : found) {
    if (factor.first == 0) {
      out.event = factor.second;
    } else {
      out.property = question.properties[factor.first - 1];
      out.value = factor.second;
    }
    factors.push_back(std::move(out));
  }
  rank(question, std::move(factors), answer);
  return answer;
}

Result<PersonList> persons_sql(const DistinguishQuestion& question, const DistinguishCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  THRONG_TRY(const Persons persons, Run(question, context).read(store));
  Factor wanted{0, cell.event.value_or("")};
  if (cell.property) {
    const auto& all = question.properties;
    const auto place = static_cast<std::size_t>(std::find(all.begin(), all.end(), *cell.property) - all.begin());
    wanted = {place + 1, *cell.value};
  }
  const bool everyone = !cell.event && !cell.property;
  PersonList list;
  for (const auto& [number, person] : persons) {
    const bool has = person.factors.contains(wanted);
    if (person.converted == cell.converted && (everyone || has == cell.has)) list.push_back(number);
  }
  return list;
}

}  // namespace throng::analyze
