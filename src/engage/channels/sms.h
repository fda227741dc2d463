// Short messages (短信) through a provider's HTTP interface.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/clock.h"
#include "engage/channel.h"
#include "outbound/poster.h"

namespace throng::engage {

// Twilio's Messages resource, and whoever speaks the same: a form with To, From and Body, Basic authentication.
struct TwilioSettings {
  std::string url = "https://api.twilio.com";  // before /2010-04-01/Accounts/...
  std::string account;                         // SID
  std::string token;
  std::string from;  // a number, a name, or the SID of a messaging service ("MG...")
};

// 阿里云短信's SendSms (version 2017-05-25), signed with HMAC-SHA1 as its RPC interfaces are. A message is an approved
// template: its variables are the message's text, which is a JSON object of them, or the value of one variable.
struct AliyunSettings {
  std::string url = "https://dysmsapi.aliyuncs.com/";
  std::string key_id, key_secret;    // AccessKey
  std::string sign_name;             // 短信签名
  std::string template_code;         // "SMS_153055065"
  std::string variable = "content";  // of the template, where the text is no JSON object
};

// A message's title, html and url are not used. `poster` and `clock` outlive them.
// Errors: invalid_argument naming the field.
Result<std::unique_ptr<Channel>> twilio_channel(TwilioSettings settings, outbound::Poster& poster);
Result<std::unique_ptr<Channel>> aliyun_sms_channel(AliyunSettings settings, outbound::Poster& poster,
                                                    const Clock& clock);

// The Signature parameter for the other parameters of a request to "/": base64 of HMAC-SHA1.
std::string aliyun_signature(std::string_view method, const std::map<std::string, std::string>& parameters,
                             std::string_view key_secret);

}  // namespace throng::engage
