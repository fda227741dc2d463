import { ReloadOutlined } from "@ant-design/icons";
import { App, Button, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { quarantine, type QuarantineFilter, type QuarantineGroup } from "../../../api/quarantine";
import { useSession } from "../../../app/session";
import { sayProblem } from "../../../components/Problem";
import { useAsk } from "../../../hooks/use_ask";
import { useWords } from "../../../hooks/use_words";
import { ofGroup } from "../../../lib/quarantine";
import { Rows } from "./Rows";
import type { Replay } from "./use_replay";

interface Props {
  group: QuarantineGroup;
  filter: QuarantineFilter;
  replay: Replay;
  onChanged: () => void;
}

// Puts a group out of sight, after a question: it cannot be read in any more.
function Dismiss({ group, filter, onChanged }: Omit<Props, "replay">) {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const { message } = App.useApp();
  const ask = useAsk();
  const [busy, setBusy] = useState(false);
  const counted = (count: number) => ({ count, number: words.number(count) });
  const dismiss = async () => {
    if (!(await ask({ title: t("quarantine.dismissTitle", counted(group.events)), text: t("quarantine.dismissText"), yes: t("quarantine.dismiss"), testid: "dismiss-go", danger: true }))) return;
    setBusy(true);
    await quarantine.dismiss(ofGroup(filter, group)).then(({ dismissed }) => message.success(t("quarantine.dismissed", counted(dismissed))), (problem: unknown) => message.error(sayProblem(problem, t).detail));
    setBusy(false);
    onChanged();
  };
  return <Tooltip title={may("owner") ? undefined : t("quarantine.onlyOwner")}><Button size="small" danger disabled={!may("owner")} loading={busy} onClick={() => void dismiss()} data-testid="dismiss">{t("quarantine.dismiss")}</Button></Tooltip>;
}

// What to do about a group, and its events.
export function Group({ group, filter, replay, onChanged }: Props) {
  const { t } = useTranslation();
  const { may } = useSession();
  const wanted = ofGroup(filter, group);
  return (
    <div className="aside-group" data-testid="aside-group">
      <p className="aside-next"><b>{t("quarantine.next")}</b> {t(`quarantine.todo.${group.reason}`, { defaultValue: "" })}</p>
      <div className="row">
        <Tooltip title={t(may("analyst") ? "quarantine.againHint" : "quarantine.onlyAnalyst")}>
          <Button size="small" type="primary" ghost icon={<ReloadOutlined />} disabled={!may("analyst") || replay.working} onClick={() => void replay.start(wanted)} data-testid="read-again">{t("quarantine.again")}</Button>
        </Tooltip>
        <Dismiss group={group} filter={filter} onChanged={onChanged} />
      </div>
      <Rows filter={wanted} />
    </div>
  );
}
