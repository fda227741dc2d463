import { Drawer } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { audience } from "../../api/audience";
import { PersonTable } from "../../components/PersonTable";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

const pageSize = 50;

// Who entered or left a segment on a day.
export function MovedDrawer({ id, drill, onClose }: { id: string; drill: { day: string; which: "entered" | "left" } | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const [page, setPage] = useState(1);
  const key = drill && `${id} ${drill.day} ${drill.which}`;
  useEffect(() => setPage(1), [key]);
  const { data, error, loading, reload } = useLoad(key && `${key}#${page}`, (signal) => audience.moved(id, drill!.day, drill!.which, { offset: (page - 1) * pageSize, limit: pageSize }, signal));
  return (
    <Drawer open={drill !== undefined} onClose={onClose} width="min(720px, 100vw)" destroyOnHidden data-testid="drawer"
      title={<div className="drawer-title"><b>{drill && `${t(`members.${drill.which}`)} · ${drill.day}`}</b><small>{data && !loading ? t("drawer.count", { count: data.total, replace: { count: words.number(data.total) } }) : "…"}</small></div>}>
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : <PersonTable compact persons={data?.persons ?? []} loading={loading} pagination={(data?.total ?? 0) > pageSize ? { current: page, pageSize, total: data!.total, onChange: setPage } : false} />}
    </Drawer>
  );
}
