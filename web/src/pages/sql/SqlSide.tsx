import { Card, Collapse, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import type { SqlView } from "../../api/types";
import { examples } from "../../lib/sql";

interface Props {
  views: readonly SqlView[];
  history: readonly string[];
  insert: (text: string) => void;
  replace: (sql: string) => void;
}

function Columns({ view, insert }: { view: SqlView; insert: Props["insert"] }) {
  const { t } = useTranslation();
  return (
    <ul className="sql-columns">
      {view.columns.map((column) => (
        <li key={column.name}>
          <button type="button" onClick={() => insert(column.name)} title={t(`sql.about.${view.name}.${column.name}`, { defaultValue: column.about })} data-testid={`sql-column-${view.name}-${column.name}`}>
            <b>{column.name}</b>
            <small>{column.type}</small>
          </button>
          <p>{t(`sql.about.${view.name}.${column.name}`, { defaultValue: column.about })}</p>
        </li>
      ))}
    </ul>
  );
}

function Views({ views, insert }: Pick<Props, "views" | "insert">) {
  const { t } = useTranslation();
  const items = views.map((view) => ({
    key: view.name,
    label: (
      <span className="two-lines">
        <b className="code">{view.name}</b>
        <small>{t(`sql.about.${view.name}.$`, { defaultValue: view.about })}</small>
      </span>
    ),
    children: <Columns view={view} insert={insert} />,
  }));
  return <Collapse ghost size="small" className="sql-views" items={items} {...(views[0] ? { defaultActiveKey: [views[0].name] } : {})} key={views.length} />;
}

export function SqlSide({ views, history, insert, replace }: Props) {
  const { t } = useTranslation();
  const items = [
    { key: "views", label: t("sql.views"), children: <Views views={views} insert={insert} /> },
    {
      key: "examples", label: t("sql.examples"),
      children: <ul className="sql-list">{examples.map((one) => <li key={one.key}><button type="button" onClick={() => replace(one.sql)} data-testid={`sql-example-${one.key}`}><span>{t(`sql.example.${one.key}`)}</span><pre>{one.sql}</pre></button></li>)}</ul>,
    },
    {
      key: "history", label: t("sql.history"),
      children: history.length === 0 ? <p className="meta">{t("sql.noHistory")}</p>
        : <ul className="sql-list" data-testid="sql-history">{history.map((sql) => <li key={sql}><button type="button" onClick={() => replace(sql)}><pre>{sql}</pre></button></li>)}</ul>,
    },
  ];
  return <Card className="sql-side"><Tabs size="small" items={items} /></Card>;
}
