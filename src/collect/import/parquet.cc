#include "collect/import/parquet.h"

#include <fstream>

#include "collect/import/chunks.h"

namespace throng::collect {
namespace {

using warehouse::ParquetColumn;
using warehouse::ParquetKind;

Cell cell_of(const warehouse::Column& values, std::size_t row, ParquetKind kind) {
  if (!values.nulls.empty() && values.nulls[row] != 0) return {};
  const std::string& text = std::get<std::vector<std::string>>(values.values)[row];
  switch (kind) {
    case ParquetKind::flag:
    case ParquetKind::nested: return {text, text};
    case ParquetKind::number: return {text, json_of(text, ValueType::number)};
    case ParquetKind::text:
    case ParquetKind::time: break;
  }
  return {text, json_of(text, ValueType::text)};
}

// A column of times needs no form of text, but where it says no zone it may be of the mapping's.
Mapping fitting(Mapping mapping, const std::vector<ParquetColumn>& columns) {
  for (const ParquetColumn& column : columns) {
    if (column.name != mapping.time || column.kind != ParquetKind::time) continue;
    if (mapping.time_format != TimeFormat::local) mapping.time_format = TimeFormat::iso;
  }
  return mapping;
}

// Of a bad row, for the quarantine.
std::string text_of(const Cells& cells) {
  std::string out;
  for (const auto& [name, cell] : cells) out += (out.empty() ? "" : ",") + cell.text;
  return out;
}

}  // namespace

bool is_parquet(const std::string& path) {
  char magic[4] = {};
  std::ifstream file(path, std::ios::binary);
  return file.read(magic, sizeof magic) && std::string_view(magic, sizeof magic) == "PAR1";
}

Result<ImportReport> import_parquet(warehouse::Warehouse& warehouse, const warehouse::ParquetFile& file,
                                    const Mapping& mapping, const RowSink& sink, const ImportWatch& watch) {
  THRONG_TRY(const RowMapper mapper, RowMapper::create(fitting(mapping, file.columns), source_name(file.path)));
  std::vector<std::string> names;
  for (const ParquetColumn& column : file.columns) names.push_back(column.name);
  THRONG_CHECK(mapper.check_columns(names));
  ImportReport report;
  Chunks chunks(sink, watch, report);
  Cells cells(names.size());
  const auto read = [&](const warehouse::Block& block) -> Result<void> {
    for (std::size_t row = 0; row < block.rows; ++row) {
      for (std::size_t i = 0; i < names.size(); ++i)
        cells[i] = {names[i], cell_of(block.columns[i], row, file.columns[i].kind)};
      MappedRow out{.line = ++report.bytes};
      take(mapper.map(cells, out.line), out);
      if (!out.problem.empty()) out.text = text_of(cells);
      THRONG_CHECK(chunks.add(out));
    }
    if (watch.progress) watch.progress(report);
    return {};
  };
  THRONG_CHECK(warehouse::read_parquet(warehouse, file, read));
  THRONG_CHECK(chunks.send());
  return report;
}

}  // namespace throng::collect
