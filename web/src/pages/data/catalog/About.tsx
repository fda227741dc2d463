import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CatalogEvent } from "../../../api/catalog";
import { useSession } from "../../../app/session";
import { useEntryChange } from "./use_entry_change";

// Who answers for the event, and what it means.
export function About({ event, onChanged }: { event: CatalogEvent; onChanged: () => void }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { busy, change } = useEntryChange(onChanged);
  const [owner, setOwner] = useState(event.owner);
  const [description, setDescription] = useState(event.description);
  const changed = owner.trim() !== event.owner || description.trim() !== event.description;
  const save = () => change([event.name], (entry) => ({ ...entry, owner: owner.trim(), description: description.trim() }), t("catalog.saved"));
  return (
    <section className="source-part" data-testid="about">
      <h3>{t("catalog.about")}</h3>
      <label className="event-field"><span>{t("catalog.column.owner")}</span><Input value={owner} maxLength={200} disabled={!may("analyst")} placeholder={t("catalog.ownerHint")} onChange={(e) => setOwner(e.target.value)} data-testid="event-owner" /></label>
      <label className="event-field"><span>{t("common.description")}</span><Input.TextArea value={description} maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} disabled={!may("analyst")} placeholder={t("catalog.descriptionHint")} onChange={(e) => setDescription(e.target.value)} data-testid="event-description" /></label>
      {changed && <div className="row"><Button type="primary" size="small" loading={busy} onClick={() => void save()} data-testid="about-save">{t("common.save")}</Button><Button size="small" onClick={() => { setOwner(event.owner); setDescription(event.description); }}>{t("catalog.undo")}</Button></div>}
    </section>
  );
}
