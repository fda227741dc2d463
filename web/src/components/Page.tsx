import type { ReactNode } from "react";

export function Page({ title, extra, children }: { title: ReactNode; extra?: ReactNode; children: ReactNode }) {
  return (
    <div className="page">
      <div className="page-head">
        <h1>{title}</h1>
        <div className="page-extra">{extra}</div>
      </div>
      {children}
    </div>
  );
}
