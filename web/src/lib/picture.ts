// The page's first chart as a picture file.
import { getInstanceByDom } from "echarts/core";

export function downloadPicture(name: string, background: string) {
  const host = document.querySelector<HTMLElement>('[data-testid="chart"]');
  const chart = host && getInstanceByDom(host);
  if (!chart) return;
  const link = document.createElement("a");
  link.href = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: background });
  link.download = name;
  link.click();
}
