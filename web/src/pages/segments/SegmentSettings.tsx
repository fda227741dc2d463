import { Checkbox, InputNumber, Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Refresh, SegmentParts } from "../../api/types";
import { PropertyPicker } from "../../components/PropertyPicker";

const refreshes: Refresh[] = ["daily", "hourly", "live", "manual"];

interface Props {
  parts: SegmentParts;
  fresh: boolean; // the kind of a saved segment stays
  onChange: (parts: SegmentParts) => void;
}

// What a segment is beside its conditions: its kind, when its size is kept, how many it takes.
export function SegmentSettings({ parts, fresh, onChange }: Props) {
  const { t } = useTranslation();
  const { kind, schedule, cap } = parts;
  const set = (change: Partial<SegmentParts>) => onChange({ ...parts, ...change });
  const { cap: _, ...uncapped } = parts;
  return (
    <div className="settings">
      {fresh && <Segmented value={kind} onChange={(value) => set({ kind: value })} options={(["dynamic", "fixed"] as const).map((value) => ({ value, label: <span data-testid={`kind-${value}`}>{t(`members.kinds.${value}`)}</span> }))} />}
      <p className="meta">{t(`members.kindHint.${kind}`)}</p>
      {kind === "dynamic" && (
        <>
          <label className="row">{t("members.refresh")}
            <Select value={schedule.refresh} onChange={(refresh) => { const next = { ...schedule, refresh }; onChange(refresh === "live" ? { ...uncapped, schedule: next } : { ...parts, schedule: next }); }} data-testid="segment-refresh"
              options={refreshes.map((value) => ({ value, label: t(`jobs.refreshes.${value}`) }))} popupMatchSelectWidth={false} />
          </label>
          {schedule.refresh === "daily" && <label className="row">{t("members.hour")}<InputNumber min={0} max={23} value={schedule.hour} onChange={(hour) => set({ schedule: { ...schedule, hour: hour ?? 3 } })} addonAfter=":00" className="narrow" /></label>}
          {schedule.refresh !== "live" && (
            <span className="row">
              <Checkbox checked={cap !== undefined} onChange={(e) => (e.target.checked ? set({ cap: { size: 1000, trait: "", lowest_first: false } }) : onChange(uncapped))}>{t("members.capped")}</Checkbox>
              {cap && (
                <>
                  <InputNumber min={1} value={cap.size} onChange={(size) => set({ cap: { ...cap, size: size ?? 1 } })} aria-label={t("members.capped")} />
                  {t("members.capOf")}, {t("members.capBy")}
                  <Select value={cap.trait === "" ? "lot" : "trait"} onChange={(by) => set({ cap: { ...cap, trait: by === "lot" ? "" : cap.trait || "age" } })} options={[{ value: "lot", label: t("members.byLot") }, { value: "trait", label: t("members.byTrait") }]} />
                  {cap.trait !== "" && (
                    <>
                      <PropertyPicker events={[]} scope="person" value={`person.${cap.trait}`} onChange={(ref) => set({ cap: { ...cap, trait: ref?.replace(/^person\./, "") || "age" } })} />
                      <Select value={cap.lowest_first} onChange={(lowest_first) => set({ cap: { ...cap, lowest_first } })} options={[{ value: false, label: t("members.highest") }, { value: true, label: t("members.lowest") }]} />
                    </>
                  )}
                </>
              )}
            </span>
          )}
          {schedule.refresh === "live" && <p className="meta">{t("members.liveHint")}</p>}
        </>
      )}
    </div>
  );
}
