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

type Rgb = [number, number, number];
const rgb = (hex: string): Rgb => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as Rgb;

// Relative luminance and contrast as WCAG 2.2 defines them.
function luminance(color: Rgb): number {
  const [r, g, b] = color.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

// Background of a heat cell for a share 0..1, and the ink that reads best on it: of white and black one always
// reaches 4.58, which no softer pair does.
export function heat(theme: ChartTheme, share: number): { background: string; color: string } {
  const strength = 0.04 + Math.max(0, Math.min(1, share)) ** 0.7 * 0.86;
  const strong = rgb(theme.colors[0]!);
  const mixed = rgb(theme.surface).map((v, i) => Math.round(v + (strong[i]! - v) * strength)) as Rgb;
  const inks = ["#ffffff", "#000000"].sort((a, b) => contrast(rgb(b), mixed) - contrast(rgb(a), mixed));
  return { background: `rgb(${mixed.join(", ")})`, color: inks[0]! };
}
