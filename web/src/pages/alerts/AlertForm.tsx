import { App, Form, Input, InputNumber, Modal, Radio, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saved } from "../../api/saved";
import type { AlertRule, AlertSide, AlertView, TrendQuestion } from "../../api/types";
import { isAskable, NumberQuestion } from "../../components/NumberQuestion";
import { Problem } from "../../components/Problem";
import { trendDefault } from "../../lib/question_url";

interface Props {
  old?: AlertView;
  question?: TrendQuestion;
  start?: Pick<AlertView, "name" | "rule" | "side" | "bound">; // what a new one begins with
  onClose: () => void;
  onSaved?: () => void;
}

const rules: readonly AlertRule[] = ["threshold", "change", "anomaly", "collapse"];
const usual: Record<AlertRule, number | null> = { threshold: null, change: 30, anomaly: 3.5, collapse: 50 };
const percents: Record<AlertRule, "alerts.bound" | "alerts.percent" | "alerts.deviations" | "alerts.collapsePercent"> = { threshold: "alerts.bound", change: "alerts.percent", anomaly: "alerts.deviations", collapse: "alerts.collapsePercent" };
const units = ["hour", "day", "week", "month", "quarter"] as const;

export function AlertForm({ old, question: given, start, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const begin = old ?? start;
  const first = old?.question ?? given ?? trendDefault;
  const [question, setQuestion] = useState<TrendQuestion>(first.bucket === "total" ? { ...first, bucket: "day" } : first);
  const [name, setName] = useState(begin?.name ?? "");
  const [rule, setRule] = useState<AlertRule>(begin?.rule ?? "anomaly");
  const [side, setSide] = useState<AlertSide>(begin?.side ?? "either");
  const [bound, setBound] = useState<number | null>(begin?.bound ?? usual.anomaly);
  const [recipients, setRecipients] = useState<string[]>(old?.recipients ?? []);
  const [enabled, setEnabled] = useState(old?.enabled ?? true);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const choose = (wanted: AlertRule) => {
    setRule(wanted);
    setBound(usual[wanted]);
    setSide(wanted === "threshold" ? "above" : wanted === "collapse" ? "below" : "either");
  };
  const ofEvery = rule === "collapse";
  const sides: readonly AlertSide[] = rule === "threshold" ? ["above", "below"] : ["either", "above", "below"];
  const ready = name.trim() !== "" && bound !== null && (ofEvery || isAskable(question));
  const save = async () => {
    const body = { name: name.trim(), description: old?.description ?? "", question: ofEvery ? { ...trendDefault, bucket: question.bucket } : question, rule, side, bound: bound!, enabled, recipients };
    setBusy(true);
    try {
      const done = await (old ? saved.alerts.change(old.id, body) : saved.alerts.create(body));
      await saved.alerts.look(done.id);
      onSaved?.();
      void message.success(t("save.saved"));
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal open width={640} title={old ? old.name : t("alerts.new")} okText={t("common.save")} cancelText={t("common.cancel")} onCancel={onClose} onOk={() => void save()} confirmLoading={busy} okButtonProps={{ disabled: !ready, "data-testid": "alert-save" }}>
      <Form layout="vertical">
        {error !== undefined && <Form.Item><Problem error={error} /></Form.Item>}
        <Form.Item label={t("common.name")}><Input autoFocus value={name} maxLength={200} onChange={(e) => setName(e.target.value)} data-testid="alert-name" /></Form.Item>
        <Form.Item label={t(ofEvery ? "alerts.often" : "alerts.metric")}>
          {!ofEvery && <NumberQuestion value={question} onChange={setQuestion} />}
          <Segmented className={ofEvery ? "" : "after"} value={question.bucket} onChange={(bucket) => setQuestion({ ...question, bucket })} options={units.map((value) => ({ value, label: t("alerts.per", { unit: t(`unit.${value}`) }) }))} />
        </Form.Item>
        <Form.Item label={t("alerts.rule")}><Radio.Group value={rule} onChange={(e) => choose(e.target.value as AlertRule)} options={rules.map((value) => ({ value, label: <span data-testid={`rule-${value}`}>{t(`alerts.${value}`)}</span> }))} /></Form.Item>
        <div className="pair">
          {!ofEvery && <Form.Item label={t("alerts.side")}><Segmented<AlertSide> value={side} onChange={setSide} options={sides.map((value) => ({ value, label: t(`alerts.${value}`) }))} /></Form.Item>}
          <Form.Item label={t(percents[rule])}><InputNumber value={bound} onChange={setBound} style={{ width: "100%" }} data-testid="alert-bound" aria-label={t("alerts.bound")} {...(rule === "threshold" ? {} : { min: 0.01 })} /></Form.Item>
        </div>
        <Form.Item label={t("alerts.recipients")}><Select mode="tags" value={recipients} onChange={setRecipients} open={false} suffixIcon={null} tokenSeparators={[",", " ", ";"]} placeholder={t("alerts.recipientsHint")} aria-label={t("alerts.recipients")} /></Form.Item>
        <Form.Item><Segmented<boolean> value={enabled} onChange={setEnabled} options={[{ value: true, label: t("alerts.enabled") }, { value: false, label: t("alerts.disabled") }]} /></Form.Item>
        <p className="rule">{t(`alerts.rules.${rule}`)}</p>
      </Form>
    </Modal>
  );
}
