import { theme, type ThemeConfig } from "antd";
import { fontFamily } from "../lib/palette";

export function antTheme(dark: boolean, still: boolean): ThemeConfig {
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily,
      colorPrimary: dark ? "#5b8cff" : "#2f5fd0",
      colorLink: dark ? "#7ea6ff" : "#2f5fd0",
      colorInfo: dark ? "#5b8cff" : "#2f5fd0",
      colorBgLayout: dark ? "#0f131a" : "#f5f6f9",
      colorBgContainer: dark ? "#171c26" : "#ffffff",
      colorBgElevated: dark ? "#1d2330" : "#ffffff",
      colorBorderSecondary: dark ? "#262d3a" : "#e9ecf2",
      colorTextBase: dark ? "#e4e8f0" : "#1d2633",
      colorTextDescription: dark ? "#95a0b3" : "#667085",
      colorTextPlaceholder: dark ? "#7a869b" : "#8b95a6",
      borderRadius: 8,
      motion: !still,
      motionDurationMid: "0.15s",
    },
    components: {
      Layout: { headerBg: dark ? "#171c26" : "#ffffff", siderBg: dark ? "#171c26" : "#ffffff", headerHeight: 56, headerPadding: "0 20px" },
      Menu: { itemBg: "transparent", subMenuItemBg: "transparent", itemHeight: 38, activeBarBorderWidth: 0, itemSelectedColor: dark ? "#a9c3ff" : "#2f5fd0", itemSelectedBg: dark ? "#1f2b47" : "#e9effc" },
      Table: { headerBg: "transparent", headerSplitColor: "transparent", headerColor: dark ? "#95a0b3" : "#667085", cellPaddingBlockSM: 8 },
      Card: { headerFontSize: 15, headerHeight: 48, paddingLG: 20 },
      Descriptions: { labelColor: dark ? "#95a0b3" : "#667085" },
    },
  };
}
