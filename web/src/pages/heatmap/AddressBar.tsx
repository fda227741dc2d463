import { Button, Input, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import type { HeatmapQuestion } from "../../api/types";
import { useLoad } from "../../hooks/use_load";
import { addressQuestion, frameProblem, hostOf, usualAddress, viewsOf } from "../../lib/heatmap_page";
import type { ChartChoice } from "../../lib/reports";

interface Props {
  question: HeatmapQuestion;
  choice: ChartChoice; // keeps an address that was typed, with the page it is of
  choose: (choice: ChartChoice) => void;
  live: string | undefined;
  onLive: (address: string | undefined) => void;
}

// The address of the live page: the one most views had, unless another is typed. Loading it is a visit, so nothing is loaded before
// somebody says so.
export function AddressBar({ question, choice, choose, live, onLive }: Props) {
  const { t } = useTranslation();
  const wanted = addressQuestion(question);
  const { data, loading } = useLoad(JSON.stringify(wanted), (signal) => api.ask("trend", wanted, signal));
  const kept = choice.of === question.page && typeof choice.address === "string" ? choice.address : undefined;
  const [typed, setTyped] = useState(kept);
  const address = typed ?? (data ? usualAddress(viewsOf(data.answer), question.page) : "");
  if (loading && !data && typed === undefined) return <Skeleton active title={false} paragraph={{ rows: 1 }} />;
  const problem = address === "" ? undefined : frameProblem(address, window.location.origin);
  const shown = live !== undefined && live === address;
  const toggle = () => {
    if (problem || address === "") return;
    onLive(shown ? undefined : address);
    if (typed !== undefined && typed !== kept) choose({ ...choice, address: typed, of: question.page });
  };
  return (
    <div className="heatmap-aside">
      <div className="heatmap-bar">
        <Input className="heatmap-address" value={address} placeholder={t("heatmap.addressHint")} aria-label={t("heatmap.address")} status={problem ? "error" : ""} onChange={(event) => setTyped(event.target.value.trim())} onPressEnter={toggle} data-testid="heatmap-address" />
        <Button type={shown ? "default" : "primary"} disabled={problem !== undefined || address === ""} onClick={toggle} data-testid="heatmap-show">{shown ? t("heatmap.hideLive") : t("heatmap.showLive", { host: hostOf(address) || "…" })}</Button>
      </div>
      {problem ? <p className="field-problem" role="alert">{t(`heatmap.addressProblem.${problem}`)}</p> : <p className="hint">{t(shown ? "heatmap.liveBlank" : "heatmap.liveExplain")}</p>}
    </div>
  );
}
