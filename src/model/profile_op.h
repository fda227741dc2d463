// What may be done to a person's traits. Each is an event of the person whose properties are the operands, so that it
// is stored as it was said, and what it comes to is worked out in the order of the events, whenever they arrived and
// whoever turned out to be the same person. "Any event" does not mean them (model/filter.h, kSystemEvents).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe/enum.hpp>

namespace throng::model {

inline constexpr std::string_view kIdentify = "$identify";                   // sets; null unsets
inline constexpr std::string_view kProfileSetOnce = "$profile_set_once";     // sets what has no value yet
inline constexpr std::string_view kProfileIncrement = "$profile_increment";  // adds to a number
inline constexpr std::string_view kProfileAppend = "$profile_append";        // to the end of a list
inline constexpr std::string_view kProfileUnion = "$profile_union";          // what the list does not hold yet
inline constexpr std::string_view kProfileRemove = "$profile_remove";        // every such element of a list
inline constexpr std::string_view kProfileDelete = "$profile_delete";        // all traits; has no operands
inline constexpr std::string_view kProfileOperations[] = {
    kIdentify, kProfileSetOnce, kProfileIncrement, kProfileAppend, kProfileUnion, kProfileRemove, kProfileDelete};

// In the order of kProfileOperations.
enum class ProfileOp : std::uint8_t { set, set_once, increment, append, unite, remove, clear };
BOOST_DESCRIBE_ENUM(ProfileOp, set, set_once, increment, append, unite, remove, clear)
std::optional<ProfileOp> profile_op(std::string_view event_name);

// A list that grows beyond this loses its oldest elements.
inline constexpr std::size_t kMostListElements = 1000;

// The trait's raw value after one operation; "" (or null) is none.
// increment: none counts as 0; what is no number, on either side, leaves the value as it is. append, unite: none is an
// empty list, another value the list of it; an operand that is a list stands for its elements. remove: only of lists.
std::string after(ProfileOp op, std::string value, std::string_view operand);

}  // namespace throng::model
