import { App, Button, Card, Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router-dom";
import { api } from "../../api/client";
import { audience } from "../../api/audience";
import type { Filter } from "../../api/types";
import { useSchema } from "../../app/schema";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { NumberButton } from "../../components/NumberButton";
import { Page } from "../../components/Page";
import { PersonsDrawer } from "../../components/PersonsDrawer";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { algebraFilter, algebraSize, regionFilter, type Algebra } from "../../lib/overlap";

const most = 5;
const algebras: Algebra[] = ["union", "intersection", "difference"];

// How segments overlap, as an UpSet chart: a column for each combination, its bar above, dots below.
export default function Overlap() {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { may } = useSession();
  const { reloadSegments } = useSchema();
  const [address, setAddress] = useSearchParams();
  const [drill, setDrill] = useState<{ filter: Filter; title: string }>();
  const [problem, setProblem] = useState<unknown>();
  const { data: list } = useLoad("segments", (signal) => api.segments(signal));
  const chosen = (address.get("segments") ?? "").split(",").filter((id) => id !== "").slice(0, most);
  const { data, error, loading, reload } = useLoad(chosen.length > 1 ? chosen.join(",") : undefined, (signal) => audience.overlap(chosen, signal));
  const choose = (ids: string[]) => setAddress(ids.length > 0 ? { segments: ids.slice(0, most).join(",") } : {}, { replace: true });
  const nameOf = (id: string) => list?.segments.find((s) => s.id === id)?.name ?? id;
  const names = (mask: number) => chosen.filter((_, i) => ((mask >> i) & 1) === 1).map(nameOf).join(" & ");
  const largest = Math.max(1, ...(data?.regions.map((r) => r.persons) ?? []));
  const title = (algebra: Algebra) => t(`overlap.names.${algebra}`, { names: chosen.map(nameOf).join(" + "), first: nameOf(chosen[0]!), rest: chosen.slice(1).map(nameOf).join(" + ") });
  const keep = async (algebra: Algebra) => {
    try {
      const made = await api.createSegment({ name: title(algebra).slice(0, 200), description: "", filter: algebraFilter(chosen, algebra) });
      reloadSegments();
      void message.success(t("segments.saved"));
      navigate(`/segments/${made.id}`);
    } catch (failure) {
      setProblem(failure);
    }
  };
  const failed = error ?? problem;
  return (
    <Page title={t("overlap.title")}>
      {failed !== undefined && <Problem error={failed} onRetry={() => { setProblem(undefined); reload(); }} />}
      <Card className="builder">
        <Select mode="multiple" maxCount={most} className="wide" value={chosen} placeholder={t("overlap.choose")} onChange={choose} optionFilterProp="label" data-testid="overlap-segments"
          options={(list?.segments ?? []).map((s) => ({ value: s.id, label: s.name }))} />
      </Card>
      {chosen.length < 2 ? <Card><Empty title={t("overlap.choose")} hint={t("overlap.hint")} /></Card> : !data ? error === undefined && <Card><Skeleton active /></Card> : (
        <div className={`columns even${loading ? " waiting" : ""}`}>
          <Card title={t("overlap.regions")}>
            {data.regions.length === 0 ? <Empty title={t("overlap.nobody")} /> : (
              <div className="upset" style={{ gridTemplateColumns: `minmax(6rem, auto) repeat(${data.regions.length}, minmax(1.75rem, 3rem))` }} data-testid="upset">
                <span />
                {data.regions.map((region) => (
                  <button type="button" key={region.mask} className="upset-bar" title={names(region.mask)} data-testid="upset-bar" onClick={() => setDrill({ filter: regionFilter(chosen, region.mask), title: t("overlap.only", { names: names(region.mask) }) })}>
                    <small>{words.compact(region.persons)}</small>
                    <i style={{ height: `${Math.max(2, (100 * region.persons) / largest)}%` }} />
                  </button>
                ))}
                {chosen.map((id, i) => [
                  <span key={id} className="upset-name" title={nameOf(id)}>{nameOf(id)} <NumberButton text={words.compact(data.sizes[i]!)} disabled={data.sizes[i] === 0} onClick={() => setDrill({ filter: { in_segment: id }, title: nameOf(id) })} /></span>,
                  ...data.regions.map((region) => <span key={`${id} ${region.mask}`} className={`upset-dot${((region.mask >> i) & 1) === 1 ? " on" : ""}`} />),
                ])}
              </div>
            )}
          </Card>
          <Card title={t("overlap.algebra")}>
            {algebras.map((algebra) => (
              <div key={algebra} className="algebra">
                <span className="two-lines"><b>{t(`overlap.${algebra}`)}</b><small>{title(algebra)}</small></span>
                <NumberButton text={words.number(algebraSize(data.regions, chosen.length, algebra))} testid={`algebra-${algebra}`} onClick={() => setDrill({ filter: algebraFilter(chosen, algebra), title: title(algebra) })} />
                {may("analyst") && <Button size="small" onClick={() => void keep(algebra)}>{t("overlap.saveAs")}</Button>}
              </div>
            ))}
          </Card>
        </div>
      )}
      <PersonsDrawer analysis="segment" question={{ filter: drill?.filter ?? { all: [] } }} drill={drill && { cell: { others: false }, title: drill.title }} onClose={() => setDrill(undefined)} />
    </Page>
  );
}
