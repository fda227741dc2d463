import { Button, Popconfirm, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { journeys, type JourneyAct, type JourneyView } from "../../api/journeys";
import { actsOf, mayDelete, mayEdit } from "../../lib/journeys";
import { useAct } from "../campaigns/use_act";
import { JourneyStart } from "./JourneyStart";

const popup = { root: { maxWidth: 320 } };

// What can be done with a journey in its phase.
export function JourneyTools({ journey, onChanged }: { journey: JourneyView; onChanged: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { busy, act, say } = useAct("journeys", onChanged);
  const [starting, setStarting] = useState<"start" | "approve">();
  const go = (what: JourneyAct) => act(what, () => journeys.act(journey.id, what));
  const clone = () => act("clone", async () => {
    const made = await journeys.act(journey.id, "clone");
    navigate(`/journeys/${made.id}`);
  }, () => undefined);
  const button = (what: JourneyAct) => {
    const shared = { loading: busy === what, "data-testid": `act-${what}` };
    const again = what === "start" && journey.phase === "ended";
    const text = t(`journeys.act.${again ? "again" : what}`);
    if (what === "start" || what === "approve") return <Button key={what} type={again ? "default" : "primary"} {...shared} onClick={() => setStarting(what)}>{text}…</Button>;
    if (what === "clone") return <Button key={what} {...shared} onClick={() => void clone()}>{text}</Button>;
    if (what === "stop") return <Popconfirm key={what} title={t("journeys.confirmStop")} okText={text} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => go(what)} styles={popup}><Button danger {...shared}>{text}</Button></Popconfirm>;
    if (what === "publish") return <Popconfirm key={what} title={t("journeys.confirmPublish")} okText={text} cancelText={t("common.cancel")} onConfirm={() => go(what)} styles={popup}><Button type="primary" {...shared}>{text}</Button></Popconfirm>;
    return <Button key={what} {...(what === "resume" ? { type: "primary" as const } : {})} {...shared} onClick={() => void go(what)}>{text}</Button>;
  };
  return (
    <Space wrap>
      {mayEdit(journey.phase) && <Button onClick={() => navigate(`/journeys/${journey.id}/edit`)} data-testid="edit-journey">{t("common.edit")}</Button>}
      {mayDelete(journey) && (
        <Popconfirm title={t("journeys.confirmDelete", { name: journey.name })} okText={t("common.delete")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => act("remove", () => journeys.remove(journey.id), () => navigate("/journeys"))}>
          <Button danger loading={busy === "remove"} data-testid="delete-journey">{t("common.delete")}</Button>
        </Popconfirm>
      )}
      {actsOf(journey).map(button)}
      {starting && <JourneyStart journey={journey} act={starting} onClose={() => setStarting(undefined)} onDone={() => { setStarting(undefined); say(starting); onChanged(); }} />}
    </Space>
  );
}
