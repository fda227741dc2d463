import { Button, Card } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { operating } from "../api/operating";
import type { Analyses, AnalysisName } from "../api/types";
import { useLoad } from "../hooks/use_load";
import { exampleOf } from "../lib/examples";
import { questionToText } from "../lib/question_url";
import { Empty } from "./Empty";

interface Props<A extends AnalysisName> {
  analysis: A;
  otherwise: Analyses[A]["question"];
  title: string; // what to choose
  hint: string; // what the analysis answers then
}

// In place of an answer to a question that is not complete; where the project has events that suit it, an example.
export function Teach<A extends AnalysisName>({ analysis, otherwise, title, hint }: Props<A>) {
  const { t } = useTranslation();
  const [, setParameters] = useSearchParams();
  const { data } = useLoad("roles", (signal) => operating.roles(signal));
  const example = data && exampleOf(analysis, data);
  const show = () => setParameters((old) => {
    const next = new URLSearchParams(old);
    next.set("q", questionToText({ ...otherwise, ...example } as object, otherwise as object));
    return next;
  });
  return <Card><Empty title={title} hint={hint} action={example && <Button type="primary" ghost onClick={show} data-testid="example">{t("common.example")}</Button>} /></Card>;
}
