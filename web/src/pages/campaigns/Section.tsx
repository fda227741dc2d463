import { Card } from "antd";
import type { ReactNode } from "react";

export function Section({ title, lead, problem, testid, children }: { title: string; lead?: string; problem?: string | undefined; testid: string; children: ReactNode }) {
  return (
    <Card className="builder campaign-section" title={title} data-testid={testid}>
      {lead && <p className="hint first">{lead}</p>}
      {children}
      {problem && <span className="field-problem" role="alert">{problem}</span>}
    </Card>
  );
}
