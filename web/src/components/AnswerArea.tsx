import { Card, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AskResponse } from "../api/types";
import type { Loaded } from "../hooks/use_load";
import { Empty } from "./Empty";
import { Problem } from "./Problem";

// The frame of an answer: skeleton at first, dimmed while a new one is awaited, problem, nothing, or the answer.
export function AnswerArea<T>({ answer, isEmpty, empty, children, testid = "answer" }: { testid?: string; answer: Loaded<AskResponse<T>>; isEmpty: (answer: T) => boolean; empty?: ReactNode; children: (response: AskResponse<T>) => ReactNode }) {
  const { t } = useTranslation();
  if (answer.error !== undefined) return <Problem error={answer.error} onRetry={answer.reload} />;
  if (!answer.data) return <Card><Skeleton active paragraph={{ rows: 10 }} /></Card>;
  if (isEmpty(answer.data.answer)) return empty ?? <Card><Empty title={t("answer.empty")} hint={t("answer.emptyHint")} /></Card>;
  return <div className={answer.loading ? "answer waiting" : "answer"} data-testid={testid} aria-busy={answer.loading}>{children(answer.data)}</div>;
}
