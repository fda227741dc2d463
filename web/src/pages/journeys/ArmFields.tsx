import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Channel } from "../../api/engage";
import type { BranchArm, ChannelArm, SplitArm } from "../../api/journeys";
import { ChannelPick } from "../../components/channel/ChannelPick";
import { useWords } from "../../hooks/use_words";
import { channelKinds, firstReady } from "../../lib/channels";
import { mostArms } from "../../lib/journey_graph";
import { letter } from "../../lib/journey_words";
import { FilterField } from "./FilterField";

interface ArmsProps<A> { arms: A[]; least: number; make: () => A; onChange: (arms: A[]) => void; children: (arm: A, set: (part: Partial<A>) => void) => ReactNode; place: (index: number) => string }

// The ways of a step that has several, each with a name and what decides about it.
function Arms<A extends { name: string }>({ arms, least, make, onChange, children, place }: ArmsProps<A>) {
  const { t } = useTranslation();
  return (
    <div className="arms">
      {arms.map((arm, i) => {
        const set = (part: Partial<A>) => onChange(arms.map((old, j) => (j === i ? { ...old, ...part } : old)));
        return (
          <section key={i} className="arm" data-testid="arm">
            <div className="arm-head">
              <span className="badge">{i + 1}</span>
              <Input value={arm.name} maxLength={60} placeholder={place(i)} onChange={(e) => set({ name: e.target.value } as Partial<A>)} aria-label={t("journeys.field.armName")} data-testid="arm-name" />
              {arms.length > least && <Button type="text" icon={<DeleteOutlined />} aria-label={t("journeys.field.removeArm")} onClick={() => onChange(arms.filter((_, j) => j !== i))} />}
            </div>
            {children(arm, set)}
          </section>
        );
      })}
      {arms.length < mostArms && <Button type="dashed" size="small" className="add" icon={<PlusOutlined />} onClick={() => onChange([...arms, make()])} data-testid="add-arm">{t("journeys.field.addArm")}</Button>}
    </div>
  );
}

export function BranchFields({ arms, onChange }: { arms: BranchArm[]; onChange: (arms: BranchArm[]) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Arms arms={arms} least={1} make={() => ({ name: "", filter: { all: [] }, next: "" })} onChange={onChange} place={(i) => t("journeys.field.arm", { n: i + 1 })}>
        {(arm, set) => <FilterField value={arm.filter} onChange={(filter) => set({ filter })} />}
      </Arms>
      <p className="meta">{t("journeys.field.orElse")}</p>
    </>
  );
}

// Channels to choose between, the first of them where nothing is known yet.
export function ChannelFields({ arms, ready, onChange }: { arms: ChannelArm[]; ready: readonly Channel[]; onChange: (arms: ChannelArm[]) => void }) {
  const { t } = useTranslation();
  const free = channelKinds.filter((one) => arms.every((arm) => arm.channel !== one));
  const next = firstReady(ready.filter((one) => free.includes(one)));
  return (
    <div className="arms">
      {arms.map((arm, i) => (
        <div key={arm.channel} className="arm-head" data-testid="arm">
          <span className="badge">{i + 1}</span>
          <ChannelPick value={arm.channel} label={t("channels.one")} among={channelKinds.filter((one) => one === arm.channel || free.includes(one))} onChange={(channel) => onChange(arms.map((old, j) => (j === i ? { ...old, channel: channel as Channel } : old)))} testid="arm-channel" />
          {arms.length > 2 && <Button type="text" icon={<DeleteOutlined />} aria-label={t("journeys.field.removeArm")} onClick={() => onChange(arms.filter((_, j) => j !== i))} />}
        </div>
      ))}
      {free.length > 0 && <Button type="dashed" size="small" className="add" icon={<PlusOutlined />} onClick={() => onChange([...arms, { channel: free.includes(next) ? next : free[0]!, next: "" }])} data-testid="add-arm">{t("journeys.field.addArm")}</Button>}
      <p className="meta">{t("journeys.field.channelHint")}</p>
    </div>
  );
}

export function SplitFields({ arms, onChange }: { arms: SplitArm[]; onChange: (arms: SplitArm[]) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const all = arms.reduce((sum, arm) => sum + arm.weight, 0);
  return (
    <Arms arms={arms} least={2} make={() => ({ name: letter(arms.length), weight: 50, next: "" })} onChange={onChange} place={letter}>
      {(arm, set) => <span className="row"><InputNumber className="count" min={1} max={1000} precision={0} value={arm.weight} onChange={(n) => set({ weight: n ?? 1 })} aria-label={t("journeys.field.weight")} /><span className="meta">{words.percent(all > 0 ? arm.weight / all : 0, 0)}</span></span>}
    </Arms>
  );
}
