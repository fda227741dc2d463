// The events that tell what became of a message: ordinary events of the person it was for, so that every analysis
// works on them. All of them carry the properties below. A click and an unsubscription are something the person did;
// the others are not, so that "any event" does not mean them (model/filter.h, kSystemEvents).
#pragma once

#include <string_view>

namespace throng::model {

inline constexpr std::string_view kMessageSent = "$message_sent";            // handed over to the channel
inline constexpr std::string_view kMessageHeldOut = "$message_held_out";     // would have been: the control group
inline constexpr std::string_view kMessageDelivered = "$message_delivered";  // as the other side reported
inline constexpr std::string_view kMessageBounced = "$message_bounced";      // "reason"; "permanent": true or false
inline constexpr std::string_view kMessageOpened = "$message_opened";        // "machine": true where no human did
inline constexpr std::string_view kMessageClicked = "$message_clicked";      // "machine"; "url"
inline constexpr std::string_view kMessageUnsubscribed = "$message_unsubscribed";  // "topic"; "" means all
inline constexpr std::string_view kMessageComplained = "$message_complained";      // reported as spam

inline constexpr std::string_view kCampaignProperty = "campaign";  // id of the campaign or journey
inline constexpr std::string_view kVariantProperty = "variant";    // of its content: "A", "B"; "" of who is held out
inline constexpr std::string_view kMessageProperty = "message";    // id of the send, the same in all events of it
inline constexpr std::string_view kChannelProperty = "channel";    // "email"
inline constexpr std::string_view kStepProperty = "step";          // of a journey; "" in campaigns

}  // namespace throng::model
