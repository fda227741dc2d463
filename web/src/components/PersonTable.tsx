import { Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import type { PersonRow } from "../api/types";
import { useWords } from "../hooks/use_words";
import { PersonName } from "./PersonName";

interface Props {
  persons: PersonRow[];
  loading: boolean;
  compact?: boolean;
  pagination?: false | { current: number; pageSize: number; total: number; onChange: (page: number) => void };
}

export function PersonTable({ persons, loading, compact, pagination }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const columns: TableColumnsType<PersonRow> = [
    { title: t("persons.person"), key: "person", render: (_, p) => <Link to={`/persons/${p.person}`} data-testid="person-link" onClick={(e) => e.stopPropagation()}><PersonName person={p.person} label={p.label} detail={p.user_ids[0]} /></Link> },
    ...(compact ? [] : [
      { title: t("persons.userIds"), key: "ids", responsive: ["lg" as const], render: (_: unknown, p: PersonRow) => <span className="clip">{p.user_ids.join(", ") || "–"}</span> },
      { title: t("persons.anonymous"), dataIndex: "anonymous_ids", align: "right" as const, responsive: ["md" as const] },
      { title: t("persons.firstSeen"), key: "first", responsive: ["md" as const], render: (_: unknown, p: PersonRow) => <span className="nowrap">{words.instant(p.first_seen)}</span> },
    ]),
    { title: t("persons.lastSeen"), key: "last", render: (_, p) => <span className="nowrap">{words.instant(p.last_seen)}</span> },
    { title: t("persons.events"), key: "events", align: "right", render: (_, p) => words.number(p.events) },
  ];
  return (
    <Table<PersonRow>
      rowKey="person" size="small" columns={columns} dataSource={persons} loading={loading} scroll={{ x: "max-content" }} data-testid="person-table"
      onRow={(p) => ({ onClick: () => navigate(`/persons/${p.person}`), className: "clickable" })}
      pagination={pagination ? { ...pagination, showSizeChanger: false, size: "small" } : false}
    />
  );
}
