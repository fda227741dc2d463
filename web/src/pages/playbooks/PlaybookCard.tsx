import { CheckCircleOutlined, ExclamationCircleOutlined, TeamOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useMatchName } from "../../hooks/use_match_name";
import { sayDuration } from "../../lib/window";
import { missingOf, type Project } from "../../lib/playbooks/guess";
import { isCountable, nameOfPlaybook } from "../../lib/playbooks/build";
import { eventNeeds, type EventNeed, type Playbook, type Setting } from "../../lib/playbooks/playbook";
import { found, type Things } from "../../lib/playbooks/set_up";
import { Reach } from "./Reach";
import { useReach, useSeen } from "./use_reach";
import { useTongues } from "./use_tongues";

export const isEventNeed = (need: string): need is EventNeed => (eventNeeds as readonly string[]).includes(need);

interface Props { playbook: Playbook; setting: Setting; project: Project; things: Things | undefined; isMeasured: boolean }

export function PlaybookCard({ playbook, setting, project, things, isMeasured }: Props) {
  const { t } = useTranslation();
  const say = useMatchName();
  const tongues = useTongues();
  const card = useRef<HTMLAnchorElement>(null);
  const seen = useSeen(card);
  const missing = missingOf(playbook, setting, project);
  const can = isCountable(playbook, setting);
  const reach = useReach(seen && isMeasured && can ? playbook.segment(setting) : undefined);
  const there = things && found(tongues.map((of) => nameOfPlaybook(playbook, of)), things.journeys);
  const lacks = missing.map((need) => t(isEventNeed(need) ? `playbooks.event.${need}` : `playbooks.property.${need}`)).join(", ");
  const words = (part: string) => t(`playbooks.book.${playbook.key}.${part}`);
  return (
    <Link ref={card} to={`/playbooks/${playbook.key}`} className="playbook-card" data-testid={`playbook-${playbook.key}`}>
      <span className="playbook-head"><b>{words("name")}</b>{there && <Tag color="green" bordered={false} data-testid="playbook-there">{t("playbooks.there")}</Tag>}</span>
      <span className="playbook-about">{words("about")}</span>
      <span>{words("why")}</span>
      <span className="playbook-facts">
        <span><TeamOutlined aria-hidden /> <Reach reach={reach} can={can} /> <small>{words("segment")}</small></span>
        <span className={missing.length > 0 ? "lacking" : "ready"} data-testid="playbook-needs">{missing.length > 0 ? <><ExclamationCircleOutlined aria-hidden /> {t("playbooks.lacks", { what: lacks })}</> : <><CheckCircleOutlined aria-hidden /> {t("playbooks.ready")}</>}</span>
        <small>{t("playbooks.measured", { goal: say(setting.events[playbook.goal]), window: sayDuration(playbook.window, t), control: setting.control })}</small>
      </span>
    </Link>
  );
}
