import { App, Button, Card, ConfigProvider, InputNumber, Tag } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { operating } from "../../api/operating";
import type { Roles, RolesView } from "../../api/types";
import { useSession } from "../../app/session";
import { MatchEditor } from "../../components/filter/MatchEditor";
import { Problem } from "../../components/Problem";
import { PropertyPicker } from "../../components/PropertyPicker";
import { useWords } from "../../hooks/use_words";
import { matchFromJson } from "../../lib/filter";
import { rolesOf, withRole, type MatchRole } from "../../lib/operating";

interface Props {
  view: RolesView;
  onDone: (view: RolesView) => void;
}

function Part({ role, guessed, children }: { role: MatchRole | "channel" | "journey"; guessed: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="role-part" data-testid={`role-${role}`}>
      <div className="role-name"><b>{t(`roles.${role}`)}{guessed && <Tag className="role-guess" color="gold">{t("roles.guess")}</Tag>}</b><small>{t(`roles.${role}Hint`)}</small></div>
      <div className="role-fields">{children}</div>
    </div>
  );
}

function Days({ value, onChange, label, testid }: { value: number; onChange: (days: number) => void; label: string; testid: string }) {
  const { t } = useTranslation();
  return <span className="row"><span className="meta">{label}</span><InputNumber className="count" min={1} max={365} precision={0} value={value} onChange={(n) => onChange(n ?? 1)} aria-label={label} data-testid={testid} /><span className="meta">{t("roles.days")}</span></span>;
}

function Fields({ roles, set, guessed }: { roles: Roles; set: (roles: Roles) => void; guessed: boolean }) {
  const { t } = useTranslation();
  const part = (role: MatchRole, beside?: ReactNode) => (
    <Part key={role} role={role} guessed={guessed && roles[role] !== undefined}>
      <MatchEditor value={roles[role] ?? {}} onChange={(match) => set(withRole(roles, role, match))} placeholder={t("roles.none")} testid={`event-${role}`} />
      {beside}
    </Part>
  );
  const named = (role: MatchRole) => matchFromJson((roles[role] ?? {}) as never).events;
  const property = (label: string, picker: ReactNode) => <span className="row"><span className="meta">{label}</span>{picker}</span>;
  return (
    <>
      <h3>{t("roles.parts.who")}</h3>
      <Part role="channel" guessed={false}><PropertyPicker events={[]} scope="both" value={roles.channel} onChange={(ref) => ref && set({ ...roles, channel: ref })} testid="channel-property" /></Part>
      {part("activation", <Days label={t("roles.within")} value={roles.activation_days} onChange={(activation_days) => set({ ...roles, activation_days })} testid="activation-days" />)}
      <h3>{t("roles.parts.journey")}</h3>
      {part("scene", property(t("roles.sceneProperty"), <PropertyPicker events={named("scene")} scope="event" value={roles.scene_property} onChange={(ref) => ref && set({ ...roles, scene_property: ref })} testid="scene-property" />))}
      {part("product")}
      {part("order")}
      <h3>{t("roles.parts.money")}</h3>
      {part("paid", property(t("roles.revenue"), <PropertyPicker events={named("paid")} scope="event" value={roles.revenue ? `event.${roles.revenue}` : undefined} allowClear placeholder={t("roles.noProperty")} onChange={(ref) => set({ ...roles, revenue: (ref ?? "").replace(/^event\./, "") })} testid="revenue-property" />))}
      <Part role="journey" guessed={false}><Days label={t("roles.within")} value={roles.journey_days} onChange={(journey_days) => set({ ...roles, journey_days })} testid="journey-days" /></Part>
      <h3>{t("roles.parts.friends")}</h3>
      {part("invite")}
      {part("accepted")}
    </>
  );
}

// The one page that says which events play which part.
export function RolesForm({ view, onDone }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const { message } = App.useApp();
  const [roles, setRoles] = useState<Roles>(() => rolesOf(view));
  const [problem, setProblem] = useState<unknown>();
  const [waiting, setWaiting] = useState(false);
  useEffect(() => setRoles(rolesOf(view)), [view]);
  const run = async (ask: () => Promise<RolesView>) => {
    setWaiting(true);
    setProblem(undefined);
    try {
      onDone(await ask());
      void message.success(t("roles.saved"));
    } catch (error) {
      setProblem(error);
    }
    setWaiting(false);
  };
  const state = view.confirmed ? t("roles.confirmedBy", { who: view.by ?? "", when: words.instant(view.at) }) : t("roles.notYet");
  return (
    <Card className="roles" title={<span className="two-lines"><b>{t("roles.title")}</b><small data-testid="roles-state">{state}</small></span>}
      extra={may("analyst") && <span className="row">
        {view.confirmed && <Button onClick={() => void run(operating.guessAgain)} disabled={waiting} data-testid="guess-again">{t("roles.again")}</Button>}
        <Button type="primary" loading={waiting} onClick={() => void run(() => operating.confirm(roles))} data-testid="confirm-roles">{t(view.confirmed ? "roles.save" : "roles.confirm")}</Button>
      </span>}>
      <p className="meta">{t("roles.lead")}</p>
      {problem !== undefined && <Problem error={problem} />}
      <ConfigProvider componentDisabled={!may("analyst")}><Fields roles={roles} set={setRoles} guessed={!view.confirmed} /></ConfigProvider>
    </Card>
  );
}
