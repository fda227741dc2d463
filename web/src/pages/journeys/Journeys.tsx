import { BookOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Card, Input, Skeleton, Space, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { journeys, type JourneyView } from "../../api/journeys";
import { useSession } from "../../app/session";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { usePolling } from "../../hooks/use_polling";
import { useWords } from "../../hooks/use_words";
import { isEverybody } from "../../lib/journeys";
import { sayEntry } from "../../lib/journey_words";
import { Phase } from "../campaigns/Phase";
import { FromPlaybooks } from "./FromPlaybooks";
import { useJourneyNames } from "./use_journey_names";

function EntryWords({ journey }: { journey: JourneyView }) {
  const { t } = useTranslation();
  const names = useJourneyNames(journey, []);
  return <span className="two-lines timing-words">{sayEntry(journey.entry, t, names)}{!isEverybody(journey.entry.audience) && <small>{t("journeys.entry.says.audience", { rule: names.rule(journey.entry.audience) })}</small>}</span>;
}

export default function Journeys() {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const { may } = useSession();
  const [search, setSearch] = useState("");
  const { data, error, loading, reload } = useLoad("journeys", (signal) => journeys.list(signal));
  const all = data?.journeys ?? [];
  usePolling(all.some((one) => one.phase === "active"), reload, 5000);
  const rows = all.filter((one) => `${one.name} ${one.description}`.toLowerCase().includes(search.trim().toLowerCase()));
  const number = (key: "entered" | "inside" | "reached", from?: "sm") => ({ title: t(`journeys.figures.${key}`), key, align: "right" as const, ...(from ? { responsive: [from] } : {}), sorter: (a: JourneyView, b: JourneyView) => a[key] - b[key], render: (_: unknown, one: JourneyView) => <span className={one[key] === 0 ? "meta" : ""}>{words.number(one[key])}</span> });
  const columns: TableColumnsType<JourneyView> = [
    { title: t("common.name"), key: "name", sorter: (a, b) => a.name.localeCompare(b.name), render: (_, one) => <Link to={`/journeys/${one.id}`} className="two-lines campaign-name" data-testid="journey-link" onClick={(e) => e.stopPropagation()}><b>{one.name}</b>{one.description && <small>{one.description}</small>}</Link> },
    { title: t("campaigns.phaseTitle"), key: "phase", render: (_, one) => <Phase phase={one.phase} /> },
    number("entered"), number("inside", "sm"), number("reached", "sm"),
    { title: t("journeys.how"), key: "how", responsive: ["md"], render: (_, one) => <EntryWords journey={one} /> },
  ];
  const make = may("analyst") && (
    <Space wrap>
      <Link to="/playbooks" data-testid="to-playbooks"><Button icon={<BookOutlined />} tabIndex={-1}>{t("playbooks.from")}</Button></Link>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate("/journeys/new")} data-testid="new-journey">{t("journeys.new")}</Button>
    </Space>
  );
  return (
    <Page title={t("journeys.title")} extra={make}>
      {error !== undefined && <Problem error={error} onRetry={reload} />}
      {!data && error === undefined && <Card><Skeleton active /></Card>}
      {data && all.length === 0 && <Card><Empty title={t("journeys.empty")} hint={t("journeys.emptyHint")} action={may("analyst") && <><FromPlaybooks /><Link to="/journeys/new">{t("journeys.fromScratch")}</Link></>} /></Card>}
      {all.length > 0 && (
        <>
          <div className="list-head"><Input.Search allowClear placeholder={t("journeys.search")} value={search} onChange={(e) => setSearch(e.target.value)} /></div>
          <Card className="table-card">
            <Table<JourneyView> rowKey="id" columns={columns} dataSource={rows} loading={loading && !data} pagination={rows.length > 50 ? { pageSize: 50 } : false} scroll={{ x: "max-content" }}
              onRow={(one) => ({ onClick: () => navigate(`/journeys/${one.id}`), className: "clickable" })} />
          </Card>
        </>
      )}
    </Page>
  );
}
