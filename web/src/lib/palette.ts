// Ten colours that stay apart for colour-blind eyes, on white and on near-black.
export const seriesColors = {
  light: ["#2f5fd0", "#e07b00", "#1a8a6b", "#c2417c", "#7a5bd1", "#0f8fb8", "#a86a15", "#5b7a1f", "#d14a3a", "#5c6b80"],
  dark: ["#6f9bff", "#ffa640", "#4cc9a3", "#f07fb2", "#ab92f5", "#4fc3ea", "#d9a45a", "#a5c75f", "#ff8577", "#9fb0c8"],
} as const;

// One list for the page and for the canvas of the charts, which inherits nothing.
export const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

export interface ChartTheme {
  dark: boolean;
  text: string;
  muted: string;
  line: string;
  surface: string;
  colors: readonly string[];
}
export const chartThemes: { light: ChartTheme; dark: ChartTheme } = {
  light: { dark: false, text: "#1d2633", muted: "#667085", line: "#e6e9ef", surface: "#ffffff", colors: seriesColors.light },
  dark: { dark: true, text: "#e4e8f0", muted: "#95a0b3", line: "#2b3240", surface: "#171c26", colors: seriesColors.dark },
};

// Background and ink of a heat cell for a share 0..1.
export function heat(theme: ChartTheme, share: number): { background: string; color: string } {
  const strength = Math.max(0, Math.min(1, share)) ** 0.7;
  const [r, g, b] = theme.dark ? [95, 145, 255] : [47, 95, 208];
  const strong = theme.dark ? strength > 0.75 : strength > 0.55;
  return {
    background: `rgba(${r}, ${g}, ${b}, ${(0.05 + strength * 0.85).toFixed(3)})`,
    color: strong ? (theme.dark ? "#0b1020" : "#ffffff") : theme.text,
  };
}
