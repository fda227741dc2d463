// Messages to a group chat through its robot (群机器人): 企业微信, 钉钉, 飞书.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "engage/channel.h"
#include "outbound/poster.h"

namespace throng::engage {

struct WecomSettings {
  std::string url;        // of the robot, with its key: https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=...
  bool markdown = false;  // what texts are written in; else they are shown as they are
};
struct DingtalkSettings {
  std::string url;     // https://oapi.dingtalk.com/robot/send?access_token=...
  std::string secret;  // 加签; "": the robot is kept by keywords or addresses
  bool markdown = false;
};
struct FeishuSettings {
  std::string url;     // https://open.feishu.cn/open-apis/bot/v2/hook/...
  std::string secret;  // 签名校验; ""
  bool markdown = false;
};

// A message's title, text and url are sent; whom it is for is not. The other side's codes count, which come with status
// 200: a full queue or a limit is for later, all else refused. `poster` and `clock` outlive them.
// Errors: invalid_argument naming the field.
Result<std::unique_ptr<Channel>> wecom_channel(WecomSettings settings, outbound::Poster& poster);
Result<std::unique_ptr<Channel>> dingtalk_channel(DingtalkSettings settings, outbound::Poster& poster,
                                                  const Clock& clock);
Result<std::unique_ptr<Channel>> feishu_channel(FeishuSettings settings, outbound::Poster& poster, const Clock& clock);

}  // namespace throng::engage
