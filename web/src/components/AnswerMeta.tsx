import { useTranslation } from "react-i18next";
import type { AskResponse } from "../api/types";
import { useWords } from "../hooks/use_words";

export function AnswerMeta({ response }: { response: AskResponse<unknown> }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <span className="meta" data-testid="meta">
      {t("answer.meta", { engine: t(`answer.${response.engine}`), ms: words.number(response.milliseconds, 1), snapshot: words.number(response.snapshot) })}
    </span>
  );
}
