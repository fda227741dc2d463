import { Button, Drawer, Space } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import type { Analyses, AnalysisName, PersonsResponse } from "../api/types";
import { useLoad } from "../hooks/use_load";
import { useWords } from "../hooks/use_words";
import { csv, download } from "../lib/csv";
import { Empty } from "./Empty";
import { KeepAsSegment } from "./KeepAsSegment";
import { PersonTable } from "./PersonTable";
import { Problem } from "./Problem";

export interface Drill<A extends AnalysisName> {
  cell: Analyses[A]["cell"];
  title: string;
}
interface Props<A extends AnalysisName> {
  analysis: A;
  question: Analyses[A]["question"];
  drill: Drill<A> | undefined;
  onClose: () => void;
  extra?: ReactNode;
}

const pageSize = 50;

interface PanelProps {
  of: string | undefined; // which persons: they are asked for anew when it changes; undefined: closed
  title: string;
  load: (page: { offset: number; limit: number }, signal: AbortSignal) => Promise<PersonsResponse>;
  onClose: () => void;
  extra?: ReactNode;
}

// The persons behind a number, however they are asked for.
export function PersonsPanel({ of, title, load, onClose, extra }: PanelProps) {
  const { t } = useTranslation();
  const words = useWords();
  const [page, setPage] = useState(1);
  useEffect(() => setPage(1), [of]);
  const { data, error, loading, reload } = useLoad(of && `${of}#${page}`, (signal) => load({ offset: (page - 1) * pageSize, limit: pageSize }, signal));
  const save = () => {
    const rows = data!.persons.map((p) => [p.person, p.label, p.user_ids.join(" "), p.first_seen, p.last_seen, p.events]);
    download("persons.csv", csv([["person", "label", "user_ids", "first_seen", "last_seen", "events"], ...rows]));
  };
  return (
    <Drawer
      open={of !== undefined} onClose={onClose} width="min(720px, 100vw)" destroyOnHidden data-testid="drawer"
      title={<div className="drawer-title"><b title={title}>{title}</b>{data && !loading ? <small data-testid="drawer-total">{t("drawer.count", { count: data.total, replace: { count: words.number(data.total) } })}</small> : <small>…</small>}</div>}
      extra={<Space>{extra}<Button size="small" disabled={!data || data.persons.length === 0} onClick={save}>{t("common.csv")}</Button></Space>}
    >
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : data?.total === 0 && !loading ? <Empty title={t("drawer.none")} hint={t("drawer.noneHint")} /> : (
        <PersonTable compact persons={data?.persons ?? []} loading={loading}
          pagination={(data?.total ?? 0) > pageSize ? { current: page, pageSize, total: data!.total, onChange: setPage } : false} />
      )}
    </Drawer>
  );
}

// The persons behind one number of an answer.
export function PersonsDrawer<A extends AnalysisName>({ analysis, question, drill, onClose, extra }: Props<A>) {
  const key = drill && JSON.stringify([analysis, question, drill.cell]);
  return <PersonsPanel of={key} title={drill?.title ?? ""} load={(page, signal) => api.personsBehind(analysis, question, drill!.cell, page, signal)} onClose={onClose}
    extra={<>{extra}{drill && <KeepAsSegment analysis={analysis} question={question} cell={drill.cell} title={drill.title} />}</>} />;
}
