import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { Channel, TemplateView, Variant } from "../../api/engage";
import { ChannelField } from "../../components/channel/ChannelField";
import { useWords } from "../../hooks/use_words";
import { mostVariants, shareOf, withVariant } from "../../lib/campaigns";
import { channelFacts, fitVariants } from "../../lib/channels";
import type { SectionProps } from "./CampaignForm";
import { Section } from "./Section";
import { WinnerFields } from "./WinnerFields";

interface VariantsProps { variants: Variant[]; channel: Channel; templates: TemplateView[]; onChange: (variants: Variant[]) => void }

// One template, or several that are tried against each other.
function Variants({ variants, channel, templates, onChange }: VariantsProps) {
  const { t } = useTranslation();
  const words = useWords();
  const set = (index: number, part: Partial<Variant>) => onChange(variants.map((old, i) => (i === index ? { ...old, ...part } : old)));
  const options = templates.filter((one) => one.channel === channel).map((one) => ({ value: one.id, label: one.name }));
  return (
    <>
      {options.length === 0 && <p className="meta">{t("campaigns.content.none")} <Link to={`/templates/new?channel=${channel}`}>{t("templates.new")}</Link></p>}
      {variants.map((variant, i) => (
        <div key={variant.name} className="variant-line" data-testid="variant">
          {variants.length > 1 && <span className="badge">{variant.name}</span>}
          <Select showSearch optionFilterProp="label" className="variant-template" value={(variant.message || null) as string} options={options} placeholder={t("campaigns.content.choose")} onChange={(message: string) => set(i, { message })} aria-label={t("campaigns.content.template")} data-testid="variant-template" />
          {variant.message && <Link to={`/templates/${variant.message}`} target="_blank" aria-label={t("campaigns.content.open")} title={t("campaigns.content.open")}><EditOutlined /></Link>}
          {variants.length > 1 && (
            <>
              <InputNumber className="count" min={1} max={1000} precision={0} value={variant.weight} onChange={(n) => set(i, { weight: n ?? 100 })} aria-label={t("campaigns.content.weight")} title={t("campaigns.content.weight")} />
              <span className="meta variant-share">{words.percent(shareOf(variant, variants), 0)}</span>
              <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("campaigns.content.remove")} onClick={() => onChange(variants.filter((_, j) => j !== i))} data-testid="remove-variant" />
            </>
          )}
        </div>
      ))}
      {variants.length < mostVariants && <Button type="dashed" size="small" className="add" icon={<PlusOutlined />} onClick={() => onChange(withVariant(variants))} data-testid="add-variant">{t("campaigns.content.add")}</Button>}
    </>
  );
}

interface WhatProps extends VariantsProps { ready: readonly Channel[]; onChannel: (channel: Channel, variants: Variant[]) => void }

// By what it is sent, and what. Templates of another channel go when the channel is changed.
export function ChannelAndContent({ ready, onChannel, ...what }: WhatProps) {
  const { t } = useTranslation();
  const { channel, variants, templates } = what;
  return (
    <>
      <ChannelField value={channel} ready={ready} onChange={(next) => onChannel(next, fitVariants(variants, next, templates))} />
      {channelFacts[channel].family === "robot" && <p className="meta">{t("channels.oneForEach")}</p>}
      <Variants {...what} />
    </>
  );
}

interface ContentProps extends SectionProps { templates: TemplateView[]; ready: readonly Channel[]; winnerProblem: string | undefined }

// What is sent.
export function ContentSection({ body, change, templates, ready, problem, winnerProblem }: ContentProps) {
  const { t } = useTranslation();
  const { variants, channel } = body;
  return (
    <Section title={t("campaigns.content.title")} {...(variants.length > 1 ? { lead: t(body.winner ? "campaigns.winner.lead" : "campaigns.content.lead") } : {})} problem={problem} testid="section-content">
      <ChannelAndContent variants={variants} channel={channel} templates={templates} ready={ready} onChange={(next) => change({ variants: next })} onChannel={(to, fitting) => change({ channel: to, variants: fitting })} />
      <WinnerFields body={body} change={change} problem={winnerProblem} />
    </Section>
  );
}
