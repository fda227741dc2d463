import type { quarantineEn } from "./quarantine_en";

export const quarantineZh: typeof quarantineEn = {
  quarantine: {
    lead: "无法统计、或不应统计的事件会原样保留在这里。不会丢失：原因消除之后，可以重新读入。", event: "事件", allEvents: "全部事件", allSources: "全部来源", clear: "显示全部", fields: "字段", whole: "整个事件", events: "事件数", last: "最近一次", none: "没有符合条件的隔离事件。",
    next: "如何处理", rows: "事件明细", newest: "最新的在前", inCatalog: "在事件目录中打开", replaySource: "重新读入", total_one: "{{count}} 个事件", total_other: "{{number}} 个事件",
    again: "重新读入", allAgain: "全部重新读入", againHint: "按原来收到的时间重新读入。仍有问题的会再次隔离；任何事件都不会重复统计。", dismiss: "忽略", dismissTitle_one: "忽略 {{count}} 个事件？", dismissTitle_other: "忽略 {{number}} 个事件？", dismissText: "这些事件将不再显示，也无法再读入。之后新到的问题事件照常隔离。", dismissed_one: "已忽略 {{count}} 个事件。", dismissed_other: "已忽略 {{number}} 个事件。", onlyOwner: "仅所有者可以忽略。", onlyAnalyst: "仅分析师和所有者可以重新读入。",
    working: "正在重新读入", job: "在“作业”中查看", cancel: "取消", result: "共读入 {{read}} 个：接收 {{accepted}} 个，{{duplicates}} 个之前已有，{{quarantined}} 个再次隔离",
    hint: { good: "现在全部参与统计。", still: "其余的仍有问题，原因见下方分组。", nothing: "没有需要读入的事件。" }, cancelled: "重新读入已取消。已读入的部分保留，可随时继续。", failed: "重新读入失败",
    why: {
      not_json: "收到的内容不是 JSON 对象，无法读取。", unknown_type: "消息类型不是 track、identify、page、screen、group、alias、profile 之一。", missing_id: "没有说明是谁：缺少 userId 和 anonymousId，或只有“null”“undefined”之类的占位值。",
      missing_name: "track 没有事件名，无法查询。", name_too_long: "名称超过 200 个字符，多半是把取值写进了名称。", event_too_large: "属性、名称和标识合计超过 32 KB。", too_many_properties: "属性超过 255 个。", too_deep: "对象和列表的嵌套超过五层。",
      bad_text: "文本不是有效的 UTF-8，或含有 NUL 字符。", bad_field: "某个字段的类型不对，例如应为对象却是文本。", bad_time: "时间无法识别、早于 1970 年，或比现在晚一天以上。", bad_row: "文件中某一行的列或格式不符合要求。",
      blocked_event: "有人在事件目录中屏蔽了这个名称的事件。", unplanned_event: "埋点方案中没有这个事件，且规则要求隔离此类事件。", off_plan: "属性不符合埋点方案中的规则，且规则要求隔离此类事件。",
    },
    todo: {
      not_json: "请修正发送方；这些内容无法挽回，修正后忽略即可。", unknown_type: "在发送方修正类型，或不再发送该消息。", missing_id: "让发送方带上标识：已登录用户用 userId，其他用 anonymousId。我们的 SDK 会自动处理。", missing_name: "在发送方为事件命名。", name_too_long: "缩短名称，把会变化的内容放进属性。",
      event_too_large: "减少单个事件的内容：用标识代替整个对象。", too_many_properties: "减少单个事件的属性，或拆成两个事件。", too_deep: "在发送方把属性展平。", bad_text: "修正发送方的编码，必须是 UTF-8。", bad_field: "“字段”一栏指出了是哪一个，请在发送方修正其类型。", bad_time: "校准发送方的时钟，或把时间写成 2026-01-31T08:00:00Z 的形式。", bad_row: "行号指出了是哪一行。修正文件或其映射后重新导入。",
      blocked_event: "如果是有意屏蔽，则无需处理；否则在事件目录中取消屏蔽，再重新读入。", unplanned_event: "如果属于方案，请在事件目录中标记为“预期内”，再重新读入；否则在发送方修正名称。", off_plan: "如果规则过严，请在事件目录中修改，再重新读入；如果是发送方有误，请在发送方修正。",
    },
  },
};
