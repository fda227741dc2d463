import { DeleteOutlined, EditOutlined, EyeOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Card, Popconfirm, Skeleton, Table, Tag, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { saved } from "../../api/saved";
import type { AlertLook, AlertState, AlertView } from "../../api/types";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useTrendNames } from "../../hooks/use_trend_names";
import { useWords } from "../../hooks/use_words";
import { reportLink } from "../../lib/reports";
import { AlertForm } from "./AlertForm";

const colours: Record<AlertState, string> = { ok: "green", firing: "red", no_data: "default", failed: "orange" };

function State({ look, enabled }: { look: AlertLook | undefined; enabled: boolean }) {
  const { t } = useTranslation();
  if (!enabled) return <Tag bordered={false}>{t("alerts.disabled")}</Tag>;
  return look ? <Tag bordered={false} color={colours[look.state]} title={look.message} data-testid="alert-state">{t(`alerts.states.${look.state}`)}</Tag> : <span className="meta">{t("alerts.never")}</span>;
}

function useSaying() {
  const { t } = useTranslation();
  const words = useWords();
  const told = (look: AlertLook) => (!look.told ? "" : look.told.sent ? t("alerts.mailed") : t("alerts.notMailed", { count: look.told.tries, why: look.told.message }));
  const fallen = (look: AlertLook) => look.collapsed.map((one) => t("alerts.fallen", { name: words.event(one.event), value: words.number(one.value), expected: words.number(one.expected) }));
  const rule = ({ rule: kind, side, bound }: AlertView) => t(`alerts.${kind === "threshold" ? "sayThreshold" : kind === "change" ? "sayChange" : kind === "collapse" ? "sayCollapse" : "sayAnomaly"}`, { side: t(`alerts.says.${side}`), bound: words.number(bound) });
  const difference = (alert: AlertView, look: AlertLook) => (look.difference === undefined ? "–" : alert.rule === "change" ? words.percent(look.difference / 100) : `${words.number(look.difference)} σ`);
  return { rule, difference, told, fallen };
}

function History({ alert }: { alert: AlertView }) {
  const { t } = useTranslation();
  const words = useWords();
  const { difference, told, fallen } = useSaying();
  const { data, error } = useLoad(`${alert.id} ${alert.last?.at ?? ""}`, (signal) => saved.alerts.history(alert.id, signal));
  if (error !== undefined) return <Problem error={error} />;
  if (!data) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (data.looks.length === 0) return <p className="meta">{t("alerts.noHistory")}</p>;
  const columns: TableColumnsType<AlertLook> = [
    { title: t("alerts.bucket"), key: "bucket", render: (_, look) => (look.bucket ? words.bucket(look.bucket, alert.question.bucket) : "–") },
    { title: t("alerts.history"), key: "state", render: (_, look) => <State look={look} enabled /> },
    { title: t("alerts.value"), key: "value", align: "right", render: (_, look) => words.number(look.value) },
    { title: t("alerts.expected"), key: "expected", align: "right", render: (_, look) => words.number(look.expected) },
    { title: t("alerts.difference"), key: "difference", align: "right", render: (_, look) => difference(alert, look) },
    { title: t("alerts.last"), key: "at", render: (_, look) => <span className="nowrap">{words.instant(look.at)}</span> },
    { key: "message", render: (_, look) => <div className="meta look-said" data-testid="look-said">{look.message || [...fallen(look), told(look)].filter(Boolean).map((line) => <div key={line}>{line}</div>)}</div> },
  ];
  return (
    <>
      <Table<AlertLook> size="small" rowKey={(look) => look.at} columns={columns} dataSource={data.looks} pagination={data.looks.length > 10 ? { pageSize: 10, size: "small" } : false} scroll={{ x: "max-content" }} />
      <p className="rule">{t(`alerts.rules.${alert.rule}`)}</p>
    </>
  );
}

function Name({ alert }: { alert: AlertView }) {
  const names = useTrendNames(alert.question);
  const { t } = useTranslation();
  return <span className="two-lines"><b>{alert.name}</b><small>{alert.rule === "collapse" ? <Link to="/data?tab=catalog">{t("alerts.collapse")}</Link> : <Link to={reportLink("trend", { ...alert.question, range: { last: alert.question.bucket === "hour" ? 7 : 60, unit: "day" } })}>{names.row({ index: 0, formula: alert.question.formulas.length > 0 })}</Link>} · {t("alerts.per", { unit: t(`unit.${alert.question.bucket}`) })}</small></span>;
}

export default function Alerts() {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const { rule } = useSaying();
  const [open, setOpen] = useState<AlertView | "new">();
  const [problem, setProblem] = useState<unknown>();
  const { data, error, loading, reload } = useLoad("alerts", (signal) => saved.alerts.list(signal));
  const act = (work: Promise<unknown>) => work.then(reload, setProblem);
  const columns: TableColumnsType<AlertView> = [
    { title: t("common.name"), key: "name", render: (_, alert) => <Name alert={alert} /> },
    { key: "state", render: (_, alert) => <State look={alert.last} enabled={alert.enabled} /> },
    { title: t("alerts.rule"), key: "rule", responsive: ["md"], render: (_, alert) => <div className="alert-rule">{rule(alert)}</div> },
    { title: t("alerts.value"), key: "value", align: "right", render: (_, alert) => words.number(alert.last?.value) },
    { title: t("alerts.expected"), key: "expected", align: "right", responsive: ["sm"], render: (_, alert) => words.number(alert.last?.expected) },
    { title: t("alerts.last"), key: "at", responsive: ["lg"], render: (_, alert) => <span className="nowrap">{words.instant(alert.last?.at)}</span> },
    ...(may("analyst") ? [{
      key: "actions", align: "right" as const, render: (_: unknown, alert: AlertView) => (
        <span className="nowrap" onClick={(e) => e.stopPropagation()}>
          <Button type="text" size="small" icon={<EyeOutlined />} aria-label={t("alerts.look")} title={t("alerts.look")} onClick={() => void act(saved.alerts.look(alert.id))} data-testid="look" />
          <Button type="text" size="small" icon={<EditOutlined />} aria-label={t("common.edit")} onClick={() => setOpen(alert)} />
          <Popconfirm title={t("save.confirmDelete", { name: alert.name })} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => void act(saved.alerts.remove(alert.id))}>
            <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("common.delete")} />
          </Popconfirm>
        </span>
      ),
    }] : []),
  ];
  const make = may("analyst") && <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen("new")} data-testid="new-alert">{t("alerts.new")}</Button>;
  const failed = error ?? problem;
  return (
    <Page title={t("alerts.title")} extra={make}>
      {failed !== undefined && <Problem error={failed} onRetry={reload} />}
      {data?.alerts.length === 0 ? <Card><Empty title={t("alerts.empty")} hint={t("alerts.emptyHint")} action={make} /></Card> : error === undefined && (
        <Card className="table-card">
          <Table<AlertView> rowKey="id" columns={columns} dataSource={data?.alerts ?? []} loading={loading} pagination={false} scroll={{ x: "max-content" }} expandable={{ expandRowByClick: true, expandedRowRender: (alert) => <History alert={alert} /> }} />
        </Card>
      )}
      {open !== undefined && <AlertForm {...(open === "new" ? {} : { old: open })} onClose={() => setOpen(undefined)} onSaved={reload} />}
    </Page>
  );
}
