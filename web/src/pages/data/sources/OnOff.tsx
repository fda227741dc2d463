import { Modal, Switch, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Protocol } from "../../../api/sources";
import { useSession } from "../../../app/session";
import { switched } from "../../../lib/sources";
import { useSourceChange } from "./use_source_change";

// Whether a protocol is taken at all. Switching it off loses events, so that is asked first.
export function OnOff({ protocol, off, onChanged }: { protocol: Protocol; off: boolean; onChanged: () => void }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { busy, change } = useSourceChange(onChanged);
  const [asking, setAsking] = useState(false);
  const name = t(`sources.name.${protocol}`);
  const turn = (on: boolean) => change((settings) => switched(settings, protocol, on), t(on ? "sources.isOn" : "sources.isOff", { name }));
  const turnOff = () => turn(false).then(() => setAsking(false));
  return (
    <>
      <Tooltip title={may("owner") ? undefined : t("sources.onlyOwner")}>
        <Switch size="small" checked={!off} disabled={!may("owner")} loading={busy && !asking} aria-label={t("sources.switch", { name })} onChange={(on) => (on ? void turn(true) : setAsking(true))} data-testid={`switch-${protocol}`} />
      </Tooltip>
      <Modal open={asking} title={t("sources.offTitle", { name })} okText={t("sources.switchOff")} cancelText={t("common.cancel")} onCancel={() => setAsking(false)} onOk={() => void turnOff()} confirmLoading={busy}
        okButtonProps={{ danger: true, "data-testid": "switch-off-go" }} destroyOnHidden>
        <p data-testid="switch-off-says">{t("sources.offText", { name })}</p>
      </Modal>
    </>
  );
}
