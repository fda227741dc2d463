import { Card } from "antd";
import type { KeyboardEvent, ReactNode } from "react";

// Enter in a builder asks the question, unless it chooses from an open list.
export function BuilderCard({ children, onRun }: { children: ReactNode; onRun: () => void }) {
  const press = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.key !== "Enter" || event.defaultPrevented || target.tagName === "BUTTON" || target.tagName === "TEXTAREA") return;
    if (target.getAttribute("aria-expanded") === "true") return;
    setTimeout(onRun, 0);
  };
  return <Card className="builder" onKeyDown={press}>{children}</Card>;
}

export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="field">
      <label>{label}</label>
      <div>{children}</div>
    </div>
  );
}
