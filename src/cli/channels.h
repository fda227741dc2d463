// The ways to reach people that config.toml sets up: [smtp] and a table [channels.X] for each of the others.
#pragma once

#include <map>
#include <set>
#include <string>

#include "engage/post_office.h"
#include "outbound/poster.h"

namespace throng::cli {

struct Config;
class DataFolder;

// Kinds, and the keys of each; `markdown` is true or false, the others are texts.
const std::map<std::string, std::set<std::string>>& known_channels();

// What is wrong with a channel is said here, before anything is sent. What it gives out works as long as `poster` and
// `clock` live. Web push gets a key of its own, in the data folder, when there is none yet.
// Errors: invalid_argument naming the key; io.
Result<engage::PostOfficeOptions> post_options(const Config& config, const DataFolder& folder, outbound::Poster& poster,
                                               const Clock& clock);

}  // namespace throng::cli
