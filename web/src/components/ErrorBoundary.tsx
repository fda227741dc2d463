import { Button, Result } from "antd";
import i18next from "i18next";
import { Component, type ReactNode } from "react";

// A page that throws says so and offers a way out, instead of going blank.
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    if (!this.state.failed) return this.props.children;
    const reload = <Button type="primary" onClick={() => window.location.reload()}>{i18next.t("common.reload")}</Button>;
    return <Result status="warning" title={i18next.t("common.pageBroke")} extra={reload} />;
  }
}
