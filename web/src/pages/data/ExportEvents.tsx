import { DownloadOutlined } from "@ant-design/icons";
import { Button, Card, DatePicker, Form, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSchema } from "../../app/schema";
import { useSession } from "../../app/session";
import { Snippet } from "../../components/Snippet";
import { useWords } from "../../hooks/use_words";
import { eventExportCommand, eventExportLink, type EventExport, type EventFormat } from "../../lib/event_export";
import { dayAfter } from "../../lib/window";

const groups: [label: "title" | "other" | "products", formats: EventFormat[]][] = [
  ["title", ["jsonl"]], ["other", ["csv", "parquet"]], ["products", ["posthog", "mixpanel", "amplitude", "sensors"]],
];

// All events, or some, as a file that the browser saves while the server writes it.
export function ExportEvents() {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const { events } = useSchema();
  const [wish, setWish] = useState<EventExport>({ format: "jsonl" });
  const change = (some: Partial<EventExport>) => setWish((before) => ({ ...before, ...some }));
  const names = useMemo(() => events.map(({ name }) => ({ value: name, label: words.event(name), search: `${name} ${words.event(name)}`.toLowerCase() })), [events, words]);
  const formats = groups.map(([label, all]) => ({ label: t(`eventExport.again.${label}`), options: all.map((one) => ({ value: one, label: t(`eventExport.formats.${one}`) })) }));
  if (!may("analyst")) return <Card><p className="hint">{t("eventExport.onlyAnalyst")}</p></Card>;
  return (
    <Card className="export-events" data-testid="export-events">
      <p className="hint">{t("eventExport.lead")}</p>
      <Form layout="vertical">
        <Form.Item label={t("eventExport.format")} extra={t(`eventExport.hint.${wish.format}`)}>
          <Select value={wish.format} onChange={(format: EventFormat) => change({ format })} options={formats} aria-label={t("eventExport.format")} data-testid="export-format" />
        </Form.Item>
        <Form.Item label={t("eventExport.days")} extra={t("eventExport.allDays")}>
          <DatePicker.RangePicker className="wide" allowEmpty={[true, true]} data-testid="export-days"
            onChange={(days) => change({ from: days?.[0]?.format("YYYY-MM-DD") ?? "", to: days?.[1] ? dayAfter(days[1].format("YYYY-MM-DD")) : "" })} />
        </Form.Item>
        <Form.Item label={t("eventExport.event")} extra={t("eventExport.onlyOne")}>
          <Select allowClear showSearch filterOption={(text, option) => Boolean(option?.search.includes(text.toLowerCase()))} value={wish.event || undefined} onChange={(event?: string) => change({ event: event ?? "" })} options={names}
            placeholder={t("eventExport.allEvents")} aria-label={t("eventExport.event")} data-testid="export-event" />
        </Form.Item>
        <Button type="primary" icon={<DownloadOutlined />} href={eventExportLink(wish)} download data-testid="export-go">{t("eventExport.go")}</Button>
      </Form>
      <p className="hint export-command">{t("eventExport.command")}</p>
      <Snippet text={eventExportCommand(wish, window.location.origin)} testid="export-command" />
    </Card>
  );
}
