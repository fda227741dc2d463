import type { heatmapEn } from "./heatmap_en";

export const heatmapZh: typeof heatmapEn = {
  heatmap: {
    title: "热力图", page: "页面", pageHint: "/路径，* 代表任意内容", where: "仅统计满足条件的事件", edges: "宽度分界", edgesHint: "不分", badEdges: "至多 9 个像素宽度，如 768, 1200，逐个增大",
    pages: "选择页面", pagesHint: "按上方时间范围内的浏览次数排列。可用 /shop/* 这样的通配符把多个页面合并，* 为全部页面。", pageViews_one: "{{count}} 次浏览", pageViews_other: "{{count}} 次浏览", allPages: "全部页面",
    mode: { click: "点击", rage_click: "愤怒点击", dead_click: "无效点击", scroll: "滚动" }, modeLabel: "查看",
    modeHint: { click: "所有点击", rage_click: "一秒内在同一处连点三次以上：有东西没有按预期响应", dead_click: "点了看起来可点的地方，却什么也没发生", scroll: "页面被看到多深" },
    device: { phone: "手机", tablet: "平板", desktop: "电脑", all: "全部宽度" }, widthLabel: "窗口宽度", below: "小于 {{to}} 像素", between: "{{from}} 至 {{to}} 像素", from: "{{from}} 像素及以上", widthViews: "{{width}}：{{views}} 次浏览，{{clicks}} 次点击",
    mixed: "这里混合了各种宽度；如果页面在手机上布局不同，请选择一种宽度。",
    views: "浏览次数", visitors: "访客", clicks: "点击次数", per_view: "每次浏览点击", rage: "愤怒点击占比", dead: "无效点击占比",
    opacity: "不透明度", badges: "元素标记", backdrop: "底图", plain: "空白", picture: "截图", live: "真实页面",
    few: "少", many: "多", most: "单处最多：{{count}}", stage: "{{page}} 的热力图，{{width}} × {{height}} 像素", unplaced_one: "{{count}} 次点击没有位置", unplaced_other: "{{count}} 次点击没有位置",
    spot: "{{events}} · {{persons}}", spotTitle: "此处的{{mode}}", events_one: "{{count}} 次点击", events_other: "{{count}} 次点击", openHint: "点击查看用户",
    noSpots: "这里没有这类点击。请换一种点击、另一种宽度或更长的时间范围。", noDepths: "这里没有记录滚动深度的浏览。", fold: "首屏高度：{{count}} 像素", seen: "{{share}} 看到这里", deep: "深度 {{depth}}", lineShare: "{{share}} 到达此处",
    elements: "元素", noElements: "这些点击没有记录元素。", share: "占比", events: "点击次数", persons: "人数", rageShort: "愤怒", deadShort: "无效", depths: "滚动深度", depth: "深度",
    address: "要显示的网址", addressHint: "https://…", showLive: "显示 {{host}} 的真实页面", hideLive: "收起",
    liveExplain: "从该网站的服务器加载页面，放在没有任何权限的框架里。这和平常的访问一样：页面上的脚本会运行，并记录一次页面浏览。",
    liveBlank: "看不到内容？许多网站禁止被嵌入到其他页面，请改用截图。",
    addressProblem: { address: "这不是网页地址（https://…）。", own: "这是 Throng 自己的地址，不会在框架中显示。", secure: "该页面是 http，浏览器不会在 https 页面中显示它，请改用截图。" },
    pictureExplain: "选择、粘贴或拖入整页截图，宽 {{width}} 像素。图片只保存在此浏览器中，不会发送到任何地方。", choosePicture: "选择图片", removePicture: "移除", badPicture: "这不是不超过 30 MB 的 PNG、JPEG 或 WebP 图片。", notKept: "浏览器未能保存图片。",
    nothingHere: "此时间范围内没有记录", nothingHereHint: "浏览器 SDK 会记录点击和页面被看到多深；离开页面时才计一次浏览。请选择更长的时间范围或其他页面。", choosePage: "选择其他页面",
    teach: "还没有点击记录", teachText: "热力图来自 Throng 浏览器 SDK 自动记录的内容：点击、愤怒点击、无效点击，以及离开页面时看到了多深。把下面这段放进每个页面的 head 即可，不用再写别的代码。其他产品的 SDK 不会发送这些。",
    teachScript: "脚本是程序目录中的 sdk/js/dist/throng.js：放到网站能加载的位置，并让 src 指向它。详见 docs/sdk/browser.md。", toLive: "查看实时事件",
  },
};
