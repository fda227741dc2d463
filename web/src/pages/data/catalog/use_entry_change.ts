import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { catalog, type CatalogEntry, type EventStatus } from "../../../api/catalog";
import { sayProblem } from "../../../components/Problem";
import { useAsk } from "../../../hooks/use_ask";
import { useWords } from "../../../hooks/use_words";
import { entryIn } from "../../../lib/catalog";

type Edit = (entry: CatalogEntry) => CatalogEntry;

// Changes what is said of events as the server has it now: somebody else may have changed it since it was shown.
// `keep` fails with what was refused; `change` tells it.
export function useEntryChange(onChanged: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const keep = async (names: readonly string[], edit: Edit, said: string) => {
    setBusy(true);
    try {
      const { events } = await catalog.plan();
      for (const name of names) await catalog.keep(edit(entryIn(events, name)));
      void message.success(said);
    } finally {
      setBusy(false);
      onChanged();
    }
  };
  const change = (names: readonly string[], edit: Edit, said: string) => keep(names, edit, said).catch((problem: unknown) => void message.error(sayProblem(problem, t).detail));
  return { busy, keep, change };
}

// Decides what events are. Blocking loses them from the answers, so that is asked first.
export function useMark(onChanged: () => void) {
  const { t } = useTranslation();
  const words = useWords();
  const ask = useAsk();
  const { busy, change } = useEntryChange(onChanged);
  const sure = (names: readonly string[]) => ask({ title: t("catalog.blockTitle", { count: names.length, name: words.event(names[0]!) }), text: t("catalog.blockText"), yes: t("catalog.block"), testid: "block-go", danger: true });
  const mark = async (names: readonly string[], status: EventStatus) => {
    if (status === "blocked" && !(await sure(names))) return;
    await change(names, (entry) => ({ ...entry, status }), `${t("catalog.marked", { count: names.length, status: t(`catalog.status.${status}`) })} ${t("catalog.followed")}`);
  };
  return { busy, mark };
}
