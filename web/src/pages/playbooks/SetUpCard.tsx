import { CheckCircleOutlined, PlusCircleOutlined } from "@ant-design/icons";
import { Alert, App, Button, Card } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { api } from "../../api/client";
import { templates } from "../../api/engage";
import { journeys } from "../../api/journeys";
import { useSchema } from "../../app/schema";
import { useSession } from "../../app/session";
import { sayProblem } from "../../components/Problem";
import { planOf, unsaidOf } from "../../lib/playbooks/build";
import type { Playbook, Setting } from "../../lib/playbooks/playbook";
import { partsOf, setUp, type Maker, type Outcome, type Part, type PartKind } from "../../lib/playbooks/set_up";
import { things as thingsNow, useThings } from "./use_things";
import { useTongues } from "./use_tongues";

const maker: Maker = { template: templates.create, segment: api.createSegment, journey: journeys.create };
const pageOf: Record<PartKind, string> = { template: "/templates", segment: "/segments", journey: "/journeys" };

// What will be made, and what is there and will be used.
function Parts({ parts }: { parts: readonly Part[] }) {
  const { t } = useTranslation();
  return (
    <ul className="playbook-parts">
      {parts.map(({ kind, name, there }) => (
        <li key={`${kind} ${name}`} className={there ? "there" : ""} data-testid={`part-${kind}`} data-there={there !== undefined}>
          {there ? <CheckCircleOutlined aria-hidden /> : <PlusCircleOutlined aria-hidden />}
          <span>{t(`playbooks.kind.${kind}`)} {there ? <Link to={`${pageOf[kind]}/${there.id}`}>{there.name}</Link> : <b>{name}</b>}{there && <small>{t("playbooks.willUse")}</small>}</span>
        </li>
      ))}
    </ul>
  );
}

function Failed({ outcome: { made, failed }, parts }: { outcome: Outcome; parts: readonly Part[] }) {
  const { t } = useTranslation();
  if (!failed) return null;
  const said = sayProblem(failed.error, t);
  const listed = (names: string[]) => names.join(", ") || "–";
  const done = made.map((one) => one.name);
  return (
    <Alert type="error" showIcon message={t("playbooks.failed", { name: failed.name })} data-testid="set-up-failed"
      description={<>{said.title}{said.detail && `: ${said.detail}`}<br />{t("playbooks.made")}: {listed(done)}<br />{t("playbooks.notMade")}: {listed(parts.filter((one) => !one.there && !done.includes(one.name)).map((one) => one.name))}</>} />
  );
}

export function SetUpCard({ playbook, setting }: { playbook: Playbook; setting: Setting }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { reloadSegments } = useSchema();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const tongues = useTongues();
  const { data: things, reload } = useThings();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ of: Outcome; parts: Part[] }>();
  const plan = planOf(playbook, setting, tongues);
  const parts = things && partsOf(plan, things);
  const there = parts?.at(-1)?.there;
  const unsaid = unsaidOf(playbook, setting);
  const go = async () => {
    setBusy(true);
    setOutcome(undefined);
    try {
      const now = await thingsNow();
      const of = await setUp(plan, now, maker);
      if (of.made.some((one) => one.kind === "segment")) reloadSegments();
      if (of.made.some((one) => one.kind === "journey") && of.journey) {
        void message.success(`${t("playbooks.made")}: ${of.journey.name}`);
        navigate(`/journeys/${of.journey.id}`);
        return;
      }
      setOutcome({ of, parts: partsOf(plan, now) });
    } catch (error) {
      setOutcome({ of: { made: [], failed: { name: plan.journey.names[0]!, error } }, parts: parts ?? [] });
    }
    setBusy(false);
    reload();
  };
  return (
    <Card className="builder playbook-set-up" title={t("playbooks.setUp")}>
      {there ? <Alert type="success" showIcon message={t("playbooks.exists")} action={<Link to={`/journeys/${there.id}`} data-testid="playbook-open">{t("playbooks.open")}</Link>} data-testid="playbook-exists" /> : <p className="meta">{t("playbooks.setUpHint")}</p>}
      {parts && !there && <h3 className="card-part">{t("playbooks.parts")}</h3>}
      {parts && <Parts parts={parts} />}
      {outcome && <Failed outcome={outcome.of} parts={outcome.parts} />}
      {!there && (may("analyst") ? (
        <>
          {unsaid && <p className="field-problem" data-testid="playbook-unsaid">{t(`playbooks.unsaid.${unsaid}`)}</p>}
          <Button type="primary" size="large" block disabled={unsaid !== undefined || !things} loading={busy} onClick={() => void go()} data-testid="set-up">{t(outcome?.of.failed ? "playbooks.again" : "playbooks.setUp")}</Button>
        </>
      ) : <p className="meta">{t("playbooks.viewer")}</p>)}
    </Card>
  );
}
