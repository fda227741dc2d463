import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { FunnelExclusion, FunnelQuestion } from "../../api/types";
import { BinsInput } from "../../components/BinsInput";
import { Field } from "../../components/BuilderCard";
import { DurationInput } from "../../components/DurationInput";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { PropertyPicker } from "../../components/PropertyPicker";
import { durationsFromText } from "../../lib/bins";
import { usesSessions } from "../../lib/funnel";

interface Props {
  draft: FunnelQuestion;
  events: string[];
  change: (part: Partial<FunnelQuestion>) => void;
}
interface ExclusionProps {
  one: FunnelExclusion;
  last: number;
  change: (part: Partial<FunnelExclusion>) => void;
  remove: () => void;
}

const numbers = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => ({ value: from + i, label: String(from + i) }));

function ExclusionRow({ one, last, change, remove }: ExclusionProps) {
  const { t } = useTranslation();
  return (
    <div className="step-line">
      <div className="exclusion">
        <MatchEditor value={one.match} onChange={(match) => change({ match })} testid="exclusion" />
        <span className="row">
          <span className="meta">{t("funnel.between")}</span>
          <Select size="small" value={one.from} options={numbers(1, last - 1)} onChange={(from) => change({ from })} aria-label={t("funnel.fromStep")} />
          <span className="meta">–</span>
          <Select size="small" value={one.to ?? last} options={numbers(one.from + 1, last)} onChange={(to) => change({ to })} aria-label={t("funnel.toStep")} />
          <Select size="small" popupMatchSelectWidth={false} value={one.scope} options={(["attempt", "person"] as const).map((value) => ({ value, label: t(`funnel.scope.${value}`) }))} onChange={(scope) => change({ scope })} aria-label={t("funnel.exclusions")} />
        </span>
      </div>
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("common.remove")} onClick={remove} />
    </div>
  );
}

// What is seldom asked for.
export function FunnelOptions({ draft, events, change }: Props) {
  const { t } = useTranslation();
  const last = draft.steps.length;
  const { exclusions, hold } = draft;
  const times = { from: 1, bins: [], ...draft.times };
  const exclude = (index: number, part: Partial<FunnelExclusion>) => change({ exclusions: exclusions.map((old, i) => (i === index ? { ...old, ...part } : old)) });
  const keep = (index: number, ref: string | undefined) => change({ hold: (index < hold.length ? hold.map((old, i) => (i === index ? (ref ?? "") : old)) : [...hold, ref ?? ""]).filter((one) => one !== "") });
  return (
    <div className="options" data-testid="funnel-options">
      <Field label={t("funnel.exclusions")}>
        <div className="steps wide">
          {exclusions.map((one, index) => <ExclusionRow key={index} one={one} last={last} change={(part) => exclude(index, part)} remove={() => change({ exclusions: exclusions.filter((_, i) => i !== index) })} />)}
          {exclusions.length < 8 && <Button type="dashed" size="small" className="add" icon={<PlusOutlined />} data-testid="add-exclusion" onClick={() => change({ exclusions: [...exclusions, { match: {}, from: 1, scope: "attempt" }] })}>{t("funnel.addExclusion")}</Button>}
        </div>
      </Field>
      <div className="fields">
        <Field label={t("funnel.hold")}>
          {[...hold, ""].slice(0, 3).map((ref, index) => <PropertyPicker key={index} events={events} scope="event" value={ref} allowClear placeholder={t("funnel.holdHint")} onChange={(value) => keep(index, value)} testid={`hold-${index + 1}`} />)}
        </Field>
        <Field label={t("funnel.optional")}>
          <Select mode="multiple" className="optional" disabled={draft.order !== "ordered" || last < 3} value={draft.order === "ordered" ? draft.optional : []} options={numbers(2, last - 1)} placeholder={t("common.none")} onChange={(optional) => change({ optional: [...optional].sort((a, b) => a - b) })} aria-label={t("funnel.optional")} data-testid="optional" />
        </Field>
        <Field label={t("funnel.timesBetween")}>
          <Select value={Math.min(times.from, last - 1)} options={numbers(1, last - 1)} onChange={(from) => change({ times: { ...times, from } })} aria-label={t("funnel.fromStep")} />
          <span className="lined">–</span>
          <Select value={Math.min(times.to ?? last, last)} options={numbers(times.from + 1, last)} onChange={(to) => change({ times: { ...times, to } })} aria-label={t("funnel.toStep")} />
        </Field>
        <BinsInput label={t("interval.bins")} hint={t("interval.binsHint")} problem={t("interval.badBins")} value={times.bins} read={durationsFromText} onChange={(bins) => change({ times: { ...times, bins } })} />
        {usesSessions(draft) && <Field label={t("session.timeout")}><DurationInput value={draft.sessions?.timeout ?? "30m"} onChange={(timeout) => change({ sessions: { timeout, client_ids: draft.sessions?.client_ids ?? true } })} /></Field>}
      </div>
      <div className="fields">
        <Checkbox checked={draft.first_time} onChange={(event) => change({ first_time: event.target.checked })} data-testid="first-time">{t("funnel.firstTime")}</Checkbox>
        <Checkbox checked={draft.simultaneous === "any"} onChange={(event) => change({ simultaneous: event.target.checked ? "any" : "ordered" })}>{t("funnel.simultaneous")}</Checkbox>
      </div>
    </div>
  );
}
