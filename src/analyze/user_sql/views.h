// The views that statements from outside may read, in a database of their own per project.
#pragma once

#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "warehouse/warehouse.h"

namespace throng::analyze::user_sql {

struct ViewColumn {
  std::string_view name;
  std::string_view type;
  std::string_view about;
};
struct View {
  std::string_view name;
  std::string_view about;
  std::span<const ViewColumn> columns;
};
std::span<const View> views();

// "shop-sql": no project's id has a hyphen, so no project has this database.
std::string views_database(std::string_view project);

// Makes the views of one project and keeps them up with its links. Thread-safe.
class ViewMaker {
 public:
  ViewMaker(warehouse::Warehouse& warehouse, std::string project, std::string time_zone)
      : warehouse_(warehouse), project_(std::move(project)), time_zone_(std::move(time_zone)) {}

  // The views read the links as they are when this returns; true when they read others before. Two small queries when
  // nothing has changed.
  Result<bool> refresh();

 private:
  warehouse::Warehouse& warehouse_;
  const std::string project_;
  const std::string time_zone_;
  std::mutex mutex_;
  bool made_ = false;
  std::string resolution_;  // the table of resolved numbers that the views read
};

}  // namespace throng::analyze::user_sql
