import { CaretRightOutlined, LinkOutlined } from "@ant-design/icons";
import { App, Badge, Button, Space, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { SaveMenu, type Saveable } from "./save/SaveMenu";

interface Props {
  changed: boolean;
  loading: boolean;
  onRun: () => void;
  saveable: Saveable | undefined; // what was asked
}

export function RunBar({ changed, loading, onRun, saveable }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const share = async () => {
    await navigator.clipboard.writeText(window.location.href).catch(() => undefined);
    void message.success(t("builder.linkCopied"));
  };
  return (
    <Space wrap>
      {saveable && <SaveMenu {...saveable} />}
      <Tooltip title={t("common.share")}>
        <Button icon={<LinkOutlined />} aria-label={t("common.share")} onClick={() => void share()} />
      </Tooltip>
      <Badge dot={changed}>
        <Button type="primary" icon={<CaretRightOutlined />} loading={loading && !changed} onClick={onRun} data-testid="run">{t("builder.run")}</Button>
      </Badge>
    </Space>
  );
}
