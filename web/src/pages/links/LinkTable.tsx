import { Table, Tag, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { IdView, LinkView } from "../../api/types";
import { UndoLink } from "../../components/UndoLink";
import { useWords } from "../../hooks/use_words";

const colors = { claim: "default", merge: "blue", undo: "orange" } as const;

function Id({ id }: { id: IdView }) {
  const { t } = useTranslation();
  return (
    <Link to={`/persons/${id.number}`} className="two-lines link-id">
      <b>{id.value}</b>
      <small>{t(`persons.kind.${id.kind}`)}</small>
    </Link>
  );
}

interface Props {
  links: LinkView[];
  loading: boolean;
  onChange: () => void;
  pagination: false | { current: number; pageSize: number; total: number; onChange: (page: number) => void };
}

export function LinkTable({ links, loading, onChange, pagination }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  // An undo names the link it takes back; a claim came with a message, a merge has the reason somebody gave.
  const why = (link: LinkView) => (link.kind === "undo" ? t("links.undoOf", { n: link.target }) : t(`links.why.${link.kind}`));
  const columns: TableColumnsType<LinkView> = [
    { title: "#", dataIndex: "id", align: "right", width: 72, responsive: ["md"] },
    { title: t("links.kind"), key: "kind", render: (_, l) => <span className="two-lines link-kind"><Tag bordered={false} color={colors[l.kind]}>{t(`links.kinds.${l.kind}`)}</Tag><small>{words.instant(l.at)}</small></span> },
    { title: t("links.from"), key: "from", responsive: ["sm"], render: (_, l) => <Id id={l.from} /> },
    { title: t("links.into"), key: "into", responsive: ["sm"], render: (_, l) => <Id id={l.into} /> },
    { title: `${t("links.from")} → ${t("links.into")}`, key: "both", responsive: ["xs"], render: (_, l) => <div className="link-both"><Id id={l.from} /><Id id={l.into} /></div> },
    { title: t("links.because"), key: "why", responsive: ["md"], render: (_, l) => <span className="two-lines link-why"><span>{why(l)}</span>{l.why && <small title={l.why}>{l.why}</small>}</span> },
    { key: "tools", align: "right", fixed: "right", render: (_, l) => <UndoLink link={l} onDone={onChange} /> },
  ];
  return (
    <Table<LinkView> rowKey="id" size="small" columns={columns} dataSource={links} loading={loading} scroll={{ x: "max-content" }} data-testid="links-table"
      rowClassName={(l) => (l.undone ? "undone" : "")} pagination={pagination ? { ...pagination, showSizeChanger: false, size: "small" } : false} />
  );
}
