import { Cascader } from "antd";
import { useTranslation } from "react-i18next";
import { layers } from "../../api/layers";
import { useLoad } from "../../hooks/use_load";
import type { LayerForm } from "../../lib/filter";

// A scheme and one of its layers, by their names.
export function LayerLeafEditor({ value, onChange }: { value: LayerForm; onChange: (form: LayerForm) => void }) {
  const { t } = useTranslation();
  const { data, loading } = useLoad("layers", layers.list);
  const options = (data?.schemes ?? []).map((scheme) => ({ value: scheme.id, label: scheme.name, children: scheme.layers.map((one) => ({ value: one.name, label: one.name })) }));
  return (
    <div className="did-line">
      <b>{t("filter.layer")}</b>
      <Cascader className="value wide" options={options} loading={loading} showSearch allowClear={false} placeholder={t("filter.chooseLayer")} aria-label={t("filter.chooseLayer")} data-testid="layer-leaf"
        value={value.scheme ? [value.scheme, value.layer] : []} displayRender={(labels) => labels.join(" · ")} onChange={(path) => onChange({ ...value, scheme: String(path[0] ?? ""), layer: String(path[1] ?? "") })} />
    </div>
  );
}
