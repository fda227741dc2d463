import { App as AntApp, ConfigProvider, Spin } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { lazy, Suspense, useEffect } from "react";
import { Route, Routes } from "react-router-dom";
import { Empty } from "../components/Empty";
import { ErrorBoundary } from "../components/ErrorBoundary";
import { SignIn } from "../pages/signin/SignIn";
import { PreferencesProvider, usePreferences } from "./preferences";
import { SessionGate } from "./session";
import { AnnotationsProvider } from "./annotations";
import { SchemaProvider } from "./schema";
import { Shell } from "./Shell";
import { antTheme } from "./theme";
import { useTranslation } from "react-i18next";

const Overview = lazy(() => import("../pages/overview/Overview"));
const Trend = lazy(() => import("../pages/trend/Trend"));
const Funnel = lazy(() => import("../pages/funnel/Funnel"));
const Retention = lazy(() => import("../pages/retention/Retention"));
const Lifecycle = lazy(() => import("../pages/lifecycle/Lifecycle"));
const Stickiness = lazy(() => import("../pages/stickiness/Stickiness"));
const Interval = lazy(() => import("../pages/interval/Interval"));
const Distribution = lazy(() => import("../pages/distribution/Distribution"));
const Sessions = lazy(() => import("../pages/sessions/Sessions"));
const Paths = lazy(() => import("../pages/paths/Paths"));
const Heatmap = lazy(() => import("../pages/heatmap/Heatmap"));
const Attribution = lazy(() => import("../pages/attribution/Attribution"));
const Ltv = lazy(() => import("../pages/ltv/Ltv"));
const Sql = lazy(() => import("../pages/sql/Sql"));
const Boards = lazy(() => import("../pages/boards/Boards"));
const BoardPage = lazy(() => import("../pages/boards/BoardPage"));
const Operating = lazy(() => import("../pages/operating/Operating"));
const Reports = lazy(() => import("../pages/reports/Reports"));
const Goals = lazy(() => import("../pages/goals/Goals"));
const Alerts = lazy(() => import("../pages/alerts/Alerts"));
const Annotations = lazy(() => import("../pages/annotations/Annotations"));
const Segments = lazy(() => import("../pages/segments/Segments"));
const SegmentEditor = lazy(() => import("../pages/segments/SegmentEditor"));
const Overlap = lazy(() => import("../pages/overlap/Overlap"));
const Jobs = lazy(() => import("../pages/jobs/Jobs"));
const Layers = lazy(() => import("../pages/layers/Layers"));
const LayersPage = lazy(() => import("../pages/layers/LayersPage"));
const LayersEditor = lazy(() => import("../pages/layers/LayersEditor"));
const Insight = lazy(() => import("../pages/insight/Insight"));
const Targeting = lazy(() => import("../pages/targeting/Targeting"));
const Tags = lazy(() => import("../pages/tags/Tags"));
const TagPage = lazy(() => import("../pages/tags/TagPage"));
const TagEditor = lazy(() => import("../pages/tags/TagEditor"));
const Campaigns = lazy(() => import("../pages/campaigns/Campaigns"));
const CampaignPage = lazy(() => import("../pages/campaigns/CampaignPage"));
const CampaignEditor = lazy(() => import("../pages/campaigns/CampaignEditor"));
const Compare = lazy(() => import("../pages/compare/Compare"));
const Journeys = lazy(() => import("../pages/journeys/Journeys"));
const JourneyPage = lazy(() => import("../pages/journeys/JourneyPage"));
const JourneyEditor = lazy(() => import("../pages/journeys/JourneyEditor"));
const Playbooks = lazy(() => import("../pages/playbooks/Playbooks"));
const PlaybookPage = lazy(() => import("../pages/playbooks/PlaybookPage"));
const Templates = lazy(() => import("../pages/templates/Templates"));
const TemplateEditor = lazy(() => import("../pages/templates/TemplateEditor"));
const Sending = lazy(() => import("../pages/sending/Sending"));
const Persons = lazy(() => import("../pages/persons/Persons"));
const Profile = lazy(() => import("../pages/persons/Profile"));
const Links = lazy(() => import("../pages/links/Links"));
const Account = lazy(() => import("../pages/account/Account"));
const Data = lazy(() => import("../pages/data/Data"));

function Missing() {
  const { t } = useTranslation();
  return <Empty title={t("common.notFound")} />;
}

