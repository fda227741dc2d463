import type { ChartTheme } from "../../../lib/palette";

// One for each place in the server's list; imports, the eleventh, are grey.
export const colorOf = (place: number, theme: ChartTheme): string => theme.colors[place] ?? theme.muted;
