import { ArrowLeftOutlined } from "@ant-design/icons";
import { Card, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router-dom";
import { usePreferences } from "../../app/preferences";
import { Empty } from "../../components/Empty";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { playbookOf } from "../../lib/playbooks";
import { journeyOf, mailIds, nameOfPlaybook, templateName } from "../../lib/playbooks/build";
import { settingOf, type Project } from "../../lib/playbooks/guess";
import type { Playbook, Setting } from "../../lib/playbooks/playbook";
import { JourneyPicture } from "./JourneyPicture";
import { Knobs } from "./Knobs";
import { Mails } from "./Mails";
import { Measure } from "./Measure";
import { Needs } from "./Needs";
import { SetUpCard } from "./SetUpCard";
import { Who } from "./Who";
import { useProject } from "./use_project";

const keptLink = "throng.playbookLink";

function Detail({ playbook, project, isMeasured }: { playbook: Playbook; project: Project; isMeasured: boolean }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const [changes, setChanges] = useState<Partial<Setting>>({});
  const setting: Setting = { ...settingOf(playbook, project, language, localStorage.getItem(keptLink) ?? ""), ...changes };
  const change = (part: Partial<Setting>) => {
    if (part.link !== undefined) localStorage.setItem(keptLink, part.link.trim());
    setChanges((old) => ({ ...old, ...part }));
  };
  const body = journeyOf(playbook, setting, { audience: playbook.segment(setting), template: (mail) => mail }, t);
  return (
    <div className="columns journey-columns">
      <div className="stack">
        <Card>
          <p>{t(`playbooks.book.${playbook.key}.about`)}</p>
          <p className="meta"><b>{t("playbooks.why")}</b> {t(`playbooks.book.${playbook.key}.why`)}</p>
        </Card>
        <JourneyPicture body={body} mailName={(mail) => templateName(playbook, mail, t)} />
        <Mails playbook={playbook} setting={setting} mails={mailIds(playbook, setting)} />
        <Measure playbook={playbook} setting={setting} />
      </div>
      <div className="stack">
        <Who playbook={playbook} setting={setting} body={body} isMeasured={isMeasured || !playbook.knobs.includes("amount") || changes.amount !== undefined} />
        <Needs playbook={playbook} setting={setting} project={project} onChange={change} />
        <Knobs playbook={playbook} setting={setting} onChange={change} />
        <SetUpCard playbook={playbook} setting={setting} />
      </div>
    </div>
  );
}

// One playbook: what it does, what it says, what it needs, and the button that sets it up.
export default function PlaybookPage() {
  const { t } = useTranslation();
  const { key } = useParams();
  const playbook = playbookOf(key);
  const { project, error, reload, isMeasured } = useProject();
  if (!playbook) return <Page title={t("playbooks.title")}><Card><Empty title={t("common.notFound")} action={<Link to="/playbooks">{t("playbooks.all")}</Link>} /></Card></Page>;
  return (
    <Page title={<span className="row"><Link to="/playbooks" aria-label={t("playbooks.all")}><ArrowLeftOutlined /></Link>{nameOfPlaybook(playbook, t)}</span>} extra={<span className="meta">{t(`playbooks.stage.${playbook.stage}`)}</span>}>
      {error !== undefined && <Problem error={error} onRetry={reload} />}
      {!project && error === undefined && <Card><Skeleton active paragraph={{ rows: 8 }} /></Card>}
      {project && <Detail key={playbook.key} playbook={playbook} project={project} isMeasured={isMeasured} />}
    </Page>
  );
}
