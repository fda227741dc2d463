import { Typography } from "antd";
import { useTranslation } from "react-i18next";

// Code to be copied as it stands.
export function Snippet({ text, testid, className }: { text: string; testid?: string; className?: string }) {
  const { t } = useTranslation();
  return <Typography.Paragraph copyable={{ text, tooltips: [t("common.copy"), t("common.copied")] }} className={className ? `snippet ${className}` : "snippet"}><pre data-testid={testid}>{text}</pre></Typography.Paragraph>;
}
