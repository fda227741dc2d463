import { CheckCircleOutlined, ExclamationCircleOutlined } from "@ant-design/icons";
import { Card } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { EventMatch } from "../../api/types";
import { EventPicker } from "../../components/EventPicker";
import { PropertyPicker } from "../../components/PropertyPicker";
import { hasEvent, hasProperty, isOptional, namesOf, type Project } from "../../lib/playbooks/guess";
import type { Playbook, PropertyNeed, Setting } from "../../lib/playbooks/playbook";

interface Props { playbook: Playbook; setting: Setting; project: Project; onChange: (part: Partial<Setting>) => void }

function Need({ label, has, note, children }: { label: string; has: boolean; note: string; children: ReactNode }) {
  return (
    <div className="field">
      <label>{label}</label>
      <div>{children}</div>
      <small className={has ? "need ready" : "need lacking"}>{has ? <CheckCircleOutlined aria-hidden /> : <ExclamationCircleOutlined aria-hidden />} {note}</small>
    </div>
  );
}

// The same match of other events: conditions on the ones before would not fit them.
const matchOf = (names: string[]): EventMatch => (names.length === 1 ? { event: names[0]! } : { events: names });
const bare = (ref: string | undefined) => ref?.replace(/^(event|person)\./, "") ?? "";

// The events and properties it is made of, and whether the project has them.
export function Needs({ playbook, setting, project, onChange }: Props) {
  const { t } = useTranslation();
  const note = (has: boolean, otherwise = t("playbooks.hasNot")) => (has ? t("playbooks.has") : otherwise);
  const property = (need: PropertyNeed) => {
    const has = hasProperty(need, setting, project);
    const person = need === "birthday";
    return (
      <Need key={need} label={t(`playbooks.property.${need}`)} has={has} note={note(has, isOptional(need) ? t("playbooks.maybe") : undefined)}>
        <PropertyPicker events={person ? [] : namesOf(setting.events.purchase)} scope={person ? "person" : "event"} value={setting[need] && `${person ? "person" : "event"}.${setting[need]}`} allowClear={isOptional(need)} testid={`need-${need}`}
          placeholder={t(`playbooks.property.${need}`)} onChange={(ref) => onChange({ [need]: bare(ref) })} />
      </Need>
    );
  };
  return (
    <Card className="builder" title={t("playbooks.needs")} data-testid="playbook-needs">
      <div className="step-form">
        {playbook.events.map((need) => {
          const has = hasEvent(need, setting, project);
          return (
            <Need key={need} label={t(`playbooks.event.${need}`)} has={has} note={note(has)}>
              <EventPicker value={namesOf(setting.events[need])} onChange={(names) => onChange({ events: { ...setting.events, [need]: matchOf(names) } })} testid={`need-${need}`} placeholder={t("playbooks.unsaid.event")} />
            </Need>
          );
        })}
        {playbook.properties?.map(property)}
      </div>
    </Card>
  );
}
