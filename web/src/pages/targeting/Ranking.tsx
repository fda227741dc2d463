import { Card, Input, Segmented, Table, Tooltip } from "antd";
import type { ColumnsType } from "antd/es/table";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { TargetingResponse, TargetView } from "../../api/targeting";
import type { Filter } from "../../api/types";
import { NumberButton } from "../../components/NumberButton";
import { useWords } from "../../hooks/use_words";
import { among, keyOf, membersOf, nameOf, pageOf, partOf, reachedAny, type TargetingSetting } from "../../lib/targeting";
import { useMeasureText } from "./use_measure_text";
import { WhyScore } from "./WhyScore";

export type Open = (filter: Filter, title: string) => void;
interface Props { response: TargetingResponse; setting: TargetingSetting; loading: boolean; open: Open }

// Channels, each with how many of the audience it reaches.
function Reached({ response, target, open }: { response: TargetingResponse; target: TargetView; open: Open }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <span className="reached">
      {target.reached.filter((one) => one.persons > 0).map(({ channel, persons }) => {
        const filter = response.channels.find((one) => one.channel === channel)?.filter;
        return <span key={channel}>{t(`targeting.channel.${channel}`)} <NumberButton text={words.compact(persons)} testid={`reached-${channel}`} onClick={() => filter && open(among(target, filter), t("targeting.behind.reached", { name: nameOf(target), channel: t(`targeting.channel.${channel}`) }))} /></span>;
      })}
    </span>
  );
}

function useColumns({ response, setting, open }: Props): ColumnsType<TargetView> {
  const { t } = useTranslation();
  const words = useWords();
  const text = useMeasureText();
  const before = (target: TargetView) => (setting.growth === 7 ? target.days_ago_7 : target.days_ago_30);
  const value = (target: TargetView, measure: Parameters<typeof text>[0]) => text(measure, partOf(target, measure)?.value);
  const bought = (target: TargetView) => response.bought && open(among(target, response.bought), t("targeting.behind.bought", { name: nameOf(target) }));
  const title = (measure: Parameters<typeof text>[0]) => <Tooltip title={t(`targeting.hint.${measure}`)}><span tabIndex={0}>{t(`targeting.measure.${measure}`)}</span></Tooltip>;
  return [
    { key: "score", title: t("targeting.score"), width: 120, render: (_, one) => <span className="score"><b data-testid="score">{typeof one.score === "number" ? words.number(one.score * 100, 0) : "–"}</b><span className="standing"><i style={{ width: `${(one.score ?? 0) * 100}%` }} /></span></span> },
    { key: "name", title: t("targeting.audience"), render: (_, one) => <Link to={pageOf(one)} className="two-lines" data-testid="target-name"><b>{one.kind === "segment" ? one.name : one.layer}</b><small>{one.kind === "segment" ? t("targeting.kind.segment") : one.name}</small></Link> },
    { key: "size", title: title("size"), align: "right", render: (_, one) => <NumberButton text={words.number(one.persons)} disabled={one.persons === 0} testid="target-persons" onClick={() => open(membersOf(one), nameOf(one))} /> },
    { key: "growth", title: title("growth"), align: "right", render: (_, one) => <Tooltip title={before(one) ? t("targeting.before", { persons: words.number(before(one)!.persons), day: before(one)!.day }) : t("targeting.noBefore")}><span tabIndex={0} data-testid="target-growth">{value(one, "growth")}</span></Tooltip> },
    { key: "value", title: title("value"), align: "right", render: (_, one) => <NumberButton text={value(one, "value")} disabled={!one.buyers} testid="target-value" onClick={() => bought(one)} /> },
    { key: "conversion", title: title("conversion"), align: "right", render: (_, one) => <NumberButton text={value(one, "conversion")} disabled={!one.buyers} testid="target-conversion" onClick={() => bought(one)} /> },
    { key: "reach", title: title("reach"), align: "right", render: (_, one) => <span className="two-lines reach"><NumberButton text={value(one, "reach")} disabled={one.reachable === 0} testid="target-reach" onClick={() => open(among(one, reachedAny(response)), t("targeting.behind.reached", { name: nameOf(one), channel: t("targeting.behind.any") }))} /><small><Reached response={response} target={one} open={open} /></small></span> },
  ];
}

export function Ranking(props: Props) {
  const { response, loading } = props;
  const { t } = useTranslation();
  const words = useWords();
  const [search, setSearch] = useState("");
  const [kind, setKind] = useState<"all" | TargetView["kind"]>("all");
  const columns = useColumns(props);
  const shown = response.audiences.filter((one) => (kind === "all" || one.kind === kind) && nameOf(one).toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <Card className="table-card" aria-busy={loading} data-testid="ranking">
      <div className="list-head">
        <Input.Search allowClear placeholder={t("targeting.search")} value={search} onChange={(e) => setSearch(e.target.value)} aria-label={t("targeting.search")} />
        <Segmented value={kind} onChange={setKind} options={(["all", "segment", "layers"] as const).map((value) => ({ value, label: value === "all" ? t("targeting.all") : t(`targeting.kind.${value}`) }))} />
        {response.total > response.audiences.length && <span className="meta">{t("targeting.listed", { shown: words.number(response.audiences.length), total: words.number(response.total) })}</span>}
      </div>
      <Table<TargetView> className={loading ? "waiting" : ""} size="middle" rowKey={keyOf} columns={columns} dataSource={shown} scroll={{ x: 860 }} pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        expandable={{ expandedRowRender: (target) => <WhyScore target={target} />, columnTitle: <span className="hidden-text">{t("targeting.why")}</span>,
          expandIcon: ({ expanded, onExpand, record }) => <button type="button" className="why-button" aria-expanded={expanded} title={t("targeting.why")} aria-label={t("targeting.why")} onClick={(e) => onExpand(record, e)} data-testid="why">?</button> }} />
      <p className="meta">{t("targeting.channels")}: {response.channels.map((one) => t("targeting.channelTraits", { channel: t(`targeting.channel.${one.channel}`), traits: one.traits.join(", ") })).join("; ")}</p>
    </Card>
  );
}
