import { ApartmentOutlined, CrownOutlined, DollarOutlined, HeartOutlined, SyncOutlined, ThunderboltOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { LayerKind } from "../../api/types";
import { layerKinds } from "../../lib/layers";

const icons: Record<LayerKind, React.ReactNode> = { value: <DollarOutlined />, activity: <ThunderboltOutlined />, lifecycle: <SyncOutlined />, rfm: <CrownOutlined />, interest: <HeartOutlined />, custom: <ApartmentOutlined /> };

// The six ways to layer, and what each is for.
export function KindCards({ value, onPick }: { value?: LayerKind; onPick: (kind: LayerKind) => void }) {
  const { t } = useTranslation();
  return (
    <div className="kind-cards">
      {layerKinds.map((kind) => (
        <button key={kind} type="button" className={kind === value ? "kind-card chosen" : "kind-card"} aria-pressed={kind === value} onClick={() => onPick(kind)} data-testid={`kind-${kind}`}>
          <b>{icons[kind]} {t(`layers.kind.${kind}`)}</b>
          <span>{t(`layers.about.${kind}`)}</span>
        </button>
      ))}
    </div>
  );
}
