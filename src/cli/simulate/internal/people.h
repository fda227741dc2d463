// Names and places of simulated persons.
#pragma once

#include <string>
#include <string_view>

#include "cli/simulate/random.h"

namespace throng::cli {

std::string random_name(Random& random, bool female);
std::string_view random_city(Random& random);                         // in English, as data warehouses have it
std::string_view random_query(Random& random, std::size_t category);  // what one types into the search box

}  // namespace throng::cli
