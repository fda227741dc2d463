import { DownOutlined, SaveOutlined } from "@ant-design/icons";
import { App, Button, Dropdown, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { api } from "../../api/client";
import type { AnalysisName, TrendQuestion } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { useSession } from "../../app/session";
import { download, save } from "../../lib/csv";
import { downloadPicture } from "../../lib/picture";
import { asOneNumber, isOneNumber, type ChartChoice } from "../../lib/reports";
import { AlertForm } from "../../pages/alerts/AlertForm";
import { AnnotationForm } from "../../pages/annotations/AnnotationForm";
import { GoalForm } from "../../pages/goals/GoalForm";
import { sayProblem } from "../Problem";
import { SaveDialog } from "./SaveDialog";

export interface Saveable {
  analysis: AnalysisName;
  question: object;
  answer: unknown;
  chart: ChartChoice;
}
const forms = ["csv", "json", "parquet"] as const;
type Open = "save" | "board" | "annotate" | "goal" | "alert" | undefined;

// What can be done with what was asked: a report, a tile, a mark on the chart, a goal, an alert, a file.
export function SaveMenu(saveable: Saveable) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { chart } = usePreferences();
  const { message } = App.useApp();
  const [open, setOpen] = useState<Open>();
  const [parameters] = useSearchParams();
  const close = () => setOpen(undefined);
  const { analysis, question, answer } = saveable;
  const trend = analysis === "trend" ? (question as TrendQuestion) : undefined;
  const plain = trend !== undefined && isOneNumber(trend);
  const title = plain || !trend ? undefined : t("save.oneNumber");
  const file = (form: (typeof forms)[number]) =>
    void api.answerFile(analysis, question, form).then((bytes) => save(`${analysis}.${form}`, bytes), (error: unknown) => void message.error(sayProblem(error, t).detail || sayProblem(error, t).title));
  const items = [
    ...(may("analyst") ? [
      { key: "annotate", label: <span data-testid="save-annotate">{t("save.annotate")}</span>, onClick: () => setOpen("annotate") },
      ...(trend ? [
        { key: "goal", title, disabled: !plain, label: <span data-testid="save-goal">{t("save.goal")}</span>, onClick: () => setOpen("goal") },
        { key: "alert", title, disabled: !plain, label: <span data-testid="save-alert">{t("save.alert")}</span>, onClick: () => setOpen("alert") },
      ] : []),
      { type: "divider" as const },
    ] : []),
    // A heatmap is no chart, and what lies behind it is not the page's to copy.
    ...(analysis === "heatmap" ? [] : [{ key: "picture", disabled: answer === undefined, label: <span data-testid="save-picture">{t("save.picture")}</span>, onClick: () => downloadPicture(`${analysis}.png`, chart.surface) }]),
    ...forms.map((form) => ({ key: form, disabled: answer === undefined, label: <span data-testid={`save-${form}`}>{t(`save.${form}`)}</span>, onClick: () => file(form) })),
    { key: "answer", disabled: answer === undefined, label: <span data-testid="save-answer">{t("save.answer")}</span>, onClick: () => download(`${analysis}.json`, JSON.stringify({ analysis, question, answer }, null, 2), "application/json") },
  ];
  const number = trend && asOneNumber(trend);
  return (
    <Space.Compact>
      {may("analyst") && <Button icon={<SaveOutlined />} onClick={() => setOpen("save")} data-testid="save">{t("save.save")}</Button>}
      {may("analyst") && <Button onClick={() => setOpen("board")} data-testid="to-board">{t("save.toBoard")}</Button>}
      <Dropdown trigger={["click"]} menu={{ items }}>
        <Button icon={<DownOutlined />} aria-label={t("save.more")} data-testid="save-more" />
      </Dropdown>
      {(open === "save" || open === "board") && <SaveDialog {...saveable} report={parameters.get("report") ?? undefined} toBoard={open === "board"} onClose={close} />}
      {open === "annotate" && <AnnotationForm onClose={close} />}
      {open === "goal" && number && <GoalForm question={number} onClose={close} />}
      {open === "alert" && number && <AlertForm question={number} onClose={close} />}
    </Space.Compact>
  );
}
