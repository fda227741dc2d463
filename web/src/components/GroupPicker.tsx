import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useWords } from "../hooks/use_words";

// Chooses one of the groups that an answer is broken down into.
export function GroupPicker({ labels, value, onChange }: { labels: string[]; value: number; onChange: (index: number) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  if (labels.length < 2) return null;
  return <Select size="small" className="group-picker" value={value} popupMatchSelectWidth={false} options={labels.map((label, i) => ({ value: i, label: words.label(label) }))} onChange={onChange} aria-label={t("builder.group")} data-testid="group" />;
}
