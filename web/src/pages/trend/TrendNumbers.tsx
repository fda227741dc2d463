import type { TrendAnswer, TrendSeries } from "../../api/types";
import { Change } from "../../components/Change";
import { NumberButton } from "../../components/NumberButton";
import type { TrendNames } from "../../hooks/use_trend_names";
import { useWords } from "../../hooks/use_words";

interface Props {
  answer: TrendAnswer;
  names: TrendNames;
  colours: readonly string[];
  onPick: (position: number, bucket: number | undefined, previous: boolean) => void;
}

// A formula is 0 also where its parts are not.
const nobody = (series: TrendSeries, value: number | null | undefined) => value === null || value === undefined || (value === 0 && !series.formula);

// A whole range without groups: one number per row of the question.
export function TrendNumbers({ answer, names, colours, onPick }: Props) {
  const words = useWords();
  return (
    <div className="numbers">
      {answer.series.map((one, position) => (
        <div key={position}>
          <span><i style={{ background: colours[position % colours.length] }} />{names.line(one)}</span>
          <b><NumberButton text={words.number(one.total)} disabled={nobody(one, one.total)} onClick={() => onPick(position, undefined, false)} testid="big-total" /></b>
          {one.previous && (
            <small><Change now={one.total} before={one.previous.total} /> <NumberButton text={words.number(one.previous.total)} disabled={nobody(one, one.previous.total)} onClick={() => onPick(position, undefined, true)} /></small>
          )}
        </div>
      ))}
    </div>
  );
}
