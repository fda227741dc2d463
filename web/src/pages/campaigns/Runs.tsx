import { TrophyOutlined } from "@ant-design/icons";
import { Alert, Card, Progress, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RunView } from "../../api/engage";
import { NumberButton } from "../../components/NumberButton";
import { Problem } from "../../components/Problem";
import type { Loaded } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { partsOf, progressOf, sayPart, sentByVariant, unknownIn } from "../../lib/campaigns";
import { waitForWinner } from "../../lib/winner";
import { PartLine, PartsBar } from "./PartsBar";
import { SendsDrawer, type SendsDrill } from "./SendsDrawer";
import { UnknownSends } from "./UnknownSends";

const colors = { filling: "blue", running: "green", paused: "orange", done: "default", stopped: "red" } as const;

function Run({ run, onOpen, onChanged }: { run: RunView; onOpen: (drill: SendsDrill) => void; onChanged: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const parts = partsOf(run.counts);
  const { all, done } = progressOf(run.counts);
  const going = run.state === "filling" || run.state === "running" || run.state === "paused";
  const variants = sentByVariant(run.counts);
  const waiting = waitForWinner(run.counts);
  const title = words.instant(run.occasion);
  return (
    <section className="run" data-testid="run-line" data-state={run.state}>
      <header className="run-head"><b>{title}</b><Tag bordered={false} color={colors[run.state]}>{t(`campaigns.run.${run.state}`)}</Tag>{run.winner && <Tag bordered={false} color="gold" icon={<TrophyOutlined />} data-testid="run-winner">{t("campaigns.winner.won", { name: run.winner })}</Tag>}<span className="meta">{t("campaigns.run.persons", { count: all, replace: { count: words.number(all) } })}{run.ended && ` · ${t("campaigns.run.ended", { at: words.instant(run.ended) })}`}</span></header>
      {run.problem !== "" && <Alert type={run.state === "stopped" ? "warning" : "error"} showIcon message={run.problem} />}
      {going && <Progress percent={all > 0 ? Math.round((done / all) * 1000) / 10 : 0} size="small" status={run.state === "paused" ? "normal" : "active"} />}
      <PartsBar pieces={parts.map((one) => ({ ...one, title: sayPart(one, t) }))} label={parts.map((one) => `${sayPart(one, t)}: ${words.number(one.count)}`).join(", ")} />
      <ul className="part-list">
        {parts.map((one) => (
          <PartLine key={one.key} tone={one.tone}>
            <span>{sayPart(one, t)}</span>
            <NumberButton text={words.number(one.count)} testid={`run-${one.state}`} onClick={() => onOpen({ of: { run: run.id, state: one.state, reason: one.reason }, title: `${title} · ${sayPart(one, t)}`, count: one.count })} />
          </PartLine>
        ))}
      </ul>
      {waiting > 0 && <p className="meta" data-testid="run-undecided">{t("campaigns.winner.waiting", { count: waiting, replace: { count: words.number(waiting) } })}</p>}
      {variants.length > 1 && <p className="meta">{t("campaigns.rehearsal.variants")} {variants.map(([name, count]) => `${name}: ${words.number(count)}`).join(" · ")}</p>}
      {unknownIn(run) > 0 && <UnknownSends run={run.id} turn={unknownIn(run)} onChanged={onChanged} />}
    </section>
  );
}

// Each time it was sent, newest first; every count opens whom it counts.
export function Runs({ runs, onChanged }: { runs: Loaded<{ runs: RunView[] }>; onChanged: () => void }) {
  const { t } = useTranslation();
  const [drill, setDrill] = useState<SendsDrill>();
  const [shown, setShown] = useState(5);
  const all = runs.data?.runs ?? [];
  return (
    <Card title={t("campaigns.runs")} className="runs" data-testid="runs">
      {runs.error !== undefined && <Problem error={runs.error} onRetry={runs.reload} />}
      {all.slice(0, shown).map((run) => <Run key={run.id} run={run} onOpen={setDrill} onChanged={onChanged} />)}
      {all.length > shown && <button type="button" className="link-button" onClick={() => setShown(shown + 20)}>{t("common.more")}</button>}
      <SendsDrawer drill={drill} onClose={() => setDrill(undefined)} />
    </Card>
  );
}
