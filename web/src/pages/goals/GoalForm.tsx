import { App, DatePicker, Form, Input, InputNumber, Modal, Segmented } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saved } from "../../api/saved";
import type { GoalView, TrendQuestion } from "../../api/types";
import { isAskable, NumberQuestion } from "../../components/NumberQuestion";
import { Problem } from "../../components/Problem";
import { trendDefault } from "../../lib/question_url";

interface Props {
  old?: GoalView;
  question?: TrendQuestion;
  onClose: () => void;
  onSaved?: () => void;
}

export function GoalForm({ old, question: given, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [question, setQuestion] = useState<TrendQuestion>(old?.question ?? given ?? trendDefault);
  const [name, setName] = useState(old?.name ?? "");
  const [description, setDescription] = useState(old?.description ?? "");
  const [target, setTarget] = useState<number | null>(old?.target ?? null);
  const [from, setFrom] = useState<number | null>(old?.from ?? 0);
  const [direction, setDirection] = useState(old?.direction ?? "at_least");
  const [dates, setDates] = useState<[Dayjs, Dayjs]>([dayjs(old?.start ?? dayjs().startOf("month")), dayjs(old?.due ?? dayjs().endOf("month"))]);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const ready = name.trim() !== "" && target !== null && isAskable(question);
  const save = async () => {
    const body = { name: name.trim(), description, question, target: target!, from: from ?? 0, direction, start: dates[0].format("YYYY-MM-DD"), due: dates[1].format("YYYY-MM-DD") };
    setBusy(true);
    try {
      await (old ? saved.goals.change(old.id, body) : saved.goals.create(body));
      onSaved?.();
      void message.success(t("save.saved"));
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal open width={640} title={old ? old.name : t("goals.new")} okText={t("common.save")} cancelText={t("common.cancel")} onCancel={onClose} onOk={() => void save()} confirmLoading={busy} okButtonProps={{ disabled: !ready, "data-testid": "goal-save" }}>
      <Form layout="vertical">
        {error !== undefined && <Form.Item><Problem error={error} /></Form.Item>}
        <Form.Item label={t("common.name")}><Input autoFocus value={name} maxLength={200} onChange={(e) => setName(e.target.value)} data-testid="goal-name" /></Form.Item>
        <Form.Item label={t("goals.metric")}><NumberQuestion value={question} onChange={setQuestion} /></Form.Item>
        <Form.Item label={t("goals.direction")}><Segmented value={direction} onChange={setDirection} options={(["at_least", "at_most"] as const).map((value) => ({ value, label: t(`goals.${value}`) }))} /></Form.Item>
        <div className="pair">
          <Form.Item label={t("goals.target")}><InputNumber value={target} onChange={setTarget} style={{ width: "100%" }} data-testid="goal-target" aria-label={t("goals.target")} /></Form.Item>
          <Form.Item label={t("goals.from")}><InputNumber value={from} onChange={setFrom} style={{ width: "100%" }} aria-label={t("goals.from")} /></Form.Item>
        </div>
        <Form.Item label={`${t("goals.start")} – ${t("goals.due")}`}><DatePicker.RangePicker value={dates} allowClear={false} style={{ width: "100%" }} onChange={(value) => value?.[0] && value[1] && setDates([value[0], value[1]])} /></Form.Item>
        <Form.Item label={t("common.description")}><Input value={description} maxLength={1000} onChange={(e) => setDescription(e.target.value)} /></Form.Item>
        <p className="rule">{t("goals.rule")}</p>
      </Form>
    </Modal>
  );
}
