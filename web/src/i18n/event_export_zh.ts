import type { eventExportEn } from "./event_export_en";

export const eventExportZh: typeof eventExportEn = {
  eventExport: {
    title: "导出", lead: "将发生过的全部事件按时间顺序导出为一个文件，长度不限。文件边写边下载，期间新到的事件不包含在内。",
    days: "日期", allDays: "开始日期留空则从第一个事件起，结束日期留空则到最后一个事件为止。", event: "事件", allEvents: "全部事件", onlyOne: "可只导出一种事件。",
    format: "格式", go: "下载", command: "也可以用命令行导出，适合大文件和脚本", onlyAnalyst: "仅分析师和所有者可以导出事件。",
    again: { title: "供本系统使用", other: "供查看与制表", products: "供其他产品使用" },
    formats: { jsonl: "人群（JSON Lines）", csv: "CSV", parquet: "Parquet", posthog: "PostHog", mixpanel: "Mixpanel", amplitude: "Amplitude", sensors: "神策分析" },
    hint: {
      jsonl: "可以再次导入：事件与编号都保持不变，已有的事件不会重复计数。",
      csv: "每个事件一行：时间、用户、事件、标识、来源、设备，以及 JSON 形式的属性。",
      parquet: "列与 CSV 相同，可用于 DuckDB、pandas、Spark 等。最多 200 万个事件。",
      posthog: "每行一个事件，与其采集接口的批量格式一致。对方没有的操作（如用户数值属性的累加）以事件形式写出。",
      mixpanel: "每行一条：事件用于 /import，用户属性更新用于 /engage，群组用于 /groups。时间均为 UTC。",
      amplitude: "每行一个事件，与其 HTTP 接口一致。别名（alias）以事件形式写出。",
      sensors: "每行一条记录，与其导入工具的格式一致。列表的去重添加和移除以事件形式写出。",
    },
  },
};
