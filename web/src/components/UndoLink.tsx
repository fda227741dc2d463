import { App, Button, Popconfirm, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import type { LinkView } from "../api/types";
import { useSession } from "../app/session";
import { sayProblem } from "./Problem";

// Takes a link back after a question; says so where that was done already.
export function UndoLink({ link, onDone }: { link: LinkView; onDone: () => void }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { message } = App.useApp();
  const undo = () => api.undoLink(link.id).then(() => {
    void message.success(t("persons.undone"));
    onDone();
  }, (error: unknown) => {
    const said = sayProblem(error, t);
    void message.error(said.detail || said.title);
  });
  if (link.undone) return <Tag bordered={false}>{t("persons.undone")}</Tag>;
  if (link.kind === "undo" || !may("analyst")) return null;
  return (
    <Popconfirm title={t("persons.confirmUndo")} okText={t("persons.undo")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={undo} styles={{ root: { maxWidth: 320 } }}>
      <Button size="small" type="text" danger data-testid="undo-link">{t("persons.undo")}</Button>
    </Popconfirm>
  );
}
