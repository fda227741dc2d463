import { Modal, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sending } from "../../api/engage";
import { journeys, type JourneyView } from "../../api/journeys";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { bodyOf, isEverybody } from "../../lib/journeys";
import { sayEntry } from "../../lib/journey_words";
import { CampaignProblem } from "../campaigns/CampaignProblem";
import { useJourneyNames } from "./use_journey_names";

interface Props { journey: JourneyView; act: "start" | "approve"; onClose: () => void; onDone: () => void }

function WhatHappens({ journey, entering }: { journey: JourneyView; entering: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const names = useJourneyNames(journey, []);
  const { entry, steps, holdout_percent } = journey;
  const messages = steps.filter((one) => one.message).length;
  return (
    <ul className="part-list" data-testid="start-says">
      <li>{t("journeys.startWhen", { when: sayEntry(entry, t, names) })}</li>
      {!isEverybody(entry.audience) && <li>{t("journeys.startWho", { rule: names.rule(entry.audience) })}</li>}
      {entry.kind === "schedule" && entry.timing.rhythm === "now" && <li>{t("journeys.startNow")}</li>}
      {messages > 0 && <li>{t("journeys.startSends", { count: messages })}</li>}
      {holdout_percent > 0 && <li>{t("journeys.startHeld", { percent: words.number(holdout_percent) })}</li>}
      <li><b>{t("journeys.startDry", { count: entering, replace: { count: words.number(entering) } })}</b></li>
    </ul>
  );
}

// The last look before persons enter: who, what they get, and how many it would have been of late.
export function JourneyStart({ journey, act, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  const dry = useLoad(journey.id, (signal) => journeys.rehearse(bodyOf(journey), { days: 30 }, journey.id, signal));
  const rules = useLoad("rules", (signal) => sending.rules(signal));
  const asks = act === "start" && rules.data?.review;
  const text = t(asks ? "journeys.askReview" : `journeys.act.${act}`);
  const go = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      await journeys.act(journey.id, act);
      onDone();
    } catch (problem) {
      setRefused(problem);
      setBusy(false);
    }
  };
  return (
    <Modal open title={t("journeys.startTitle", { name: journey.name })} okText={text} cancelText={t("common.cancel")} onCancel={onClose} onOk={() => void go()} confirmLoading={busy} okButtonProps={{ disabled: dry.data === undefined, "data-testid": "start-go" }}>
      <div className="stack">
        {asks && <p>{t("journeys.startReview")}</p>}
        {dry.error !== undefined ? <CampaignProblem error={dry.error} /> : dry.data ? <WhatHappens journey={journey} entering={dry.data.would_enter} /> : <Skeleton active paragraph={{ rows: 4 }} />}
        {refused !== undefined && <CampaignProblem error={refused} />}
      </div>
    </Modal>
  );
}
