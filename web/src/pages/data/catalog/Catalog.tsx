import { Card, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { catalog, type Catalog as Listed } from "../../../api/catalog";
import { useSession } from "../../../app/session";
import { Empty } from "../../../components/Empty";
import { Problem } from "../../../components/Problem";
import { useLoad } from "../../../hooks/use_load";
import { useWords } from "../../../hooks/use_words";
import { chosen, daysFrom, lookFrom, statusFrom, type Choice } from "../../../lib/catalog";
import { useTabAddress } from "../use_tab_address";
import { BulkBar } from "./BulkBar";
import { CatalogTable } from "./CatalogTable";
import { CatalogTools } from "./CatalogTools";
import { EventDrawer } from "./EventDrawer";
import { PlanCard } from "./PlanCard";

type Address = ReturnType<typeof useTabAddress>;

// The table with what narrows it down.
function Events({ listed, now, address: { address, set }, onReload }: { listed: Listed; now: number; address: Address; onReload: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const [picked, setPicked] = useState<string[]>([]);
  const choice: Choice = { text: address.get("text") ?? "", status: statusFrom(address.get("status")), look: lookFrom(address.get("look")) };
  const choose = ({ text, status, look }: Choice) => set({ text: text || undefined, status, look });
  const rows = chosen(listed.events, choice, words.event, now);
  const ticked = picked.filter((name) => rows.some((event) => event.name === name));
  const open = (event: string, part?: "findings") => set({ event, part }, false);
  return (
    <Card className="table-card" data-testid="catalog">
      <CatalogTools events={listed.events} now={now} choice={choice} onChoose={choose} days={daysFrom(address.get("days"))} onDays={(days) => set({ days: String(days) })} onReload={onReload} />
      <BulkBar names={ticked} onDone={() => setPicked([])} onChanged={onReload} />
      {rows.length === 0 ? <Empty title={t("catalog.none")} action={<button type="button" className="link-button" onClick={() => choose({ text: "", status: undefined, look: undefined })}>{t("catalog.clear")}</button>} />
        : <CatalogTable events={rows} picked={ticked} onPick={may("analyst") ? setPicked : undefined} onOpen={open} />}
    </Card>
  );
}

// Every event: what comes, what is known of it, how it keeps to the plan. The address says what is listed and which is open.
export function Catalog() {
  const { t } = useTranslation();
  const address = useTabAddress("catalog");
  const days = daysFrom(address.address.get("days"));
  const { data, error, loading, reload } = useLoad(String(days), async (signal) => ({ listed: await catalog.list(days, signal), now: Date.now() }));
  const event = address.address.get("event") ?? undefined;
  if (!data) return error === undefined ? <Card><Skeleton active paragraph={{ rows: 8 }} /></Card> : <Problem error={error} onRetry={reload} />;
  const { listed, now } = data;
  return (
    <div className={loading ? "stack waiting" : "stack"} aria-busy={loading} data-testid="catalog-page">
      <PlanCard listed={listed} now={now} onChanged={reload} />
      {listed.events.length === 0 ? <Card><Empty title={t("catalog.empty")} hint={t("catalog.emptyHint")} /></Card> : <Events listed={listed} now={now} address={address} onReload={reload} />}
      <EventDrawer name={event} listed={listed} days={days} toFindings={address.address.get("part") === "findings"} onClose={() => address.set({ event: undefined, part: undefined })} onChanged={reload} />
    </div>
  );
}
