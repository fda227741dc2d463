import { Card, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { layers } from "../../api/layers";
import type { LayerScheme, LayersPreview as Answer, LayerView } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Problem } from "../../components/Problem";
import { useDebounced } from "../../hooks/use_debounced";
import { useLoad, type Loaded } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { classicMap, sumOf } from "../../lib/layers";
import { RfmGrid, RfmLegend } from "./RfmGrid";

// How large the layers would be, asked again a moment after the last change.
export function usePreview(scheme: LayerScheme | undefined): Loaded<Answer> {
  const text = useDebounced(scheme ? JSON.stringify(scheme) : "", 400);
  return useLoad(text || undefined, (signal) => layers.preview(JSON.parse(text) as LayerScheme, signal));
}

function Rows({ layers: rows }: { layers: readonly LayerView[] }) {
  const words = useWords();
  const { chart } = usePreferences();
  const all = sumOf(rows);
  const most = Math.max(1, ...rows.map((one) => one.persons));
  return (
    <ul className="size-rows">
      {rows.map((one, i) => (
        <li key={one.name} data-testid="preview-layer">
          <span>{one.name}</span>
          <i style={{ width: `${(100 * one.persons) / most}%`, background: i === rows.length - 1 ? chart.muted : chart.colors[i % chart.colors.length] }} />
          <b>{words.number(one.persons)}</b><small>{words.percent(all > 0 ? one.persons / all : null)}</small>
        </li>
      ))}
    </ul>
  );
}

export function LayersPreview({ preview, filled, scheme }: { preview: Loaded<Answer>; filled: boolean; scheme: LayerScheme }) {
  const { t } = useTranslation();
  const words = useWords();
  const { data, error, loading } = preview;
  const map = scheme.rfm && (scheme.rfm.map.length > 0 ? scheme.rfm.map : data && classicMap(data.scores));
  return (
    <Card className="preview" title={t("layers.preview")}>
      {!filled && <p className="meta">{t("layers.incomplete")}</p>}
      {error !== undefined && filled ? <Problem error={error} /> : !data ? filled && <Skeleton active paragraph={{ rows: 4 }} /> : (
        <div className={loading ? "waiting" : ""} data-testid="layers-preview" aria-busy={loading}>
          <p className="meta">{t("layers.everyone", { persons: words.number(sumOf(data.layers)) })}</p>
          <Rows layers={data.layers} />
          {scheme.rfm && map && data.scores.length > 0 && scheme.rfm.map.length === 0 && (
            <>
              <h3>{t("layers.rfm.places")}</h3>
              <RfmLegend groups={scheme.rfm.groups} />
              <RfmGrid map={map} groups={scheme.rfm.groups} counts={data.scores} onCell={() => undefined} />
            </>
          )}
        </div>
      )}
    </Card>
  );
}
