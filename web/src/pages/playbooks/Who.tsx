import { Card } from "antd";
import { useTranslation } from "react-i18next";
import type { JourneyBody } from "../../api/journeys";
import { RuleWords } from "../../components/filter/RuleWords";
import { formFromFilter } from "../../lib/filter";
import { isCountable, segmentName } from "../../lib/playbooks/build";
import type { Playbook, Setting } from "../../lib/playbooks/playbook";
import { sayAgain, sayEntry } from "../../lib/journey_words";
import { useDebounced } from "../../hooks/use_debounced";
import { useJourneyNames } from "../journeys/use_journey_names";
import { Reach } from "./Reach";
import { useReach } from "./use_reach";

// Whom it is for: the segment in words, how many that are now, and how they enter.
export function Who({ playbook, setting, body, isMeasured }: { playbook: Playbook; setting: Setting; body: JourneyBody; isMeasured: boolean }) {
  const { t } = useTranslation();
  const names = useJourneyNames(body, []);
  const filter = playbook.segment(setting);
  const asked = useDebounced(JSON.stringify(filter), 400);
  const can = isCountable(playbook, setting);
  const reach = useReach(isMeasured && can ? (JSON.parse(asked) as typeof filter) : undefined);
  return (
    <Card className="builder" title={t("playbooks.who")} extra={<Reach reach={reach} can={can} />}>
      <p><b>{segmentName(playbook, t)}</b></p>
      <p className="in-words"><RuleWords form={formFromFilter(filter)} /></p>
      <p className="meta"><b>{t("playbooks.enters")}</b> {t("playbooks.entersSays", { how: sayEntry(body.entry, t, names), again: sayAgain(body.entry, t) })}</p>
    </Card>
  );
}
