import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sources, type SourceSettings } from "../../../api/sources";
import { sayProblem } from "../../../components/Problem";
import { settingsOf } from "../../../lib/sources";

// Changes the settings as the server has them now: somebody else may have changed them since they were shown.
export function useSourceChange(onChanged: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const change = async (edit: (settings: SourceSettings) => SourceSettings, said: string) => {
    setBusy(true);
    try {
      await sources.keep(edit(settingsOf(await sources.list(1))));
      void message.success(said);
      onChanged();
    } catch (problem) {
      void message.error(sayProblem(problem, t).detail);
    } finally {
      setBusy(false);
    }
  };
  return { busy, change };
}
