import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { ApiError } from "../../api/client";
import { Problem } from "../../components/Problem";

// What to do about what the server refused, where that is known.
function todoOf(error: unknown): "server" | "busy" | "topic" | "template" | "late" | "someone" | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (/config\.toml/.test(error.message)) return "server";
  if (/pause or stop/.test(error.message)) return "busy";
  if (/(^|\.)topic$/.test(error.field)) return "topic";
  if (/(^|\.)variants/.test(error.field)) return "template";
  if (error.field === "timing" && /later/.test(error.message)) return "late";
  if (error.code === "forbidden" && /approve/.test(error.message)) return "someone";
  return undefined;
}
const ways: Record<string, string> = { server: "/sending", topic: "/sending", template: "/templates" };

export function CampaignProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const todo = todoOf(error);
  const way = todo && ways[todo];
  return (
    <div className="stack">
      <Problem error={error} />
      {todo && <p className="meta" data-testid="todo">{way ? <Link to={way}>{t(`campaigns.todo.${todo}`)}</Link> : t(`campaigns.todo.${todo}`)}</p>}
    </div>
  );
}
