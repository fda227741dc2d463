import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { Rehearsal } from "../../api/engage";
import { useWords } from "../../hooks/use_words";
import { rehearsalParts, sayRehearsal, sayRehearsalPart } from "../../lib/campaigns";
import { PartLine, PartsBar } from "./PartsBar";

// A rehearsal as a bar and a list; what the contents lack, with a person to look at.
export function RehearsalShown({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation();
  const words = useWords();
  const parts = rehearsalParts(rehearsal);
  const tried = rehearsal.sent.filter((one) => one.variant !== "");
  const say = (part: (typeof parts)[number]) => sayRehearsalPart(part, t, words.number);
  return (
    <div className="stack rehearsal">
      <p className="meta">{t("campaigns.rehearsal.of", { count: rehearsal.audience, replace: { count: words.number(rehearsal.audience) } })}</p>
      <PartsBar pieces={parts.map((one) => ({ ...one, title: say(one) }))} label={sayRehearsal(rehearsal, t, words.number)} />
      <ul className="part-list">
        {parts.map((one) => <PartLine key={one.key} tone={one.tone}><span data-testid={`rehearsal-${one.key.replace(" ", "-")}`}>{say(one)}</span></PartLine>)}
      </ul>
      {rehearsal.problem !== "" && <Alert type="error" showIcon message={t("campaigns.rehearsal.problem")} description={rehearsal.problem} />}
      {tried.length > 1 && <p className="meta">{t("campaigns.rehearsal.variants")} {tried.map((one) => `${one.variant}: ${words.number(one.persons)}`).join(" · ")}</p>}
      {rehearsal.best_time && <p className="meta" data-testid="rehearsal-best">{t("campaigns.rehearsal.best", { own: words.number(rehearsal.best_time.own), population: words.number(rehearsal.best_time.population), campaign: words.number(rehearsal.best_time.campaign) })}</p>}
      {rehearsal.missing.length > 0 && (
        <div>
          <h3 className="card-part">{t("campaigns.rehearsal.missing")}</h3>
          <ul className="part-list">
            {rehearsal.missing.map((one) => (
              <li key={one.variable}><code className="inline-code">{one.variable}</code> <span>{t("campaigns.rehearsal.lacks", { count: one.persons, replace: { count: words.number(one.persons) } })}</span> <Link to={`/persons/${one.example}`} target="_blank">{t("campaigns.rehearsal.example")}</Link></li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
