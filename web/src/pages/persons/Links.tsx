import { Button, Card } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { PersonView } from "../../api/types";
import { useSession } from "../../app/session";
import { UndoLink } from "../../components/UndoLink";
import { useWords } from "../../hooks/use_words";
import { MergeDialog } from "./MergeDialog";

// How this person came together, and ways to add to it or take it back.
export function Links({ view, onChange }: { view: PersonView; onChange: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const [merging, setMerging] = useState(false);
  const links = view.links.filter((link) => link.kind !== "undo").slice(0, 8);
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
            <UndoLink link={link} onDone={onChange} />
          </li>
        ))}
      </ul>
      {view.links.length > 0 && <Link className="all-links" to={`/links?person=${view.summary.person}`} data-testid="all-links">{t("links.ofPerson")}</Link>}
      <MergeDialog open={merging} view={view} onClose={() => setMerging(false)} onDone={onChange} />
    </Card>
  );
}
