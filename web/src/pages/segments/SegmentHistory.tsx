import { Card, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { audience } from "../../api/audience";
import type { SegmentDay } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Chart } from "../../components/Chart";
import { MovedDrawer } from "./MovedDrawer";
import { NumberButton } from "../../components/NumberButton";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { historyOption } from "../../lib/segment_history";

const userPages: Record<string, string> = { segment: "/segments", tag: "/tags", layers: "/layers", board: "/boards", report: "/reports", goal: "/goals", alert: "/alerts" };
const hasOwnPage = new Set(["segment", "tag", "layers", "board"]);

// A saved segment day by day, and what uses it.
export function SegmentHistory({ id, turn }: { id: string; turn: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const { chart } = usePreferences();
  const [drill, setDrill] = useState<{ day: string; which: "entered" | "left" }>();
  const { data, error, reload } = useLoad(`${id} ${turn}`, (signal) => audience.history(id, signal));
  const users = useLoad(`${id} users`, async (signal) => ({ users: (await audience.users(id, signal)).users.filter((user) => user.kind !== "push") })); // pushes have a card of their own
  const pick = (series: number, index: number) => {
    const day = data?.days[index]?.day;
    if (day && series > 0) setDrill({ day, which: series === 1 ? "entered" : "left" });
  };
  const columns: TableColumnsType<SegmentDay> = [
    { title: t("members.day"), dataIndex: "day" },
    { title: t("members.size"), key: "persons", align: "right", render: (_, d) => words.number(d.persons) },
    ...(["entered", "left"] as const).map((which) => ({ title: t(`members.${which}`), key: which, align: "right" as const, render: (_: unknown, d: SegmentDay) => <NumberButton text={words.number(d[which])} disabled={d[which] === 0} testid={`segment-${which}`} onClick={() => setDrill({ day: d.day, which })} /> })),
  ];
  return (
    <>
      <Card title={t("members.history")}>
        {error !== undefined ? <Problem error={error} onRetry={reload} /> : !data ? <Skeleton active paragraph={{ rows: 3 }} /> : data.days.length === 0 ? <p className="meta">{t("members.noHistory")}</p> : (
          <>
            {data.days.length > 1 && <Chart label={t("members.history")} option={historyOption(data.days, chart, { ...words, bucket: words.instant }, { persons: t("members.size"), entered: t("members.entered"), left: t("members.left") })} height={220} onPick={pick} />}
            <Table<SegmentDay> size="small" rowKey="day" columns={columns} dataSource={[...data.days].reverse()} pagination={data.days.length > 7 ? { pageSize: 7, size: "small" } : false} />
          </>
        )}
      </Card>
      <Card title={t("members.users")}>
        {users.error !== undefined ? <Problem error={users.error} /> : users.data?.users.length === 0 ? <p className="meta">{t("members.noUsers")}</p> : users.data?.users.map((user) => (
          <p key={`${user.kind} ${user.id}`} className="two-lines"><Link to={hasOwnPage.has(user.kind) ? `${userPages[user.kind]}/${user.id}` : (userPages[user.kind] ?? "/")}>{user.name}</Link><small>{t(`members.userKinds.${user.kind}`)}</small></p>
        ))}
      </Card>
      <MovedDrawer id={id} drill={drill} onClose={() => setDrill(undefined)} />
    </>
  );
}
