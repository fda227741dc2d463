import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { HeatmapElement, HeatmapKind } from "../../api/types";
import { NumberButton } from "../../components/NumberButton";
import { useWords } from "../../hooks/use_words";
import { csv, download } from "../../lib/csv";
import { nameOfElement } from "../../lib/heatmap";

interface Props {
  elements: HeatmapElement[];
  all: number; // clicks of the kind, on elements or not
  lit: string | undefined;
  onLit: (selector: string | undefined) => void;
  open: (element: HeatmapElement, kind?: HeatmapKind) => void;
}

const shareOf = (element: HeatmapElement, all: number) => (all > 0 ? element.events / all : null);

function save(elements: HeatmapElement[], all: number) {
  const head = ["rank", "text", "selector", "events", "persons", "share", "clicks", "rage_clicks", "dead_clicks", "x", "y"];
  download("heatmap.csv", csv([head, ...elements.map((one, i) => [i + 1, one.text, one.selector, one.events, one.persons, shareOf(one, all), one.clicks, one.rage_clicks, one.dead_clicks, one.x, one.y])]));
}

// Elements by clicks, numbered as on the map; pointing at one shows it there.
export function ElementList({ elements, all, lit, onLit, open }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const most = elements[0]?.events ?? 0;
  const line = (element: HeatmapElement, rank: number) => (
    <li key={element.selector} className={element.selector === lit ? "lit" : ""} onPointerEnter={() => onLit(element.selector)} onPointerLeave={() => onLit(undefined)} data-testid={`element-${rank}`}>
      <span className="badge">{rank}</span>
      <div>
        <div className="heatmap-element"><b title={nameOfElement(element)}>{nameOfElement(element)}</b><span>{words.percent(shareOf(element, all))}</span></div>
        <code title={element.selector}>{element.selector}</code>
        <i style={{ width: `${most > 0 ? (100 * element.events) / most : 0}%` }} />
        <small>
          <span>{t("heatmap.events", { count: element.events, replace: { count: words.number(element.events) } })} · <NumberButton text={t("drawer.count", { count: element.persons, replace: { count: words.number(element.persons) } })} disabled={element.persons === 0} onClick={() => open(element)} testid="element-persons" /></span>
          {element.rage_clicks > 0 && <NumberButton text={`${t("heatmap.rageShort")} ${words.number(element.rage_clicks)}`} onClick={() => open(element, "rage_click")} testid="element-rage" />}
          {element.dead_clicks > 0 && <NumberButton text={`${t("heatmap.deadShort")} ${words.number(element.dead_clicks)}`} onClick={() => open(element, "dead_click")} testid="element-dead" />}
        </small>
      </div>
    </li>
  );
  return (
    <section className="heatmap-list">
      <header><h3>{t("heatmap.elements")}</h3><Button size="small" disabled={elements.length === 0} onClick={() => save(elements, all)} data-testid="csv">{t("common.csv")}</Button></header>
      {elements.length === 0 ? <p className="hint">{t("heatmap.noElements")}</p> : <ol>{elements.map((element, i) => line(element, i + 1))}</ol>}
    </section>
  );
}
