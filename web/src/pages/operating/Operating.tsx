import { Alert, Button, Card, Segmented, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { operating } from "../../api/operating";
import type { AnalysisName, Analyses, RolesView } from "../../api/types";
import { useSession } from "../../app/session";
import { Page } from "../../components/Page";
import { PersonsDrawer } from "../../components/PersonsDrawer";
import { Problem } from "../../components/Problem";
import { RangePicker } from "../../components/RangePicker";
import { useLoad } from "../../hooks/use_load";
import { addressFrom, addressTo, matchRoles, type OperatingAddress, type OperatingTab } from "../../lib/operating";
import { Aarrr } from "./Aarrr";
import { Cspdd } from "./Cspdd";
import { RolesForm } from "./RolesForm";
import { useOperating, type Behind } from "./use_operating";

type Any = Analyses[AnalysisName];

// The persons behind any number of the board.
function Persons({ behind, onClose }: { behind: Behind | undefined; onClose: () => void }) {
  const [last, setLast] = useState<Behind>();
  useEffect(() => {
    if (behind) setLast(behind);
  }, [behind]);
  const shown = behind ?? last;
  if (!shown) return null;
  return <PersonsDrawer analysis={shown.asked.analysis} question={shown.asked.question as unknown as Any["question"]} drill={behind && { cell: behind.cell as Any["cell"], title: behind.title }} onClose={onClose} />;
}

interface ShownProps {
  address: OperatingAddress;
  go: (part: Partial<OperatingAddress>) => void;
  roles: RolesView;
}

function Board({ address, go, roles }: ShownProps) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [behind, setBehind] = useState<Behind>();
  const model = address.tab === "roles" ? undefined : address.tab;
  const { data, error, loading, reload } = useOperating(model, address.range, JSON.stringify(roles));
  const map = () => go({ tab: "roles" });
  const mapping = may("analyst") && <Button onClick={map} data-testid="map-cspdd">{t("operating.map")}</Button>;
  if (error !== undefined) return <Problem error={error} onRetry={reload} />;
  if (!data) return <Card><Skeleton active paragraph={{ rows: 10 }} /></Card>;
  return (
    <div className={loading ? "answer waiting" : "answer"} data-testid="operating" aria-busy={loading}>
      {address.tab === "aarrr" ? <Aarrr board={data} roles={roles} open={setBehind} onMap={map} />
        : <Cspdd board={data} roles={roles} by={address.by} setBy={(by) => go({ by })} open={setBehind} missing={mapping} />}
      <Persons behind={behind} onClose={() => setBehind(undefined)} />
    </div>
  );
}

export default function Operating() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [parameters, setParameters] = useSearchParams();
  const address = addressFrom(parameters);
  const go = (part: Partial<OperatingAddress>) => setParameters(addressTo({ ...address, ...part }));
  const { data: loaded, error, reload } = useLoad("roles", operating.roles);
  const [changed, setChanged] = useState<RolesView>();
  const roles = changed ?? loaded;
  const tabs = (["aarrr", "cspdd", "roles"] as const).map((tab) => ({ value: tab, label: <span data-testid={`tab-${tab}`}>{t(`operating.${tab}`)}</span> }));
  const extra = (
    <span className="row operating-tools">
      <Segmented<OperatingTab> value={address.tab} onChange={(tab) => go({ tab })} options={tabs} />
      {address.tab !== "roles" && <RangePicker value={address.range} onChange={(range) => go({ range })} testid="operating-range" />}
    </span>
  );
  return (
    <Page title={t("operating.title")} extra={extra}>
      {error !== undefined ? <Problem error={error} onRetry={reload} /> : !roles ? <Card><Skeleton active paragraph={{ rows: 10 }} /></Card> : (
        <>
          {address.tab !== "roles" && <p className="lead">{t(`operating.lead.${address.tab}`)}</p>}
          {!roles.confirmed && address.tab !== "roles" && matchRoles.some((role) => roles[role]) && (
            <Alert type="info" showIcon message={t("operating.guessed")} action={may("analyst") && <Button size="small" onClick={() => go({ tab: "roles" })} data-testid="check-roles">{t("operating.check")}</Button>} className="notice" data-testid="guessed" />
          )}
          {address.tab === "roles" ? <RolesForm view={roles} onDone={setChanged} /> : <Board key={address.tab} address={address} go={go} roles={roles} />}
        </>
      )}
    </Page>
  );
}
