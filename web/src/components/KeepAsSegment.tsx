import { TeamOutlined } from "@ant-design/icons";
import { App, Button, Input, Popover, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { audience } from "../api/audience";
import { useSchema } from "../app/schema";
import { useSession } from "../app/session";
import { Problem } from "./Problem";

interface Props {
  analysis: string;
  question: unknown;
  cell: unknown;
  title: string;
}

// The persons behind a number, kept as a segment of their own.
export function KeepAsSegment({ analysis, question, cell, title }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { may } = useSession();
  const { reloadSegments } = useSchema();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  if (!may("analyst")) return null;
  const keep = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const made = await audience.snapshot({ analysis, question, cell, name: name.trim() || title, origin: title });
      reloadSegments();
      setOpen(false);
      void message.success(<>{t("members.snapshotDone", { name: made.name })} <Link to={`/segments/${made.id}`}>{t("members.open")}</Link></>, 6);
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(false);
  };
  const form = (
    <Space direction="vertical">
      <Input autoFocus maxLength={200} placeholder={title} value={name} onChange={(e) => setName(e.target.value)} onPressEnter={() => void keep()} aria-label={t("members.snapshotName")} data-testid="snapshot-name" />
      {problem !== undefined && <Problem error={problem} />}
      <Button type="primary" size="small" loading={busy} onClick={() => void keep()} data-testid="snapshot-save">{t("common.save")}</Button>
    </Space>
  );
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} content={form} title={t("members.snapshot")}>
      <Button size="small" icon={<TeamOutlined />} data-testid="snapshot">{t("members.snapshot")}</Button>
    </Popover>
  );
}
