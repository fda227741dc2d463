import { Card } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { CampaignView, SendingRulesView, TemplateView } from "../../api/engage";
import { ChannelName } from "../../components/channel/ChannelName";
import { RuleWords } from "../../components/filter/RuleWords";
import { useMatchName } from "../../hooks/use_match_name";
import { useWords } from "../../hooks/use_words";
import { sayTiming, shareOf } from "../../lib/campaigns";
import { sayGoal } from "../../lib/effect";
import { formFromFilter } from "../../lib/filter";
import { sayDuration } from "../../lib/window";
import { sayWinner } from "../../lib/winner";

// What the campaign is, in sentences.
export function CampaignFacts({ campaign, templates, rules }: { campaign: CampaignView; templates: TemplateView[]; rules: SendingRulesView | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  const nameOf = useMatchName();
  const { variants, goal, trigger, winner } = campaign;
  const topic = rules?.topics.find((one) => one.id === campaign.topic)?.name ?? campaign.topic;
  return (
    <Card title={t("campaigns.facts")} data-testid="campaign-facts">
      <dl className="campaign-facts">
        {campaign.description && <div><dt>{t("common.description")}</dt><dd>{campaign.description}</dd></div>}
        <div><dt>{t("campaigns.audience.title")}</dt><dd><RuleWords form={formFromFilter(campaign.audience)} /></dd></div>
        <div><dt>{t("channels.one")}</dt><dd><ChannelName channel={campaign.channel} testid="campaign-channel" /></dd></div>
        <div><dt>{t("campaigns.content.title")}</dt><dd>{variants.map((one) => <div key={one.name}>{variants.length > 1 && <b>{one.name} {words.percent(shareOf(one, variants), 0)} </b>}<Link to={`/templates/${one.message}`}>{templates.find((template) => template.id === one.message)?.name ?? t("campaigns.content.gone")}</Link></div>)}{winner && <p className="meta" data-testid="fact-winner">{sayWinner(winner, variants, t)}</p>}</dd></div>
        <div><dt>{t("campaigns.timing.title")}</dt><dd>{trigger ? t("campaigns.trigger.says", { event: nameOf(trigger.event), delay: sayDuration(trigger.delay, t), again: sayDuration(trigger.again, t) }) : sayTiming(campaign.timing, t, words.instant)}{campaign.phase === "active" && campaign.next && <> · {t("campaigns.next")} {words.instant(campaign.next)}</>}</dd></div>
        {!campaign.transactional && <div><dt>{t("campaigns.measure.holdout")}</dt><dd>{words.number(campaign.holdout_percent)} %</dd></div>}
        <div><dt>{t("campaigns.measure.goal")}</dt><dd>{sayGoal(goal, t, nameOf)}</dd></div>
        {(campaign.topic || campaign.transactional) && <div><dt>{t("campaigns.rules.topic")}</dt><dd>{campaign.transactional ? t("campaigns.rules.transactional") : topic}</dd></div>}
        <div><dt>{t("tags.owner")}</dt><dd>{campaign.owner}</dd></div>
      </dl>
    </Card>
  );
}
