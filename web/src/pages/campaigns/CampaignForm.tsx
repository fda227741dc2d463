import { ArrowLeftOutlined } from "@ant-design/icons";
import { App, Button, Card, Input, Space, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router-dom";
import { ApiError } from "../../api/client";
import { campaigns, type CampaignBody, type SendingRulesView, type TemplateView } from "../../api/engage";
import { Page } from "../../components/Page";
import { changed, lackOf } from "../../lib/campaigns";
import { asGroup, filterFromForm, formFromFilter, isComplete, type GroupForm } from "../../lib/filter";
import { AudienceSection } from "./AudienceSection";
import { CampaignProblem } from "./CampaignProblem";
import { ContentSection } from "./ContentSection";
import { MeasureSection } from "./MeasureSection";
import { RehearsalPanel } from "./RehearsalPanel";
import { RulesSection } from "./RulesSection";
import { TimingSection } from "./TimingSection";

interface Props { id?: string; begin: CampaignBody; templates: TemplateView[]; rules: SendingRulesView }

export interface SectionProps { body: CampaignBody; change: (part: Partial<CampaignBody>) => void; problem?: string | undefined }

export function CampaignForm({ id, begin, templates, rules }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [rest, setRest] = useState(begin);
  const [form, setForm] = useState<GroupForm>(() => asGroup(formFromFilter(begin.audience)));
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const body: CampaignBody = { ...rest, audience: filterFromForm(form) };
  const [kept] = useState(() => (id ? JSON.stringify(body) : ""));
  const unsaved = JSON.stringify(body) !== kept;
  const lack = lackOf(body, isComplete(form));
  const change = (part: Partial<CampaignBody>) => {
    setError(undefined);
    setRest((old) => changed(old, part));
  };
  const field = error instanceof ApiError ? error.field : "";
  const at = (part: string) => (error instanceof ApiError && field.startsWith(part) ? error.message : undefined);
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const done = id ? await campaigns.change(id, { ...body, name: body.name.trim() }) : await campaigns.create({ ...body, name: body.name.trim() });
      void message.success(t("campaigns.saved"));
      navigate(`/campaigns/${done.id}`);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const nameProblem = at("name");
  const back = id ? `/campaigns/${id}` : "/campaigns";
  const tools = (
    <Space wrap>
      {lack !== "" && <span className="meta" data-testid="campaign-lack">{t(`campaigns.lack.${lack}`)}</span>}
      {unsaved && id && <Tag color="gold" bordered={false}>{t("segments.unsaved")}</Tag>}
      <Button type="primary" disabled={lack !== "" || (!unsaved && id !== undefined)} loading={busy} onClick={() => void save()} data-testid="save-campaign">{t("campaigns.save")}</Button>
    </Space>
  );
  return (
    <Page title={<span className="row"><Link to={back} aria-label={t("campaigns.back")}><ArrowLeftOutlined /></Link>{body.name || t("campaigns.untitled")}</span>} extra={tools}>
      {error !== undefined && <CampaignProblem error={error} />}
      <div className="columns">
        <div className="stack">
          <Card className="builder">
            <div className="pair">
              <div className="field">
                <label htmlFor="campaign-name">{t("common.name")}</label>
                <Input id="campaign-name" value={body.name} maxLength={200} status={nameProblem ? "error" : ""} onChange={(e) => change({ name: e.target.value })} data-testid="campaign-name" />
                {nameProblem && <span className="field-problem">{nameProblem}</span>}
              </div>
              <div className="field">
                <label htmlFor="campaign-description">{t("common.description")}</label>
                <Input id="campaign-description" value={body.description} maxLength={1000} onChange={(e) => change({ description: e.target.value })} />
              </div>
            </div>
          </Card>
          <AudienceSection form={form} onChange={(next) => { setError(undefined); setForm(next); }} problem={at("audience")} />
          <ContentSection body={body} change={change} templates={templates} ready={rules.channels} problem={at("channel") ?? at("variants")} winnerProblem={at("winner")} />
          <TimingSection body={body} change={change} problem={at("timing") ?? at("trigger")} />
          <MeasureSection body={body} change={change} problem={at("goal") ?? at("holdout_percent")} />
          <RulesSection body={body} change={change} rules={rules} problem={at("topic") ?? at("priority")} />
        </div>
        <div className="stack side">
          <RehearsalPanel body={body} ready={lack === "" || lack === "name"} {...(id ? { id } : {})} />
        </div>
      </div>
    </Page>
  );
}
