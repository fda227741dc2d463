import { Card } from "antd";
import { useTranslation } from "react-i18next";
import { useMatchName } from "../../hooks/use_match_name";
import type { Playbook, Setting } from "../../lib/playbooks/playbook";
import { sayDuration } from "../../lib/window";

export function Measure({ playbook, setting }: { playbook: Playbook; setting: Setting }) {
  const { t } = useTranslation();
  const say = useMatchName();
  return (
    <Card className="builder" title={t("playbooks.measure")}>
      <p className="in-words">{t("playbooks.measured", { goal: say(setting.events[playbook.goal]), window: sayDuration(playbook.window, t), control: setting.control })}</p>
      <p className="meta">{t("playbooks.measureHint")}</p>
    </Card>
  );
}
