import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { TagView } from "../../api/tags";
import { usePreferences } from "../../app/preferences";
import { useWords } from "../../hooks/use_words";
import type { TagDrill } from "./TagPersons";

const most = 9;

// How everybody is shared out among the values, as one bar; the rest of it has none.
export function ValueBar({ tag, onPick }: { tag: TagView; onPick: (drill: TagDrill) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const numbers = tag.computed !== undefined && tag.value_count === 0 && tag.persons > 0;
  const parts = numbers ? [{ value: t("tags.numbers"), persons: tag.persons, of: {} }] : tag.values.slice(0, most).map((one) => ({ value: one.value, persons: one.persons ?? 0, of: { value: one.value } }));
  const total = Math.max(tag.everyone, tag.values.reduce((sum, one) => sum + (one.persons ?? 0), 0), 1);
  return (
    <div className="value-bar" aria-label={t("tags.coverage")} role="group">
      <div className="value-bar-track">
        {parts.map((part, i) => part.persons > 0 && (
          <Tooltip key={part.value} title={`${part.value} · ${words.number(part.persons)} · ${words.percent(part.persons / Math.max(tag.everyone, 1))}`}>
            <button type="button" style={{ width: `${(part.persons / total) * 100}%`, background: chart.colors[i % chart.colors.length] }} aria-label={`${part.value} ${words.number(part.persons)}`} onClick={() => onPick({ tag: tag.id, of: part.of, title: `${tag.name} · ${part.value}` })} />
          </Tooltip>
        ))}
      </div>
      <small>{parts.slice(0, 5).map((part) => part.value).join(" · ")}{!numbers && tag.value_count > 5 && ` · +${tag.value_count - 5}`}</small>
    </div>
  );
}
