import { Button, Card, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { targeting, type PlaybookResponse, type PlayView } from "../../api/targeting";
import { useSession } from "../../app/session";
import { NumberButton } from "../../components/NumberButton";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { editorLink, playOrder } from "../../lib/targeting";
import type { Open } from "./Ranking";

function PlayCard({ play, book, open }: { play: PlayView; book: PlaybookResponse; open: Open }) {
  const { t } = useTranslation();
  const words = useWords();
  const { may } = useSession();
  const name = t(`play.${play.key}.name`, { defaultValue: play.key });
  const why = t(`play.${play.key}.why`, { defaultValue: "" });
  const { filter, persons } = play;
  return (
    <Card size="small" className={`play${filter ? "" : " lacking"}`} data-testid={`play-${play.key}`}>
      <div className="play-head">
        <b>{name}</b>
        {filter && typeof persons === "number" && (persons === 0 ? <span className="meta">{t("targeting.nobody")}</span> : (
          <span className="play-size"><NumberButton text={words.number(persons)} testid="play-persons" onClick={() => open(filter, name)} /><small>{t("targeting.share", { share: words.percent(book.everyone > 0 ? persons / book.everyone : 0) })}</small></span>
        ))}
      </div>
      <p>{why}</p>
      {play.missing.length > 0 && <p className="meta" data-testid="play-missing">{t("targeting.lacks", { roles: play.missing.map((role) => t(`targeting.role.${role}`)).join(", ") })} <Link to="/operating">{t("targeting.toRoles")}</Link></p>}
      {play.missing.length === 0 && !filter && <p className="meta">{t("targeting.tooLittle")}</p>}
      {filter && may("analyst") && <Link to={editorLink(filter, name, why)} data-testid="play-keep"><Button size="small" title={t("targeting.keepHint")} tabIndex={-1}>{t("targeting.keep")}</Button></Link>}
    </Card>
  );
}

// Segments worth having, found by rules.
export function Playbook({ open }: { open: Open }) {
  const { t } = useTranslation();
  const words = useWords();
  const { data, error, reload } = useLoad("playbook", (signal) => targeting.playbook(signal));
  if (error !== undefined) return <Problem error={error} onRetry={reload} />;
  if (!data) return <Card><Skeleton active /></Card>;
  return (
    <>
      <p className="meta">
        {t("targeting.playbookHint")}
        {typeof data.high_value === "number" && ` ${t("targeting.facts", { value: words.number(data.high_value, 0) })}`}
        {data.top_category && ` ${t("targeting.factCategory", { category: data.top_category })}`}
      </p>
      <div className="plays" data-testid="playbook">{playOrder(data.plays).map((play) => <PlayCard key={play.key} play={play} book={data} open={open} />)}</div>
    </>
  );
}
