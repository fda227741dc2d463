import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { NumberBin, ValueSpread } from "../../api/tags";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { NumberButton } from "../../components/NumberButton";
import { useWords } from "../../hooks/use_words";
import { binsOption } from "../../lib/tag_charts";

interface Props {
  spread: ValueSpread;
  everyone: number;
  instants: boolean; // the numbers are instants
  onValue?: (value: string) => void;
  onBin?: (bin: NumberBin) => void;
  onAll?: () => void;
  onNone?: () => void;
}

function Line({ name, persons, everyone, color, onPick }: { name: string; persons: number; everyone: number; color: string; onPick?: (() => void) | undefined }) {
  const words = useWords();
  const share = everyone > 0 ? persons / everyone : 0;
  return (
    <li className="spread-line" data-testid="spread-line">
      <span className="spread-name" title={name}>{name}</span>
      <span className="spread-track"><i style={{ width: `${Math.min(1, share) * 100}%`, background: color }} /></span>
      <NumberButton text={words.number(persons)} plain={!onPick} disabled={persons === 0} onClick={() => onPick?.()} testid="spread-persons" />
      <small>{words.percent(share)}</small>
    </li>
  );
}

// How many have which value or number, and how many none; every number opens its persons where they can be asked for.
export function Spread({ spread, everyone, instants, onValue, onBin, onAll, onNone }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const number = (value: number) => (instants ? words.instant(new Date(value).toISOString()) : words.number(value, 2));
  const option = useMemo(() => (spread.bins.length > 0 ? binsOption(spread.bins, chart, words, number) : undefined), [spread, chart, words, instants]);
  const share = everyone > 0 ? spread.persons / everyone : 0;
  const rest = spread.value_count - spread.values.length;
  return (
    <>
      <div className="big-number">
        <b data-testid="spread-total">{onAll ? <NumberButton text={words.number(spread.persons)} onClick={onAll} disabled={spread.persons === 0} /> : words.number(spread.persons)}</b>
        <span>{words.percent(Math.min(1, share))} {t("tags.of", { count: everyone, replace: { count: words.number(everyone) } })}</span>
      </div>
      <ul className="spread">
        {spread.values.map((one, i) => <Line key={one.value} name={one.value} persons={one.persons} everyone={everyone} color={chart.colors[i % chart.colors.length]!} onPick={onValue && (() => onValue(one.value))} />)}
        <Line name={t("tags.without")} persons={Math.max(0, everyone - spread.persons)} everyone={everyone} color="var(--faint)" onPick={onNone} />
      </ul>
      {rest > 0 && <p className="meta">{t("tags.more", { count: rest, replace: { count: words.number(rest) } })}</p>}
      {option && <Chart option={option} height={220} label={t("tags.distribution")} {...(onBin ? { onPick: (_: number, index: number) => onBin(spread.bins[index]!) } : {})} />}
      {spread.numbers && (
        <dl className="spread-facts">
          {(["least", "p25", "median", "p75", "greatest", "mean"] as const).map((key) => <div key={key}><dt>{t(`tags.summary.${key}`)}</dt><dd>{number(spread.numbers![key])}</dd></div>)}
        </dl>
      )}
    </>
  );
}

