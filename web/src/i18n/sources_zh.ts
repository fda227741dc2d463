import type { sourcesEn } from "./sources_en";

export const sourcesZh: typeof sourcesEn = {
  sources: {
    title: "数据来源", show: "显示", cameIn: "接入情况", bars: { 1: "每柱为一小时", 6: "每柱为六小时", 24: "每柱为一天" },
    days: { 1: "24 小时", 7: "7 天", 30: "30 天", 90: "90 天" }, nothing: "这段时间没有接收任何事件。", stale: "这些数字已不是最新。",
    name: { segment: "Segment", jitsu: "Jitsu", posthog: "PostHog", mixpanel: "Mixpanel", sensors: "神策", amplitude: "Amplitude", ga4: "Google Analytics 4", matomo: "Matomo", snowplow: "Snowplow", countly: "Countly", import: "文件导入" },
    about: {
      segment: "含 RudderStack 与自有 SDK", jitsu: "网页、React、服务端", posthog: "网页（npm）、服务端、App", mixpanel: "网页、服务端、App", sensors: "网页、服务端、App、小程序", amplitude: "网页、服务端、App",
      ga4: "Measurement Protocol", matomo: "网页、服务端、App", snowplow: "网页、服务端、App", countly: "网页、服务端、App", import: "CSV 与 JSON Lines",
    },
    column: { source: "来源", status: "状态", curve: "接收趋势", accepted: "已接收", duplicates: "重复", late: "迟到", quarantined: "隔离", refused: "拒绝", heard: "最近收到", on: "启用" },
    hint: {
      accepted: "已存储并参与统计的事件。", duplicates: "之前已存储、又重新发送的事件：SDK 没收到回应时会重发。只统计一次，属于正常情况。",
      late: "已接收、但在发生一小时之后才到达的事件，通常来自离线设备或文件。它们计入实际发生的那一天。",
      quarantined: "无法统计的事件，逐条保留并注明原因。到隔离区查看问题所在。",
      refused: "被整个拒绝的请求：密钥未知、来源已关闭、过大、无法读取，或瞬时过多。内容不保留。",
      heard: "最近一次收到数据的小时，无论是否接收。", on: "是否接收该来源的数据。",
    },
    status: { hearing: "接收中", quiet: "暂无新数据", silent: "已沉寂", problems: "有问题", off: "已关闭", never: "未接入" },
    statusHint: {
      hearing: "本小时或上一小时收到过数据。", quiet: "一天之内收到过数据，但本小时和上一小时没有。", silent: "超过一天没有收到任何数据。",
      problems: "最近 24 小时有 5% 或更多被隔离或拒绝。", off: "已关闭：发送方会收到 403。", never: "90 天内没有收到任何数据。",
    },
    thisHour: "本小时", hour: "{{from}} 至 {{to}}", look: "到隔离区查看", open: "打开 {{name}}", onlyOwner: "仅所有者可以修改。",
    switch: "接收 {{name}} 的数据", switchOff: "关闭", offTitle: "关闭 {{name}}？", offText: "五秒之内，通过 {{name}} 发送的一方将收到 403。关闭期间发送的事件会丢失，除非对方的 SDK 保留并重试。已存储的数据不受影响。",
    isOff: "{{name}} 已关闭，五秒内生效。", isOn: "{{name}} 已重新启用，五秒内生效。",
    connect: "接入新的来源", connectLead: "保留您现有的 SDK，只需更换地址和密钥。", how: "如何接入", more: "详细说明见", hours: "逐小时明细",
    noNumbers: "还没有收到数据。收到之后，这里会画出每小时的数量。",
    sdk: { tag: "自有脚本", web: "网页", react: "React", node: "Node.js", python: "Python", php: "PHP", java: "Java", android: "Android", ios: "iOS", rudder: "RudderStack", curl: "curl", http: "HTTP", csv: "从文件" },
    note: {
      segment: "Segment 自带的脚本从 Segment 的域名加载：请改用 npm 包或自有脚本。手机端 SDK 要求 HTTPS。RudderStack 的网页和手机端 SDK 还要把 configUrl（控制面地址）设为本地址。",
      jitsu: "密钥由冒号分成两段，冒号之前的内容不影响。没有 /p.js 脚本：请使用 npm 包。",
      posthog: "网页请使用 npm 包：HTML 片段会从本地址加载它的库，而这里没有。不提供功能开关和录屏。",
      mixpanel: "Python SDK 要求 HTTPS。脚本标签也可以使用，其库仍来自 Mixpanel。",
      sensors: "请关闭加密（enableEncrypt）。小程序：设置 server_url，并把本域名加入合法域名。",
      amplitude: "服务器地址需要带上路径 /2/httpapi。",
      ga4: "仅支持 Measurement Protocol：gtag.js、网页端 Tag Manager 和 Firebase 只能发往 Google。请在旁边加上自有 SDK。",
      matomo: "多数追踪器要求站点是数字：请在下面接受它，例如 1。matomo.js 请自行托管。",
      snowplow: "密钥写在 app id 的位置；也可以保留 app id，并在下面接受它。不会设置用户属性。",
      countly: "密钥写在 app key 的位置。地址后面不要加路径。",
      import: "用于历史数据。向运行中的服务器导入时计入 Segment；若用 --data 代替 --url，请先停止服务器。",
    },
    names: {
      title: "接受的名称", lead: "无法更换密钥的发送方，可以用这些名称代替密钥。名称不是秘密：知道名称的人都可以发送。", none: "没有：只接受写入密钥。", add: "接受",
      added: "“{{name}}”将在五秒内被接受。", removed: "不再接受“{{name}}”。", remove: "不再接受“{{name}}”？", removeText: "仍在使用它的发送方将收到 401。",
      problem: { taken: "已经接受", long: "最多 200 字节", many: "已有 200 个名称" },
      what: {
        segment: "旧的写入密钥。不适用于浏览器：它的 SDK 会先查询密钥的设置", jitsu: "旧密钥：冒号之后的部分", posthog: "旧的项目令牌，phc_…", mixpanel: "旧的项目令牌", sensors: "旧地址中的 token，否则 project；两者都没有时为“default”",
        amplitude: "旧的 API key", ga4: "旧的 API secret", matomo: "站点编号，例如 1，或旧的 token_auth", snowplow: "app id", countly: "旧的 app key",
      },
    },
    teach: {
      title: "还没有数据源发来数据", text: "把下面几行放进网站每个页面的 head。第一次浏览会在几秒内出现在这里。", curlText: "也可以手动发送一条事件：",
      docs: "程序附带的文档中有更多说明：", doc: { browser: "自有浏览器 SDK：浏览、点击、同意管理", sdk: "服务端 SDK，以及从其他产品迁移", protocols: "支持的全部协议与字段" },
    },
  },
};
