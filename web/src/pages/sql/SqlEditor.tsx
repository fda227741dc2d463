import { useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { SqlView } from "../../api/types";
import { complete, suggest, wordBefore, type Suggestion } from "../../lib/sql";

interface Props {
  value: string;
  onChange: (sql: string) => void;
  onRun: () => void;
  views: readonly SqlView[];
  functions: readonly string[];
  area: RefObject<HTMLTextAreaElement>;
}

// A text area that knows the names: what fits the word before the caret stands below it, Tab takes the first.
export function SqlEditor({ value, onChange, onRun, views, functions, area }: Props) {
  const { t } = useTranslation();
  const [offers, setOffers] = useState<Suggestion[]>([]);
  const caret = useRef<number>();
  useLayoutEffect(() => {
    if (caret.current === undefined) return;
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [value, area]);
  const look = () => {
    const box = area.current;
    if (!box || box.selectionStart !== box.selectionEnd) return setOffers([]);
    setOffers(suggest(wordBefore(box.value, box.selectionStart).word, views, functions));
  };
  const put = (sql: string, at: number) => {
    caret.current = at;
    setOffers([]);
    onChange(sql);
  };
  const take = (chosen: Suggestion) => {
    const box = area.current;
    if (!box) return;
    const next = complete(box.value, box.selectionStart, chosen);
    put(next.sql, next.caret);
    box.focus();
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const box = event.currentTarget;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return onRun();
    }
    if (event.key === "Escape" && offers.length > 0) return setOffers([]);
    if (event.key !== "Tab" || event.shiftKey || !offers[0]) return;
    event.preventDefault();
    const next = complete(box.value, box.selectionStart, offers[0]);
    put(next.sql, next.caret);
  };
  return (
    <div className="sql-editor">
      <textarea
        ref={area} className="sql-text" value={value} rows={Math.min(24, Math.max(8, value.split("\n").length + 1))} spellCheck={false} autoCapitalize="off" autoCorrect="off" autoComplete="off"
        aria-label={t("sql.statement")} placeholder={t("sql.placeholder")} data-testid="sql-text" maxLength={65536}
        onChange={(event) => { onChange(event.target.value); look(); }} onKeyDown={press} onClick={() => setOffers([])} onBlur={() => setOffers([])}
      />
      <div className="sql-offers" data-testid="sql-offers">
        {offers.length === 0 && <span className="meta">{t("sql.keys")}</span>}
        {offers.map((one, index) => (
          <button type="button" tabIndex={-1} key={one.text} className={one.kind} onMouseDown={(event) => event.preventDefault()} onClick={() => take(one)}>
            {one.text}
            {index === 0 && <kbd>Tab</kbd>}
          </button>
        ))}
      </div>
    </div>
  );
}
