import { Card } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Step, StepSends } from "../../api/journeys";
import { NumberButton } from "../../components/NumberButton";
import { useWords } from "../../hooks/use_words";
import { partsOf, sayPart, sentByVariant, unknownIn } from "../../lib/campaigns";
import { sendsOf } from "../../lib/journey_numbers";
import { stepTitle } from "../../lib/journey_words";
import { PartLine, PartsBar } from "../campaigns/PartsBar";
import { SendsDrawer, type SendsDrill } from "../campaigns/SendsDrawer";
import { UnknownSends } from "../campaigns/UnknownSends";

function StepSent({ sent, steps, onOpen, onChanged }: { sent: StepSends; steps: readonly Step[]; onOpen: (drill: SendsDrill) => void; onChanged: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const parts = partsOf(sent.counts);
  const variants = sentByVariant(sent.counts);
  const unknown = unknownIn(sent);
  const title = t("journeys.sends.of", { step: stepTitle(steps, sent.step, t), version: sent.version });
  return (
    <section className="run" data-testid="step-sends" data-step={sent.step}>
      <header className="run-head"><b>{title}</b></header>
      <PartsBar pieces={parts.map((one) => ({ ...one, title: sayPart(one, t) }))} label={parts.map((one) => `${sayPart(one, t)}: ${words.number(one.count)}`).join(", ")} />
      <ul className="part-list">
        {parts.map((one) => (
          <PartLine key={one.key} tone={one.tone}>
            <span>{sayPart(one, t)}</span>
            <NumberButton text={words.number(one.count)} testid={`sent-${one.state}`} onClick={() => onOpen({ of: { run: sent.run, state: one.state, reason: one.reason }, title: `${title} · ${sayPart(one, t)}`, count: one.count })} />
          </PartLine>
        ))}
      </ul>
      {variants.length > 1 && <p className="meta">{t("campaigns.rehearsal.variants")} {variants.map(([name, count]) => `${name}: ${words.number(count)}`).join(" · ")}</p>}
      {unknown > 0 && <UnknownSends run={sent.run} turn={unknown} onChanged={onChanged} />}
    </section>
  );
}

interface Props { sends: readonly StepSends[]; version: number; steps: readonly Step[]; onChanged: () => void }

// What became of the messages of each step; every count opens them.
export function JourneySends({ sends, version, steps, onChanged }: Props) {
  const { t } = useTranslation();
  const [drill, setDrill] = useState<SendsDrill>();
  const all = sendsOf(sends, version);
  return (
    <Card title={t("journeys.sends.title")} className="runs" data-testid="journey-sends">
      {all.length === 0 && <p className="meta">{t("journeys.sends.none")}</p>}
      {all.map((one) => <StepSent key={one.run} sent={one} steps={steps} onOpen={setDrill} onChanged={onChanged} />)}
      <SendsDrawer drill={drill} onClose={() => setDrill(undefined)} />
    </Card>
  );
}
