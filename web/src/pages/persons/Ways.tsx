import { Card, Table, Tag, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { journeys, type JourneyWay } from "../../api/journeys";
import { Empty } from "../../components/Empty";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { sayEnd } from "../../lib/journey_words";

// Where one person is on journeys, and how the earlier ones ended.
export function Ways({ person }: { person: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const { data, error, loading, reload } = useLoad(`ways of ${person}`, (signal) => journeys.ofPerson(person, signal));
  const where = (way: JourneyWay) => (way.ended ? { now: sayEnd(way.reason, t), then: words.instant(way.ended) } : { now: `${t("journeys.person.at")} ${way.step_name || way.step}`, then: way.due ? t("journeys.person.due", { at: words.instant(way.due) }) : "" });
  const columns: TableColumnsType<JourneyWay> = [
    { title: t("journeys.one"), key: "journey", render: (_, one) => <Link to={`/journeys/${one.journey}`} className="two-lines" data-testid="person-way"><b>{one.name || t("journeys.person.gone")}{one.held && <> <Tag bordered={false} color="purple">{t("journeys.person.held")}</Tag></>}</b><small>{t("journeys.version")} {one.version}</small></Link> },
    { title: t("journeys.person.entered"), key: "entered", responsive: ["sm"], render: (_, one) => <span className="nowrap">{words.instant(one.entered)}</span> },
    { title: t("campaigns.sends.state"), key: "where", render: (_, one) => <span className="two-lines" data-testid="way-where">{where(one).now}<small>{where(one).then}</small></span> },
  ];
  return (
    <Card title={t("journeys.person.tab")} className="table-card" data-testid="person-ways">
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : data?.ways.length === 0 ? <Empty title={t("journeys.person.none")} hint={t("journeys.person.noneHint")} /> : (
        <Table<JourneyWay> rowKey={(one) => `${one.journey} ${one.version} ${one.entered}`} size="small" columns={columns} dataSource={data?.ways ?? []} loading={loading} scroll={{ x: "max-content" }} pagination={(data?.ways.length ?? 0) > 20 ? { pageSize: 20, size: "small", showSizeChanger: false } : false} />
      )}
    </Card>
  );
}
