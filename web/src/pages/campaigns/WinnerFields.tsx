import { InputNumber, Segmented, Switch } from "antd";
import { useTranslation } from "react-i18next";
import type { WinnerBy } from "../../api/engage";
import { Field } from "../../components/BuilderCard";
import { DurationInput } from "../../components/DurationInput";
import { firstWinner, isGoodWait, mayChoose, sayWinner, winnerBys } from "../../lib/winner";
import type { SectionProps } from "./CampaignForm";

// Whether the best of several contents goes to all who did not get one of them to try.
export function WinnerFields({ body, change, problem }: SectionProps) {
  const { t } = useTranslation();
  const { winner, goal } = body;
  if (body.variants.length < 2) return null;
  if (!mayChoose(body)) return <p className="meta">{t("campaigns.winner.notOnEvent")}</p>;
  const bys = winnerBys.map((value) => ({ value, disabled: value === "converted" && !goal, label: <span data-testid={`winner-by-${value}`}>{t(`campaigns.winner.by.${value}`)}</span> }));
  return (
    <div className="winner" data-testid="winner">
      <div className="row"><Switch size="small" checked={winner !== undefined} onChange={(on) => change({ winner: on ? firstWinner : undefined } as object)} aria-label={t("campaigns.winner.choose")} data-testid="has-winner" /> {t("campaigns.winner.choose")}</div>
      {winner && (
        <>
          <div className="fields">
            <Field label={t("campaigns.winner.tried")}><InputNumber className="count" min={1} max={90} value={winner.test_percent} suffix="%" onChange={(n) => change({ winner: { ...winner, test_percent: n ?? firstWinner.test_percent } })} aria-label={t("campaigns.winner.tried")} data-testid="winner-percent" /></Field>
            <Field label={t("campaigns.winner.after")}><DurationInput value={winner.after} onChange={(after) => change({ winner: { ...winner, after } })} testid="winner-after" /></Field>
            <Field label={t("campaigns.winner.what")}><Segmented<WinnerBy> className="wraps" value={winner.by} onChange={(by) => change({ winner: { ...winner, by } })} options={bys} /></Field>
          </div>
          {!goal && <p className="meta">{t("campaigns.winner.noGoal")}</p>}
          {isGoodWait(winner.after) && <p className="in-words" data-testid="winner-says">{sayWinner(winner, body.variants, t)}</p>}
          {!isGoodWait(winner.after) && <span className="field-problem" role="alert">{t("campaigns.lack.winner")}</span>}
        </>
      )}
      {problem && <span className="field-problem" role="alert">{problem}</span>}
    </div>
  );
}
