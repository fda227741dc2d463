import { Button, Card, InputNumber, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { tags as api, type TagView, type ValueLift } from "../../api/tags";
import type { EventMatch } from "../../api/types";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { NumberButton } from "../../components/NumberButton";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import type { TagDrill } from "./TagPersons";

// A lift with its interval, on a line where 1 is in the middle and twice as far means twice as much.
function LiftMark({ row }: { row: ValueLift }) {
  const words = useWords();
  if (typeof row.lift !== "number") return <>–</>;
  const place = (value: number) => 50 + 50 * Math.max(-1, Math.min(1, Math.log2(Math.max(value, 1e-6)) / 3));
  const sure = typeof row.low === "number" && typeof row.high === "number" && (row.low > 1 || row.high < 1);
  return (
    <span className="lift">
      <b className={sure ? (row.lift > 1 ? "up" : "down") : ""}>{words.number(row.lift, 2)}×</b>
      <span className="lift-line" title={typeof row.low === "number" ? `${words.number(row.low, 2)} – ${words.number(row.high, 2)}` : undefined}>
        {typeof row.low === "number" && typeof row.high === "number" && <i style={{ left: `${place(row.low)}%`, width: `${Math.max(1, place(row.high) - place(row.low))}%` }} />}
        <u style={{ left: `${place(row.lift)}%` }} />
      </span>
    </span>
  );
}

interface Props {
  tag: TagView;
  turn: string;
  onPick: (of: TagDrill["of"], name?: string) => void;
}

export function TagValidity({ tag, turn, onPick }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const [conversion, setConversion] = useState<EventMatch>({});
  const [days, setDays] = useState(7);
  const [asked, setAsked] = useState<{ conversion: EventMatch; days: number }>();
  const { data, error, loading, reload } = useLoad(asked && `${turn} ${JSON.stringify(asked)}`, (signal) => api.validity(tag.id, asked!, signal));
  const named = (value: string) => tag.values.some((one) => one.value === value);
  const columns: TableColumnsType<ValueLift> = [
    { title: t("tags.value"), key: "value", render: (_, row) => row.value || t("tags.without") },
    { title: t("tags.rate"), key: "rate", align: "right", render: (_, row) => <span title={t("tags.converted", { hits: words.number(row.converted), of: words.number(row.persons), rate: words.percent(row.rate) })}>{words.percent(row.rate)} <small>
      {data?.foretells || (row.value !== "" && !named(row.value)) ? words.number(row.persons) : <NumberButton text={words.number(row.persons)} disabled={row.persons === 0} onClick={() => (row.value === "" ? onPick("none", t("tags.without")) : onPick({ value: row.value }, row.value))} />}
    </small></span> },
    { title: <span title={t("tags.liftHint")}>{t("tags.lift")}</span>, key: "lift", width: 200, render: (_, row) => <LiftMark row={row} /> },
  ];
  return (
    <Card title={t("tags.validity")} className="tag-card" data-testid="tag-validity">
      <p className="hint">{t("tags.validityHint")}</p>
      <div className="fields validity-fields">
        <div className="field"><label>{t("tags.conversion")}</label><MatchEditor value={conversion} onChange={setConversion} testid="conversion" /></div>
        <div className="field">
          <label htmlFor="validity-days">{t("tags.within")}</label>
          <div>
            <InputNumber id="validity-days" className="count" min={1} max={90} precision={0} value={days} onChange={(n) => setDays(n ?? 7)} suffix={t("tags.daysAfter")} style={{ width: 110 }} />
            <Button type="primary" loading={loading} onClick={() => setAsked({ conversion, days })} data-testid="ask-validity">{t("tags.ask")}</Button>
          </div>
        </div>
      </div>
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : loading && !data ? <Skeleton active /> : data && (
        <>
          <Table<ValueLift> rowKey={(row) => row.value || "\u0000"} size="small" columns={columns} dataSource={[...data.values, data.without]} pagination={false} scroll={{ x: "max-content" }} data-testid="validity-table" />
          <p className="hint">{data.foretells ? t("tags.foretells", { at: words.instant(data.as_of), days: asked?.days }) : t("tags.looksBack", { days: asked?.days })}</p>
        </>
      )}
    </Card>
  );
}
