import { InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { JourneyEntry, Reentry } from "../../api/journeys";
import { useSchema } from "../../app/schema";
import { Field } from "../../components/BuilderCard";
import { DurationInput } from "../../components/DurationInput";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { rhythms, timingWith } from "../../lib/campaigns";
import { entryWays, segmentEvent, wayOf, withWay, type EntryWay } from "../../lib/journeys";
import { RhythmPicker, TimingFields } from "../campaigns/TimingFields";
import { FilterField } from "./FilterField";

interface Props { entry: JourneyEntry; onChange: (entry: JourneyEntry) => void }
const reentries: readonly Reentry[] = ["never", "when_out", "always"];

// Entering and leaving are told of live segments alone.
function SegmentField({ entry, onChange, way }: Props & { way: "segment_entered" | "segment_left" }) {
  const { t } = useTranslation();
  const { segments } = useSchema();
  const live = segments.filter((one) => one.kind === "dynamic" && one.schedule.refresh === "live");
  const { segment } = wayOf(entry);
  return (
    <>
      <Field label={t("journeys.entry.segment")}><Select className="value wide" showSearch optionFilterProp="label" value={segment || undefined} options={live.map((one) => ({ value: one.id, label: one.name }))} placeholder={t("journeys.entry.chooseSegment")} onChange={(id: string) => onChange({ ...entry, event: segmentEvent(way, id) })} aria-label={t("journeys.entry.segment")} data-testid="entry-segment" /></Field>
      {live.length === 0 && <p className="meta">{t("journeys.entry.noLive")}</p>}
    </>
  );
}

function AgainFields({ entry, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t("journeys.entry.againTitle")}><Select value={entry.again} options={reentries.map((value) => ({ value, label: t(`journeys.entry.again.${value}`) }))} onChange={(again) => onChange({ ...entry, again })} popupMatchSelectWidth={false} style={{ minWidth: 220 }} aria-label={t("journeys.entry.againTitle")} data-testid="entry-again" /></Field>
      <div className="fields">
        {entry.again !== "never" && <Field label={t("journeys.entry.againAfter")}><DurationInput min={0} value={entry.again_after === "0s" ? "0d" : entry.again_after} onChange={(again_after) => onChange({ ...entry, again_after })} testid="entry-again-after" /></Field>}
        <Field label={t("journeys.entry.most")}><InputNumber className="count" min={0} precision={0} value={entry.most} onChange={(n) => onChange({ ...entry, most: n ?? 0 })} aria-label={t("journeys.entry.most")} title={t("journeys.entry.mostHint")} /></Field>
      </div>
    </>
  );
}

// Who enters: by what, of which audience, and how often.
export function EntryFields({ entry, onChange }: Props) {
  const { t } = useTranslation();
  const { way } = wayOf(entry);
  return (
    <>
      <Radio.Group value={way} onChange={(e) => onChange(withWay(entry, e.target.value as EntryWay))} optionType="button" className="wraps" options={entryWays.map((value) => ({ value, label: <span data-testid={`entry-${value}`}>{t(`journeys.entry.way.${value}`)}</span> }))} />
      {way === "event" && <Field label={t("journeys.entry.event")}><MatchEditor value={entry.event ?? {}} onChange={(event) => onChange({ ...entry, event })} testid="entry-event-match" placeholder={t("journeys.entry.choose")} /></Field>}
      {(way === "segment_entered" || way === "segment_left") && <SegmentField entry={entry} onChange={onChange} way={way} />}
      {way === "schedule" && (
        <>
          <RhythmPicker value={entry.timing.rhythm} rhythms={rhythms.filter((one) => one !== "event")} onChange={(rhythm) => onChange({ ...entry, timing: timingWith(entry.timing, rhythm) })} />
          <TimingFields timing={entry.timing} onChange={(part) => onChange({ ...entry, timing: { ...entry.timing, ...part } })} />
        </>
      )}
      <div className="entry-audience">
        <h3 className="card-part">{t("journeys.entry.audience")}</h3>
        <FilterField value={entry.audience} onChange={(audience) => onChange({ ...entry, audience })} />
        <p className="meta">{t("journeys.entry.audienceHint")}</p>
      </div>
      <AgainFields entry={entry} onChange={onChange} />
    </>
  );
}