function Pages() {
  return (
    <ErrorBoundary>
      <Suspense fallback={<div className="page-wait"><Spin /></div>}>
        <Routes>
          <Route path="/" element={<Overview />} />
          <Route path="/trend" element={<Trend />} />
          <Route path="/funnel" element={<Funnel />} />
          <Route path="/retention" element={<Retention />} />
          <Route path="/lifecycle" element={<Lifecycle />} />
          <Route path="/stickiness" element={<Stickiness />} />
          <Route path="/interval" element={<Interval />} />
          <Route path="/distribution" element={<Distribution />} />
          <Route path="/sessions" element={<Sessions />} />
          <Route path="/paths" element={<Paths />} />
          <Route path="/heatmap" element={<Heatmap />} />
          <Route path="/attribution" element={<Attribution />} />
          <Route path="/ltv" element={<Ltv />} />
          <Route path="/sql" element={<Sql />} />
          <Route path="/boards" element={<Boards />} />
          <Route path="/boards/:id" element={<BoardPage />} />
          <Route path="/operating" element={<Operating />} />
          <Route path="/reports" element={<Reports />} />
          <Route path="/goals" element={<Goals />} />
          <Route path="/alerts" element={<Alerts />} />
          <Route path="/annotations" element={<Annotations />} />
          <Route path="/segments" element={<Segments />} />
          <Route path="/segments/:id" element={<SegmentEditor />} />
          <Route path="/overlap" element={<Overlap />} />
          <Route path="/jobs" element={<Jobs />} />
          <Route path="/layers" element={<Layers />} />
          <Route path="/layers/new" element={<LayersEditor />} />
          <Route path="/layers/:id" element={<LayersPage />} />
          <Route path="/layers/:id/edit" element={<LayersEditor />} />
          <Route path="/insight" element={<Insight />} />
          <Route path="/targeting" element={<Targeting />} />
          <Route path="/tags" element={<Tags />} />
          <Route path="/tags/new" element={<TagEditor key="new" />} />
          <Route path="/tags/:id" element={<TagPage />} />
          <Route path="/tags/:id/edit" element={<TagEditor key="edit" />} />
          <Route path="/campaigns" element={<Campaigns />} />
          <Route path="/campaigns/new" element={<CampaignEditor key="new" />} />
          <Route path="/campaigns/compare" element={<Compare />} />
          <Route path="/campaigns/:id" element={<CampaignPage />} />
          <Route path="/campaigns/:id/edit" element={<CampaignEditor key="edit" />} />
          <Route path="/journeys" element={<Journeys />} />
          <Route path="/journeys/new" element={<JourneyEditor key="new" />} />
          <Route path="/journeys/:id" element={<JourneyPage />} />
          <Route path="/journeys/:id/edit" element={<JourneyEditor key="edit" />} />
          <Route path="/playbooks" element={<Playbooks />} />
          <Route path="/playbooks/:key" element={<PlaybookPage />} />
          <Route path="/templates" element={<Templates />} />
          <Route path="/templates/:id" element={<TemplateEditor />} />
          <Route path="/sending" element={<Sending />} />
          <Route path="/persons" element={<Persons />} />
          <Route path="/persons/:person" element={<Profile />} />
          <Route path="/links" element={<Links />} />
          <Route path="/account" element={<Account />} />
          <Route path="/data" element={<Data />} />
          <Route path="*" element={<Missing />} />
        </Routes>
      </Suspense>
    </ErrorBoundary>
  );
}

function Themed() {
  const { dark, still, language } = usePreferences();
  useEffect(() => {
    dayjs.locale(language === "en" ? "en" : "zh-cn");
  }, [language]);
  return (
    <ConfigProvider theme={antTheme(dark, still)} locale={language === "en" ? enUS : zhCN} button={{ autoInsertSpace: false }}>
      <AntApp>
        <SessionGate waiting={<div className="full-wait"><Spin /></div>} signIn={(done) => <SignIn onDone={done} />}>
          <SchemaProvider>
            <AnnotationsProvider>
              <Shell>
                <Pages />
              </Shell>
            </AnnotationsProvider>
          </SchemaProvider>
        </SessionGate>
      </AntApp>
    </ConfigProvider>
  );
}

export function App() {
  return (
    <PreferencesProvider>
      <Themed />
    </PreferencesProvider>
  );
}
