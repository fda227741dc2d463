import { Skeleton, Card } from "antd";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../app/preferences";
import { Page } from "../../components/Page";
import { Problem } from "../../components/Problem";
import { playbooks } from "../../lib/playbooks";
import { settingOf } from "../../lib/playbooks/guess";
import { stages } from "../../lib/playbooks/playbook";
import { PlaybookCard } from "./PlaybookCard";
import { useProject } from "./use_project";
import { useThings } from "./use_things";

// Journeys ready to switch on, by where persons are in their life as customers.
export default function Playbooks() {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { project, error, reload, isMeasured } = useProject();
  const { data: things } = useThings();
  return (
    <Page title={t("playbooks.title")} extra={<span className="meta">{t("playbooks.lead")}</span>}>
      {error !== undefined && <Problem error={error} onRetry={reload} />}
      {!project && error === undefined && <Card><Skeleton active paragraph={{ rows: 8 }} /></Card>}
      {project && stages.map((stage) => (
        <section key={stage} className="playbook-stage">
          <h2>{t(`playbooks.stage.${stage}`)}</h2>
          <div className="playbooks">
            {playbooks.filter((one) => one.stage === stage).map((playbook) => (
              <PlaybookCard key={playbook.key} playbook={playbook} setting={settingOf(playbook, project, language, "")} project={project} things={things} isMeasured={isMeasured || !playbook.knobs.includes("amount")} />
            ))}
          </div>
        </section>
      ))}
    </Page>
  );
}
