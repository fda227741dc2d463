import { Card, DatePicker, Progress, Skeleton } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { audience } from "../../api/audience";
import { api } from "../../api/client";
import type { Filter } from "../../api/types";
import { PersonTable } from "../../components/PersonTable";
import { Problem } from "../../components/Problem";
import { useDebounced } from "../../hooks/use_debounced";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";

const pageSize = 10;

// How many the conditions hold for right now, and who: asked again a moment after the last change.
export function SegmentPreview({ filter, complete, past }: { filter: Filter; complete: boolean; past?: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const [page, setPage] = useState({ of: "", number: 1 });
  const text = useDebounced(complete ? JSON.stringify(filter) : "", 350);
  const key = text || undefined;
  const number = page.of === text ? page.number : 1;
  const question = { filter: text ? (JSON.parse(text) as Filter) : filter };
  const count = useLoad(key, (signal) => api.ask("segment", question, signal));
  const people = useLoad(key && `${key}#${number}`, (signal) => api.personsBehind("segment", question, { others: false }, { offset: (number - 1) * pageSize, limit: pageSize }, signal));
  const [day, setDay] = useState<Dayjs | null>(null);
  const date = day?.format("YYYY-MM-DD");
  const then = useLoad(key && date && `${key}@${date}`, (signal) => audience.asOf(question.filter, date!, { offset: 0, limit: 0 }, signal));
  const answer = count.data?.answer;
  const share = answer && answer.everyone > 0 ? answer.persons / answer.everyone : 0;
  return (
    <Card className="preview" title={t("segments.count")}>
      {!complete && <p className="meta">{t("segments.incomplete")}</p>}
      {count.error !== undefined ? <Problem error={count.error} onRetry={count.reload} /> : !answer ? <Skeleton active paragraph={{ rows: 2 }} /> : (
        <div className={count.loading || !complete ? "waiting" : ""}>
          <div className="big-number"><b data-testid="segment-count" aria-busy={count.loading || text !== JSON.stringify(filter)}>{words.number(answer.persons)}</b><span>{t("segments.share", { share: words.percent(share) })}</span></div>
          <Progress percent={share * 100} showInfo={false} size="small" status="normal" />
          {past && (
            <p className="row" title={t("members.asOfHint")}>{t("members.asOf")}
              <DatePicker value={day} onChange={setDay} disabledDate={(d) => d.isAfter(Date.now())} placeholder={t("members.today")} data-testid="as-of" />
              {date && (then.error !== undefined ? <Problem error={then.error} /> : <b data-testid="as-of-count" aria-busy={then.loading}>{then.loading ? "…" : words.number(then.data?.total)}</b>)}
            </p>
          )}
          <h3>{t("segments.preview")}</h3>
          <PersonTable compact persons={people.data?.persons ?? []} loading={people.loading}
            pagination={answer.persons > pageSize ? { current: number, pageSize, total: answer.persons, onChange: (n) => setPage({ of: text, number: n }) } : false} />
        </div>
      )}
    </Card>
  );
}
