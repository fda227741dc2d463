import { Alert, Button } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/client";

export function sayProblem(error: unknown, t: TFunction): { title: string; detail: string; field: string } {
  if (error instanceof ApiError) {
    const title = t(`error.${error.code}`, { defaultValue: t("error.internal") });
    return { title, detail: error.message, field: error.field };
  }
  return { title: t("error.internal"), detail: String(error), field: "" };
}

export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const said = sayProblem(error, t);
  const where = said.field ? ` (${t("error.at", { field: said.field })})` : "";
  return (
    <Alert
      type="error" showIcon data-testid="problem" message={said.title} description={said.detail ? said.detail + where : undefined}
      action={onRetry && <Button size="small" onClick={onRetry}>{t("common.retry")}</Button>}
    />
  );
}
