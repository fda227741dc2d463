import { App, Button, Card, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import type { LinkView, PersonView } from "../../api/types";
import { useSession } from "../../app/session";
import { sayProblem } from "../../components/Problem";
import { useWords } from "../../hooks/use_words";
import { MergeDialog } from "./MergeDialog";

// How this person came together, and ways to add to it or take it back.
export function Links({ view, onChange }: { view: PersonView; onChange: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const { message } = App.useApp();
  const [merging, setMerging] = useState(false);
  const undo = (link: LinkView) => api.undoLink(link.id).then(onChange, (error: unknown) => {
    const said = sayProblem(error, t);
    void message.error(said.detail || said.title);
  });
  const links = view.links.filter((link) => link.kind !== "undo");
  return (
    <Card title={t("persons.merges")} size="small" extra={may("analyst") && <Button size="small" onClick={() => setMerging(true)} data-testid="merge">{t("persons.merge")}</Button>}>
      {links.length === 0 && <p className="meta">{t("persons.noMerges")}</p>}
      <ul className="links">
        {links.map((link) => (
          <li key={link.id} className={link.undone ? "undone" : ""}>
            <div>
              <span className="id">{link.from.value}</span> <em>{t(`persons.link.${link.kind}`)}</em> <span className="id">{link.into.value}</span>
              <small>{words.instant(link.at)}{link.kind === "merge" && link.why && ` · ${link.why}`}</small>
            </div>
            {link.undone ? <Tag bordered={false}>{t("persons.undone")}</Tag> : may("analyst") && (
              <Popconfirm title={t("persons.confirmUndo")} okText={t("persons.undo")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => undo(link)} styles={{ root: { maxWidth: 320 } }}>
                <Button size="small" type="text" danger>{t("persons.undo")}</Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
      <MergeDialog open={merging} view={view} onClose={() => setMerging(false)} onDone={onChange} />
    </Card>
  );
}
