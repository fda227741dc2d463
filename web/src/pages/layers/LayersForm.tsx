import { ArrowLeftOutlined } from "@ant-design/icons";
import { App, Button, Card, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { ApiError } from "../../api/client";
import { layers } from "../../api/layers";
import type { LayerKind, LayerScheme, LayersView, Roles } from "../../api/types";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { isFilled, newScheme, type LayerNames } from "../../lib/layers";
import { KindCards } from "./KindCards";
import { LayersPreview, usePreview } from "./LayersPreview";
import { NumberFields } from "./NumberFields";
import { InterestFields, LifecycleFields, RuleFields } from "./OtherFields";
import { RfmFields } from "./RfmFields";

export function useLayerNames(): LayerNames {
  const { t } = useTranslation();
  const names = t("layers.names", { returnObjects: true }) as unknown as Omit<LayerNames, "groups"> & { groups: Record<string, string> };
  return { ...names, groups: Object.values(names.groups) };
}

function Fields({ scheme, change, counts }: { scheme: LayerScheme; change: (part: Partial<LayerScheme>) => void; counts: readonly number[] | undefined }) {
  if (scheme.number) return <NumberFields value={scheme.number} onChange={(number) => change({ number })} />;
  if (scheme.lifecycle) return <LifecycleFields value={scheme.lifecycle} onChange={(lifecycle) => change({ lifecycle })} />;
  if (scheme.rfm) return <RfmFields value={scheme.rfm} onChange={(rfm) => change({ rfm })} counts={counts} />;
  if (scheme.interest) return <InterestFields value={scheme.interest} onChange={(interest) => change({ interest })} />;
  return <RuleFields value={scheme.rules} onChange={(rules) => change({ rules })} />;
}

function ScheduleFields({ scheme, change }: { scheme: LayerScheme; change: (part: Partial<LayerScheme>) => void }) {
  const { t } = useTranslation();
  const { schedule } = scheme;
  const set = (part: Partial<typeof schedule>) => change({ schedule: { ...schedule, ...part } });
  return (
    <div className="fields">
      <div className="field"><label>{t("layers.rest")}</label><Input value={scheme.rest} maxLength={60} onChange={(e) => change({ rest: e.target.value })} data-testid="layer-rest" /></div>
      <div className="field"><label>{t("layers.refresh")}</label><Select className="bucket" value={schedule.refresh} popupMatchSelectWidth={false} onChange={(refresh) => set({ refresh })} options={(["live", "hourly", "daily", "manual"] as const).map((one) => ({ value: one, label: t(`layers.refreshes.${one}`) }))} /></div>
      {schedule.refresh === "daily" && <div className="field"><label>{t("layers.hour")}</label><InputNumber className="count" min={0} max={23} precision={0} value={schedule.hour} onChange={(n) => set({ hour: n ?? 3 })} /></div>}
      <div className="field"><label>{t("layers.keep")}</label><div><InputNumber className="count" min={1} max={3650} precision={0} suffix={t("layers.days")} value={schedule.keep_days} onChange={(n) => set({ keep_days: n ?? 90 })} /></div></div>
    </div>
  );
}

interface Props { saved?: LayersView | undefined; kind: LayerKind; roles: Partial<Roles> }

function schemeOf(view: LayersView): LayerScheme {
  const { kind, number, lifecycle, rfm, interest, rules, rest, schedule } = view;
  return { kind, ...(number ? { number } : {}), ...(lifecycle ? { lifecycle } : {}), ...(rfm ? { rfm } : {}), ...(interest ? { interest } : {}), rules, rest, schedule };
}

export function LayersForm({ saved, kind, roles }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const names = useLayerNames();
  const [name, setName] = useState(saved?.name ?? t(`layers.kind.${kind}`));
  const [description, setDescription] = useState(saved?.description ?? "");
  const [scheme, setScheme] = useState<LayerScheme>(() => (saved ? schemeOf(saved) : newScheme(kind, names, roles)));
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const preview = usePreview(isFilled(scheme) ? scheme : undefined);
  const change = (part: Partial<LayerScheme>) => setScheme((old) => ({ ...old, ...part }));
  const choose = (next: LayerKind) => {
    if (name === t(`layers.kind.${scheme.kind}`)) setName(t(`layers.kind.${next}`));
    setScheme(newScheme(next, names, roles));
  };
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const body = { ...scheme, name: name.trim(), description };
      const done = saved ? await layers.change(saved.id, body) : await layers.create(body);
      void message.success(t("layers.saved"));
      navigate(`/layers/${done.id}`, { replace: true });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const nameProblem = error instanceof ApiError && error.code === "conflict" ? error.message : "";
  return (
    <Page title={<span className="row"><Link to={saved ? `/layers/${saved.id}` : "/layers"} aria-label={t("layers.back")}><ArrowLeftOutlined /></Link>{name || t("layers.new")}</span>}
      extra={<Button type="primary" disabled={!isFilled(scheme) || name.trim() === ""} loading={busy} onClick={() => void save()} data-testid="save-layers">{t("common.save")}</Button>}>
      {error !== undefined && !nameProblem && <Problem error={error} />}
      {!saved && <KindCards value={scheme.kind} onPick={choose} />}
      <div className="columns even">
        <Card className="builder">
          <div className="pair">
            <div className="field"><label htmlFor="layers-name">{t("common.name")}</label><Input id="layers-name" value={name} maxLength={200} status={nameProblem ? "error" : ""} onChange={(e) => setName(e.target.value)} data-testid="layers-name" />{nameProblem && <span className="field-problem">{nameProblem}</span>}</div>
            <div className="field"><label htmlFor="layers-about">{t("common.description")}</label><Input id="layers-about" value={description} maxLength={1000} onChange={(e) => setDescription(e.target.value)} /></div>
          </div>
          {saved && <p className="meta">{t("layers.changes")}</p>}
          <Fields key={scheme.kind} scheme={scheme} change={change} counts={preview.data?.scores} />
          <ScheduleFields scheme={scheme} change={change} />
        </Card>
        <LayersPreview preview={preview} filled={isFilled(scheme)} scheme={scheme} />
      </div>
    </Page>
  );
}
