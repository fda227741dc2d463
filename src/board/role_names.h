// What events and properties that play a part are usually called, in English and Chinese.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace throng::board {

enum class Part { activation, scene, product, order, paid, invite, accepted, revenue, scene_property };

// In lower case, without spaces, "_", "-", ".", "/" and "$": "Order Completed", "order_completed" and "orderCompleted"
// are one name.
std::string plain_name(std::string_view name);

// Of names, most frequent first, the one that fits the part best; nothing if none does.
std::optional<std::string> best_name(Part part, std::span<const std::string> names);

}  // namespace throng::board
