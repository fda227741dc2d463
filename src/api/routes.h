// The list of everything this server answers.
#pragma once

#include <vector>

#include "api/route.h"

namespace throng::api {

std::vector<Route> all_routes();

// One function per resource, each in the file of its name.
std::vector<Route> session_routes();
std::vector<Route> question_routes();
std::vector<Route> sql_routes();
std::vector<Route> person_routes();
std::vector<Route> person_fact_routes();
std::vector<Route> note_routes();
std::vector<Route> link_routes();
std::vector<Route> schema_routes();
std::vector<Route> catalog_routes();
std::vector<Route> segment_routes();
std::vector<Route> segment_tool_routes();
std::vector<Route> membership_routes();
std::vector<Route> job_routes();
std::vector<Route> layer_routes();
std::vector<Route> targeting_routes();
std::vector<Route> tag_routes();
std::vector<Route> tag_value_routes();
std::vector<Route> export_routes();
std::vector<Route> event_export_routes();
std::vector<Route> push_routes();
std::vector<Route> template_routes();
std::vector<Route> campaign_routes();
std::vector<Route> journey_routes();
std::vector<Route> send_routes();
std::vector<Route> tracking_routes();
std::vector<Route> inbox_routes();
std::vector<Route> report_routes();
std::vector<Route> board_routes();
std::vector<Route> annotation_routes();
std::vector<Route> goal_routes();
std::vector<Route> alert_routes();
std::vector<Route> subscription_routes();
std::vector<Route> cost_routes();
std::vector<Route> overview_routes();
std::vector<Route> operating_routes();
std::vector<Route> quarantine_routes();
std::vector<Route> key_routes();
std::vector<Route> operator_routes();
std::vector<Route> backup_routes();
std::vector<Route> live_routes();
std::vector<Route> collect_routes();
std::vector<Route> protocol_routes();
std::vector<Route> source_routes();
std::vector<Route> system_routes();

}  // namespace throng::api
