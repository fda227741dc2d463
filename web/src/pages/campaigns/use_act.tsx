import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CampaignProblem } from "./CampaignProblem";

// Does something with a campaign or a journey, and says that it is done or why not. `busy`: what is being done.
export function useAct(of: "campaigns" | "journeys", onDone: () => void) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const [busy, setBusy] = useState("");
  const say = (name: string) => void message.success(t(`${of}.done.${name}`));
  const act = async (name: string, work: () => Promise<unknown>, then: () => void = onDone) => {
    setBusy(name);
    try {
      await work();
      say(name);
      then();
    } catch (problem) {
      modal.error({ title: t(`${of}.act.${name}`), content: <CampaignProblem error={problem} />, okText: t("common.close"), icon: null });
    }
    setBusy("");
  };
  return { busy, act, say };
}
