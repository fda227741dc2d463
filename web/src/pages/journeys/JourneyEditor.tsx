import { Alert, Card, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { sending, templates } from "../../api/engage";
import { journeys } from "../../api/journeys";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { useLoad } from "../../hooks/use_load";
import { firstReady } from "../../lib/channels";
import { bodyOf, mayEdit, newJourney } from "../../lib/journeys";
import { JourneyForm } from "./JourneyForm";

// One saved journey, or a new one, and what its forms choose from.
export default function JourneyEditor() {
  const { t } = useTranslation();
  const { id } = useParams();
  const { data, error, reload } = useLoad(id ?? "new", async (signal) => {
    const [all, rules, journey] = await Promise.all([templates.list(signal), sending.rules(signal), id ? journeys.find(id, signal) : undefined]);
    return { templates: all.templates, rules, journey };
  });
  const title = t(id ? "journeys.edit" : "journeys.new");
  if (error !== undefined) return <Page title={title}><Problem error={error} onRetry={reload} /></Page>;
  if (!data) return <Page title={title}><Card><Skeleton active paragraph={{ rows: 8 }} /></Card></Page>;
  const { journey } = data;
  if (journey && !mayEdit(journey.phase)) {
    return <Page title={journey.name}><Alert type="info" showIcon message={t("journeys.busy")} action={<Link to={`/journeys/${id}`}>{t("journeys.back")}</Link>} /></Page>;
  }
  const channel = firstReady(data.rules.channels);
  const template = data.templates.find((one) => one.channel === channel)?.id ?? "";
  const begin = journey ? bodyOf(journey) : newJourney(template, channel);
  return <JourneyForm key={id ?? "new"} {...(id ? { id } : {})} begin={begin} choices={{ templates: data.templates, rules: data.rules }} />;
}
