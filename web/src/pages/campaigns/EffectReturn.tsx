import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { api } from "../../api/client";
import { sending } from "../../api/engage";
import type { EffectGroup, EffectQuestion } from "../../api/types";
import { useLoad } from "../../hooks/use_load";
import { useWords } from "../../hooks/use_words";
import { returnOf, spentOn, type Return, type Spent } from "../../lib/effect_return";

interface Asked { question: EffectQuestion; turn: string }

// What was spent: the messages by channel, and the rules' prices. Nothing where that cannot be asked.
function useSpent({ question, turn }: Asked): Spent | undefined {
  const byChannel: EffectQuestion = { ...question, by: "channel" };
  return useLoad(`${turn} ${JSON.stringify(byChannel)}`, async (signal) => {
    const { costs } = await sending.rules(signal);
    return spentOn((await api.ask("effect", byChannel, signal)).answer.groups, costs);
  }).data;
}

function Roi({ found }: { found: Return }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div data-testid="effect-roi">
      <span>{t("effect.return.roi")}</span><b>{words.percent(found.roi, 0)}</b>
      {found.low !== undefined && <small>{t("effect.return.interval", { low: words.percent(found.low, 0), high: words.percent(found.high, 0) })}</small>}
    </div>
  );
}

// What the messages cost, and what came back for it.
export function EffectReturn({ group, ...asked }: Asked & { group: EffectGroup }) {
  const { t } = useTranslation();
  const words = useWords();
  const spent = useSpent(asked);
  if (!spent || group.messages === 0) return null;
  const found = returnOf(group.uplift, spent);
  const channels = spent.unpriced.map((one) => t(`channel.${one}`, { defaultValue: words.label(one) })).join(t("effect.return.comma"));
  return (
    <>
      {spent.unpriced.length === 0 && (
        <div className="numbers returned">
          <div data-testid="effect-cost"><span>{t("effect.return.cost")}</span><b>{words.number(spent.cost, 2)}</b><small>{t("effect.return.messages", { count: group.messages, replace: { count: words.number(group.messages) } })}</small></div>
          {found && <Roi found={found} />}
        </div>
      )}
      {spent.unpriced.length > 0 && <p className="meta" data-testid="effect-unpriced">{t("effect.return.unpriced", { channels })} <Link to="/sending">{t("effect.return.price")}</Link></p>}
    </>
  );
}
