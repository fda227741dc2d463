import { Radio } from "antd";
import { useTranslation } from "react-i18next";
import type { Timing } from "../../api/engage";
import { useSession } from "../../app/session";
import { Field } from "../../components/BuilderCard";
import { DurationInput } from "../../components/DurationInput";
import { useWords } from "../../hooks/use_words";
import { repeats, rhythms, sayTiming, withRhythm } from "../../lib/campaigns";
import { BestTime } from "./BestTime";
import type { SectionProps } from "./CampaignForm";
import { Section } from "./Section";
import { RhythmPicker, TimingFields } from "./TimingFields";
import { TriggerFields } from "./TriggerFields";

// When it is sent, by whose clock, and what becomes of those whom the hour does not suit.
export function TimingSection({ body, change, problem }: SectionProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { project } = useSession();
  const { timing } = body;
  const set = (part: Partial<Timing>) => change({ timing: { ...timing, ...part } });
  const clocked = repeats(timing.rhythm) || timing.rhythm === "once";
  return (
    <Section title={t("campaigns.timing.title")} problem={problem} testid="section-timing">
      <RhythmPicker value={timing.rhythm} rhythms={rhythms} onChange={(rhythm) => change(withRhythm(body, rhythm))} />
      {body.trigger && <TriggerFields trigger={body.trigger} onChange={(trigger) => change({ trigger })} />}
      <TimingFields timing={timing} onChange={set} />
      {clocked && (
        <Field label={t("campaigns.timing.clock")}>
          <Radio.Group value={timing.person_zone} onChange={(e) => set({ person_zone: e.target.value as boolean })} options={[{ value: false, label: t("campaigns.timing.project", { zone: project.time_zone.replaceAll("_", " ") }) }, { value: true, label: t("campaigns.timing.person") }]} />
        </Field>
      )}
      {timing.rhythm !== "event" && <BestTime on={timing.best_time} onChange={(best_time) => set({ best_time })} />}
      {clocked && (timing.rhythm !== "once" || timing.at) && <p className="in-words">{sayTiming(timing, t, words.instant)}</p>}
      <div className="fields">
        <Field label={t("campaigns.timing.quiet")}>
          <Radio.Group disabled={body.transactional} value={body.at_quiet} onChange={(e) => change({ at_quiet: e.target.value as "wait" | "drop" })} options={(["wait", "drop"] as const).map((value) => ({ value, label: t(`campaigns.timing.quiets.${value}`) }))} />
        </Field>
        <Field label={t("campaigns.timing.giveUp")}><DurationInput value={body.give_up_after} onChange={(give_up_after) => change({ give_up_after })} /></Field>
      </div>
      <p className="meta">{t("campaigns.timing.giveUpHint")}</p>
    </Section>
  );
}
