import type { ReactNode } from "react";
import { Mark } from "./Mark";

export function Empty({ title, hint, action }: { title: string; hint?: string | undefined; action?: ReactNode }) {
  return (
    <div className="empty" data-testid="empty">
      <Mark size={40} />
      <b>{title}</b>
      {hint && <span>{hint}</span>}
      {action}
    </div>
  );
}
