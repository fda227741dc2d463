import { LoginOutlined, WarningFilled } from "@ant-design/icons";
import type { NodeProps } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { isEverybody } from "../../lib/journeys";
import { cardHeight, nodeWidth } from "../../lib/journey_layout";
import { sayAgain, sayEntry } from "../../lib/journey_words";
import { PortRow } from "./PortRow";
import { useCanvas } from "./canvas_context";

// Who enters: where every way begins.
export function EntryCard({ selected }: NodeProps) {
  const { t } = useTranslation();
  const { entry, steps, names, problems } = useCanvas();
  const who = sayEntry(entry, t, names);
  const only = isEverybody(entry.audience) ? sayAgain(entry, t) : t("journeys.entry.says.audience", { rule: names.rule(entry.audience) });
  const problem = problems.get("");
  return (
    <div className="step-node" style={{ width: nodeWidth }} data-testid="entry-card">
      <div className={`step-card entry${selected ? " selected" : ""}${problem ? " bad" : ""}`} style={{ height: cardHeight }}>
        <header><i className="step-icon entry" aria-hidden><LoginOutlined /></i><b>{t("journeys.entry.title")}</b>{problem && <WarningFilled className="step-problem" title={problem} aria-label={problem} />}</header>
        <p title={`${who} ${only}`}>{who}<small>{only}</small></p>
      </div>
      <PortRow step="" title={t("journeys.entry.title")} ports={[{ outcome: "entered", next: steps[0]?.id ?? "" }]} label={() => ""} />
    </div>
  );
}
