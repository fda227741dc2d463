import { Alert, Button, Form, Input, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ApiError } from "../../api/client";
import type { Language, SessionView } from "../../api/types";
import { usePreferences } from "../../app/preferences";
import { Mark } from "../../components/Mark";
import { sayProblem } from "../../components/Problem";
import { Crowd } from "./Crowd";

interface Values {
  email: string;
  password: string;
}

export function SignIn({ onDone }: { onDone: (view: SessionView) => void }) {
  const { t } = useTranslation();
  const { language, setLanguage } = usePreferences();
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (values: Values) => {
    setBusy(true);
    setProblem("");
    try {
      onDone(await api.signIn(values.email.trim(), values.password));
    } catch (error) {
      const said = sayProblem(error, t);
      setProblem(error instanceof ApiError && error.status === 401 ? t("signin.wrong") : said.title + (said.detail ? `: ${said.detail}` : ""));
      setBusy(false);
    }
  };
  return (
    <main className="signin">
      <section className="signin-art" aria-hidden>
        <Crowd />
        <div>
          <h2>{t("signin.line1")}</h2>
          <p>{t("signin.line2")}</p>
        </div>
      </section>
      <section className="signin-form">
        <div className="signin-language">
          <Segmented<Language> value={language} onChange={setLanguage} options={[{ value: "zh-CN", label: "中文" }, { value: "en", label: "English" }]} />
        </div>
        <Form<Values> layout="vertical" size="large" requiredMark={false} onFinish={submit} className="signin-card">
          <div className="signin-name">
            <Mark size={44} />
            <h1>{language === "en" ? <>Throng <span>人群</span></> : <>人群 <span>Throng</span></>}</h1>
          </div>
          <Form.Item name="email" label={t("signin.email")} rules={[{ required: true, message: t("signin.needEmail") }]}>
            <Input type="email" autoComplete="username" autoFocus data-testid="email" />
          </Form.Item>
          <Form.Item name="password" label={t("signin.password")} rules={[{ required: true, message: t("signin.needPassword") }]}>
            <Input.Password autoComplete="current-password" data-testid="password" />
          </Form.Item>
          <div className="signin-problem">{problem && <Alert type="error" showIcon message={problem} data-testid="signin-problem" />}</div>
          <Button type="primary" htmlType="submit" block loading={busy} data-testid="submit">{t("signin.submit")}</Button>
        </Form>
      </section>
    </main>
  );
}
