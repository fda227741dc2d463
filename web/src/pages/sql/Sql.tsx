import { CaretRightOutlined, LinkOutlined, StopOutlined } from "@ant-design/icons";
import { App, Button, Card, Select, Space, Tooltip } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { api } from "../../api/client";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { ApiError } from "../../api/client";
import { examples, fitsAddress, placeOf, readHistory, remember } from "../../lib/sql";
import { SqlEditor } from "./SqlEditor";
import { SqlResult } from "./SqlResult";
import { SqlSide } from "./SqlSide";
import { useStatement } from "./use_statement";

const limits = [1000, 10_000, 100_000];

// A statement in the address is shown but not run: whoever sent the link did not write it for this operator.
function Desk() {
  const { t } = useTranslation();
  const words = useWords();
  const { message } = App.useApp();
  const [parameters, setParameters] = useSearchParams();
  const [sql, setSql] = useState(() => parameters.get("sql") ?? examples[0].sql);
  const [limit, setLimit] = useState(() => limits.find((one) => one === Number(parameters.get("limit"))) ?? 10_000);
  const [history, setHistory] = useState(() => readHistory(localStorage));
  const area = useRef<HTMLTextAreaElement>(null);
  const { run, start, cancel } = useStatement();
  const described = useLoad("views", () => api.sqlViews());
  const begin = () => {
    if (sql.trim() === "") return;
    setHistory(remember(localStorage, sql));
    setParameters(fitsAddress(sql) ? { sql, ...(limit === 10_000 ? {} : { limit: String(limit) }) } : {}, { replace: true });
    start(sql, limit);
  };
  const share = async () => {
    await navigator.clipboard.writeText(window.location.href).catch(() => undefined);
    void message.success(t("builder.linkCopied"));
  };
  const insert = (text: string) => {
    const box = area.current;
    const [from, to] = box ? [box.selectionStart, box.selectionEnd] : [sql.length, sql.length];
    const gap = /[\w)]$/.test(sql.slice(0, from)) ? " " : "";
    setSql(sql.slice(0, from) + gap + text + sql.slice(to));
    const at = from + gap.length + text.length;
    requestAnimationFrame(() => { box?.focus(); box?.setSelectionRange(at, at); });
  };
  // The caret goes to where the engine stumbled.
  useEffect(() => {
    const place = run.error instanceof ApiError && run.sql === sql ? placeOf(run.error.message, sql) : undefined;
    if (place === undefined || !area.current) return;
    area.current.focus();
    area.current.setSelectionRange(place, place);
  }, [run.error]);
  return (
    <div className="columns sql-page">
      <div className="stack">
        <Card className="builder">
          <SqlEditor value={sql} onChange={setSql} onRun={begin} views={described.data?.views ?? []} functions={described.data?.functions ?? []} area={area} />
          <div className="sql-bar">
            <Select value={limit} onChange={setLimit} options={limits.map((value) => ({ value, label: t("sql.limit", { rows: words.number(value) }) }))} aria-label={t("sql.limitLabel")} popupMatchSelectWidth={false} data-testid="sql-limit" />
            <Space>
              <Tooltip title={t("common.share")}><Button icon={<LinkOutlined />} aria-label={t("common.share")} onClick={() => void share()} /></Tooltip>
              {run.loading
                ? <Button danger icon={<StopOutlined />} onClick={cancel} data-testid="sql-cancel">{t("sql.cancel")}</Button>
                : <Tooltip title="Ctrl / ⌘ + Enter"><Button type="primary" icon={<CaretRightOutlined />} onClick={begin} data-testid="sql-run">{t("builder.run")}</Button></Tooltip>}
            </Space>
          </div>
        </Card>
        {described.error !== undefined && <Problem error={described.error} onRetry={described.reload} />}
        {run.error !== undefined && <Problem error={run.error} />}
        <div className={run.loading ? "waiting" : undefined}>
          {run.answer ? <SqlResult answer={run.answer} sql={run.sql} mostRows={described.data?.most_rows ?? 100_000} /> : run.error === undefined && <Card><Empty title={t("sql.empty")} hint={t("sql.emptyHint")} /></Card>}
        </div>
      </div>
      <SqlSide views={described.data?.views ?? []} history={history} insert={insert} replace={(text) => { setSql(text); area.current?.focus(); }} />
    </div>
  );
}

export default function Sql() {
  const { t } = useTranslation();
  const { may } = useSession();
  return (
    <Page title={t("sql.title")}>
      <p className="meta lead">{t("sql.explain")}</p>
      {may("analyst") ? <Desk /> : <Card><Empty title={t("sql.notYou")} hint={t("sql.notYouHint")} /></Card>}
    </Page>
  );
}
