import { PlusOutlined } from "@ant-design/icons";
import { Button, Card } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { layers } from "../../api/layers";
import type { LayersView } from "../../api/types";
import { useSession } from "../../app/session";
import { Page } from "../../components/Page";
import { PersonsDrawer } from "../../components/PersonsDrawer";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { inLayer } from "../../lib/layers";
import { KindCards } from "./KindCards";
import { LayerBar } from "./LayerBar";

export default function Layers() {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const { may } = useSession();
  const [picked, setPicked] = useState<{ scheme: LayersView; layer: string }>();
  const { data, error, loading, reload } = useLoad("layers", layers.list);
  const make = may("analyst") && <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate("/layers/new")} data-testid="new-layers">{t("layers.new")}</Button>;
  const none = data?.schemes.length === 0;
  return (
    <Page title={t("layers.title")} extra={make}>
      {error !== undefined && <Problem error={error} onRetry={reload} />}
      {none ? (
        <Card>
          <div className="empty teach" data-testid="empty"><b>{t("layers.empty")}</b><span>{t("layers.emptyHint")}</span></div>
          <KindCards onPick={(kind) => navigate(`/layers/new?kind=${kind}`)} />
        </Card>
      ) : error === undefined && (
        <div className={loading ? "stack waiting" : "stack"}>
          {data?.schemes.map((scheme) => (
            <Card key={scheme.id} size="small" className="layer-card">
              <div className="layer-card-head">
                <Link to={`/layers/${scheme.id}`} className="two-lines" data-testid="layers-link"><b>{scheme.name}</b><small>{t(`layers.kind.${scheme.kind}`)}{scheme.description && ` · ${scheme.description}`}</small></Link>
                <span className="meta">{scheme.computed ? t("layers.computedAt", { when: words.instant(scheme.computed) }) : t("layers.asOfNow")}</span>
              </div>
              {scheme.problem ? <span className="field-problem">{scheme.problem.detail}</span> : <LayerBar layers={scheme.layers} onPick={(layer) => setPicked({ scheme, layer })} />}
            </Card>
          ))}
        </div>
      )}
      <PersonsDrawer analysis="segment" question={{ filter: picked ? inLayer(picked.scheme.id, picked.layer) : {} }} drill={picked && { cell: { others: false }, title: `${picked.scheme.name} · ${picked.layer}` }} onClose={() => setPicked(undefined)} />
    </Page>
  );
}
