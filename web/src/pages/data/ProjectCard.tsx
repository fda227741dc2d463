import { Card, Descriptions } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "../../app/session";

export function ProjectCard() {
  const { t } = useTranslation();
  const { project } = useSession();
  const items = [
    { key: "name", label: t("common.name"), children: project.name },
    { key: "id", label: t("data.id"), children: project.id },
    { key: "zone", label: t("data.zone"), children: project.time_zone },
    { key: "week", label: t("data.weekStart"), children: t(`weekday.${project.week_start}`) },
    { key: "currency", label: t("data.currency"), children: project.currency },
    { key: "host", label: t("teach.host"), children: window.location.origin },
  ];
  return <Card><Descriptions colon={false} column={{ xs: 1, md: 2 }} items={items} /></Card>;
}
