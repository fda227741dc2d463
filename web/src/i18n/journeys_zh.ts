import type { journeysEn } from "./journeys_en";

export const journeysZh: typeof journeysEn = {
  journeys: {
    title: "旅程", one: "旅程", new: "新建旅程", edit: "编辑旅程", untitled: "新旅程", search: "搜索旅程", empty: "还没有人走在旅程上", back: "返回", save: "保存", saved: "旅程已保存",
    emptyHint: "旅程按每个人自己的节奏，一步步引导：发一条消息，等一等，再看他这期间做了什么。从下面一个开始：", fromScratch: "或从空白画布开始",
    help: "做了入口事件的人，或到时间时在人群中的人，从第一步进入。留作对照的人也走同样的路，但什么都收不到：与他们相比，才看得出旅程带来了什么。",
    numbered: "{{kind}} {{n}}", visit: "{{title}}：{{port}}", entered: "进入", busy: "正在等待审核。请先退回草稿，再修改。",
    figures: { entered: "进入人次", inside: "正在其中", reached: "达成目标", held_out: "留作对照" }, how: "如何进入", owner: "负责人", next: "下次进入", version: "版本",
    kind: { message: "消息", webhook: "推送到 URL", wait: "等待", wait_for: "等待发生", branch: "条件分支", split: "随机分流", channel: "最佳渠道", trait: "设置特征", tag: "打标签", reward: "奖励", go_to: "跳转", exit: "离开" },
    about: {
      webhook: "把此人的签名 JSON 推送到您的 URL",
      message: "给此人发消息", wait: "等一段时间、等到某个钟点或某一天", wait_for: "等到此人做了某事，最多等这么久", branch: "按条件：走第一个满足的", split: "随机分配，比较不同的路", channel: "走此人响应最多的渠道",
      trait: "写下此人的一个特征", tag: "给此人打一个标签", reward: "积分或优惠券，以事件告知", go_to: "接着走另一个步骤", exit: "旅程在此结束",
    },
    says: {
      channel: "{{channels}}：取此人响应最多的一个", best: "等到此人响应最多的那个小时", time: "等待 {{time}}", clock: "等到 {{clock}}", clockOn: "等到{{weekdays}} {{clock}}", or: "或", theirs: "，按此人当地时间", ours: "，按项目时间", day: "{{trait}} 当天",
      dayAfter_one: "{{trait}} 之后 {{count}} 天", dayAfter_other: "{{trait}} 之后 {{count}} 天", dayBefore_one: "{{trait}} 之前 {{count}} 天", dayBefore_other: "{{trait}} 之前 {{count}} 天", date: "等到 {{day}} {{clock}}", dateYearly: "等到 {{day}} {{clock}}，每年最近的一次",
      waitFor: "{{what}}；最多 {{time}}", does: "等到做了 {{event}}", holds: "等到满足：{{rule}}", choose: "请选择等待什么", elseIf: " 否则：", and: " · ", noTemplate: "请选择模板",
      setTrait: "{{trait}} 设为「{{value}}」", takeTrait: "去掉 {{trait}}", setTag: "{{tag}} 设为「{{value}}」", takeTag: "去掉 {{tag}}", reward: "{{amount}} × {{reward}}", goTo: "跳到「{{step}}」", noStep: "请选择步骤", exit: "到这里的人离开旅程",
    },
    port: { does: "做了", holds: "满足", timeout: "{{time}}内没有", unreached: "都无法触达", otherwise: "其他", arm: "第 {{n}} 路" },
    end: { end: "走到终点", exit: "从出口离开", goal: "达成目标", merged: "与另一人合并", stopped: "旅程被停止", too_long: "步数过多" },
    endsTitle: "如何结束",
    entry: {
      title: "谁进入", audience: "并且属于人群", audienceHint: "在进入时判断。", choose: "请选择事件", segment: "分群", chooseSegment: "选择实时分群", noLive: "还没有实时分群：先把一个分群设为实时更新，它才能让人进入。", event: "事件", way: { event: "事件发生时", segment_entered: "进入分群时", segment_left: "离开分群时", schedule: "按时间" },
      says: { event: "做了 {{event}} 的人", segment_entered: "进入分群「{{segment}}」的人", segment_left: "离开分群「{{segment}}」的人", none: "请选择谁进入", after: "，至少隔 {{time}}", most_one: "；总共最多 {{count}} 人", most_other: "；总共最多 {{count}} 人", audience: "仅限：{{rule}}" },
      againTitle: "重复进入", again: { never: "只进入一次", when_out: "离开后可再次进入", always: "随时可再次进入，即使还在其中" }, againAfter: "多久内不再进入", most: "总共最多", mostHint: "0：不限",
    },
    field: {
      name: "步骤名称", waitKind: { time: "一段时间", clock: "到某个钟点", date: "到某一天", best_time: "到最佳时间" }, channelHint: "在能触达此人的渠道中，选择其 90 天内打开或点击比例最高的一个（以所有人的习惯平滑）；尚不知道时取第一个。", bestHint: "等到此人对消息响应最多的那个小时；尚不知道时不等待。", time: "多久", at: "时刻", weekdays: "星期", anyDay: "任意一天", clock: "按谁的时间", theirs: "此人当地", ours: "项目", trait: "日期所在的特征", traitHint: "其值以日期开头，例如 1990-02-28。没有的人立即继续。", days: "之后几天", daysHint: "小于 0：之前", yearly: "每年：生日、周年",
      waitFor: { event: "此人做了某事", filter: "满足条件" }, until: "等到", timeout: "最多", filterHint: "到达时判断，此后每分钟判断两次。", arm: "第 {{n}} 路", armName: "名称", addArm: "再加一路", removeArm: "移除这一路", orElse: "都不满足的人走「其他」。", weight: "权重", setTrait: "特征", value: "值", valueHint: "数字、true、false 或文字", takeAway: "去掉", tag: "标签", chooseTag: "选择标签", noTags: "还没有手动或导入的标签。", tagValue: "值", reward: "给什么", rewardPlace: "积分、优惠券-10", rewardHint: "以事件 $reward_granted 告知管理积分和优惠券的系统。", amount: "数量", goTo: "跳到", chooseStep: "选择步骤", nothing: "这里没有要设置的。",
    },
    canvas: {
      title: "画布", label: "旅程的步骤画布", palette: "步骤", paletteHint: "点击加在所选步骤之后，或拖到画布上。点路上的 + 可在那里插入。", tidy: "整理", undo: "撤销", redo: "重做", insert: "在此插入步骤", remove: "删除步骤", way: "出路：{{way}}", only: "继续", in: "入口", close: "关闭", keys: "Ctrl+Z 撤销，Delete 删除所选的步骤或路。",
      passed: "走过", standing: "正在这里", took: "在「{{step}}」走了「{{way}}」", wentOn: "从「{{step}}」继续走的人", stand: "现在在「{{step}}」的人", heldOut: "留作对照", cut: "移除这条路", inControl: "{{title}}（留作对照）", ended: "结束：{{reason}}",
      aria: { from: "从「{{from}}」到「{{to}}」", node: "按回车或空格选择步骤，方向键移动，Delete 删除，Esc 离开。", edge: "按回车或空格选择路，Delete 删除，Esc 离开。", moved: "步骤已移动", controls: "画布视图", zoomIn: "放大", zoomOut: "缩小", fit: "显示全部" },
    },
    flaw: { unreachable: "没有路通到这里", circle: "不等待地绕圈", nowhere: "还没有去处" },
    flaws_one: "{{count}} 个步骤有问题，旅程因此不能启动。", flaws_other: "{{count}} 个步骤有问题，旅程因此不能启动。",
    lack: { name: "请为旅程取一个名字。", entry: "请选择谁进入。", at: "请选择何时进入。", cron: "请填写 Crontab 表达式。", date: "请选择日期所在的特征。", audience: "请填完人群的所有条件。", goal: "请选择目标事件，或关闭目标。", template: "请选择模板。", event: "请选择要等待的事件。", condition: "请填完所有条件。", trait: "请选择特征。", tag: "请选择标签。", reward: "请说明给此人什么。" }, lackAt: "{{step}}：{{lack}}",
    measure: { exitAtGoal: "达成目标的人离开旅程" },
    versions: { all: "所有版本", one: "版本 {{n}}，自 {{at}}", pick: "看哪个版本" },
    changed: "版本 {{version}} 发布后又改过：在发布更改之前，进入的人仍按版本 {{version}} 走。",
    dry: {
      title: "试走", do: "试走", again: "再试一次", hint: "让人们按他们真实做过的事重走一遍。不发送、不记录任何东西；条件按今天的情况判断。", days: "最近", daysUnit: "天", person: "只看一个人", stale: "旅程之后又改过。", shown: "画布上显示的是试走结果。", hide: "隐藏",
      enter_one: "{{count}} 人会进入", enter_other: "{{count}} 人会进入", walked: "走了 {{count}} 人", held: "其中 {{count}} 人留作对照", nobody: "这些天里没有人会进入。", trail: "此人走过的路", asIf: "此人这些天里没有进入：这里假设他在第一天进入。", now: "现在在这里",
    },
    sends: { title: "发送情况", none: "还没有发送过。", of: "{{step}}，版本 {{version}}" },
    act: { start: "启动", again: "重新启动", approve: "批准", reject: "退回草稿", publish: "发布更改", pause: "暂停", resume: "恢复", stop: "停止", clone: "复制", remove: "删除" },
    done: { start: "已启动", approve: "已批准", reject: "已退回草稿", publish: "已发布", pause: "已暂停", resume: "已恢复", stop: "已停止", clone: "已复制", remove: "已删除" },
    confirmStop: "彻底停止？其中的人都会离开，等待中的消息不再发送。", confirmDelete: "删除旅程「{{name}}」？", confirmPublish: "发布更改？此后进入的人按新的走；已在其中的人照旧走完。",
    startTitle: "启动「{{name}}」？", startWhen: "进入方式：{{when}}。", startWho: "仅限：{{rule}}", startHeld: "每 100 个进入的人中有 {{percent}} 人留作对照，什么都收不到。", startSends_one: "一路上共有 {{count}} 条消息。", startSends_other: "一路上共有 {{count}} 条消息。", startDry_one: "最近 30 天会有 {{count}} 人进入。", startDry_other: "最近 30 天会有 {{count}} 人进入。", startNow: "启动后，人群中的每个人立即进入。", startReview: "须由另一人批准后，才会有人进入。", askReview: "提交审核",
    inReview: "{{by}} 申请启动。须由另一人批准。",
    person: { tab: "旅程", none: "还没有走过旅程", noneHint: "此人进入的旅程会列在这里，以及走到了哪一步。", at: "位于", due: "{{at}} 继续", entered: "进入", held: "留作对照", gone: "已不存在的旅程" },
  },
};
