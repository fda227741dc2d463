import { Table, Tooltip, Typography, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { CatalogDetail, CatalogProperty } from "../../../api/catalog";
import { usePreferences } from "../../../app/preferences";
import { useSession } from "../../../app/session";
import { When } from "../../../components/When";
import { useWords } from "../../../hooks/use_words";
import { described, fill, hasCome, kinds, kindShares } from "../../../lib/catalog";
import { useEntryChange } from "./use_entry_change";

function Types({ property }: { property: CatalogProperty }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const shares = kindShares(property);
  const said = ({ kind, share }: (typeof shares)[number]) => (shares.length === 1 ? t(`catalog.type.${kind}`) : `${t(`catalog.type.${kind}`)} ${words.percent(share)}`);
  return (
    <span className="two-lines type-shares">
      <span className="type-bar" aria-hidden>{shares.map(({ kind, share }) => <i key={kind} style={{ flexGrow: share, background: chart.colors[kinds.indexOf(kind)] }} />)}</span>
      <small>{shares.map(said).join(" · ")}</small>
    </span>
  );
}

function Described({ property, onSave }: { property: CatalogProperty; onSave: ((text: string) => void) | undefined }) {
  const { t } = useTranslation();
  const text = property.description;
  return (
    <span className="two-lines property-name" data-testid={`property-${property.name}`}>
      <code>{property.name}</code>
      {(onSave || text) && (
        <Typography.Text type="secondary" className="property-says" editable={onSave && { text, tooltip: t("catalog.describe"), maxLength: 2000, onChange: (said) => { if (said.trim() !== text) onSave(said); } }}>
          {text || t("catalog.describe")}
        </Typography.Text>
      )}
    </span>
  );
}

// What the event carries: how often, of which types, since when.
export function Properties({ detail: { event, properties, sampled, seen_ever: seenEver }, onChanged }: { detail: CatalogDetail; onChanged: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const { change } = useEntryChange(onChanged);
  const describe = (property: string) => (text: string) => void change([event.name], (entry) => described(entry, property, text), t("catalog.saved"));
  const columns: TableColumnsType<CatalogProperty> = [
    { key: "name", title: t("catalog.property"), render: (_, one) => <Described property={one} onSave={may("analyst") ? describe(one.name) : undefined} /> },
    { key: "types", title: t("catalog.types"), render: (_, one) => (hasCome(one) ? <Types property={one} /> : <span className="meta">{t("catalog.never")}</span>) },
    { key: "fill", title: <Tooltip title={t("catalog.fillHint")}><span className="explained">{t("catalog.fill")}</span></Tooltip>, align: "right", render: (_, one) => <span data-testid="fill">{words.percent(fill(one, sampled))}</span> },
    { key: "examples", title: t("catalog.examples"), render: (_, one) => <span className="examples">{one.examples.slice(0, 3).map((text) => <code key={text} title={text}>{text === "" ? "\"\"" : text}</code>)}</span> },
    { key: "seen", title: `${t("catalog.column.first")} / ${t("catalog.column.last")}`, render: (_, one) => hasCome(one) && <span className="two-lines seen"><When at={one.first_seen} /><When at={one.last_seen} /></span> },
  ];
  return (
    <section className="source-part" data-testid="properties">
      <h3>{t("catalog.properties")}</h3>
      {sampled > 0 && <p className="meta">{t("catalog.sampled", { count: sampled, number: words.number(sampled) })}{!seenEver && ` ${t("catalog.sampleTimes")}`}</p>}
      {properties.length === 0 ? <p className="meta">{t("catalog.noProperties")}</p> : <Table<CatalogProperty> rowKey="name" size="small" columns={columns} dataSource={properties} scroll={{ x: "max-content" }} pagination={properties.length > 25 ? { pageSize: 25, size: "small", showSizeChanger: false } : false} />}
    </section>
  );
}
