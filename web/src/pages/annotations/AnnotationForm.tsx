import { App, DatePicker, Form, Input, Modal, Segmented, TimePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saved } from "../../api/saved";
import type { AnnotationColor, AnnotationView } from "../../api/types";
import { useAnnotations } from "../../app/annotations";
import { usePreferences } from "../../app/preferences";
import { useSession } from "../../app/session";
import { Problem } from "../../components/Problem";
import { annotationColor } from "../../lib/annotations";
import { wallClock, zoned } from "../../lib/zoned";

export const colors: readonly AnnotationColor[] = ["blue", "orange", "green", "red", "violet"];

// A new annotation, or one to change.
export function AnnotationForm({ old, onClose, onSaved }: { old?: AnnotationView; onClose: () => void; onSaved?: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { chart } = usePreferences();
  const { project } = useSession();
  const { reload } = useAnnotations();
  const timed = old !== undefined && old.at.length > 10;
  const shown = old ? dayjs(timed ? wallClock(old.instant, project.time_zone) : old.at) : dayjs(wallClock(new Date().toISOString(), project.time_zone));
  const [name, setName] = useState(old?.name ?? "");
  const [description, setDescription] = useState(old?.description ?? "");
  const [day, setDay] = useState<Dayjs>(shown);
  const [time, setTime] = useState<Dayjs | null>(timed ? shown : null);
  const [color, setColor] = useState<AnnotationColor>(old?.color ?? "blue");
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const date = day.format("YYYY-MM-DD");
    const body = { name: name.trim(), description, color, at: time ? zoned(`${date}T${time.format("HH:mm")}`, project.time_zone) : date };
    setBusy(true);
    try {
      await (old ? saved.annotations.change(old.id, body) : saved.annotations.create(body));
      reload();
      onSaved?.();
      void message.success(t("save.saved"));
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal open title={old ? t("annotations.text") : t("annotations.new")} okText={t("common.save")} cancelText={t("common.cancel")} onCancel={onClose} onOk={() => void save()} confirmLoading={busy} okButtonProps={{ disabled: name.trim() === "", "data-testid": "annotation-save" }}>
      <Form layout="vertical">
        {error !== undefined && <Form.Item><Problem error={error} /></Form.Item>}
        <Form.Item label={t("annotations.text")}><Input autoFocus value={name} maxLength={200} onChange={(e) => setName(e.target.value)} onPressEnter={() => name.trim() && void save()} data-testid="annotation-name" /></Form.Item>
        <div className="pair">
          <Form.Item label={t("annotations.day")}><DatePicker value={day} allowClear={false} onChange={(value) => value && setDay(value)} style={{ width: "100%" }} /></Form.Item>
          <Form.Item label={t("annotations.time")}><TimePicker value={time} format="HH:mm" onChange={setTime} style={{ width: "100%" }} /></Form.Item>
        </div>
        <Form.Item label={t("annotations.color")}>
          <Segmented<AnnotationColor> value={color} onChange={setColor} options={colors.map((one) => ({ value: one, label: <span className="row"><i className="dot" style={{ background: annotationColor(chart, one) }} />{t(`annotations.colors.${one}`)}</span> }))} />
        </Form.Item>
        <Form.Item label={t("annotations.details")}><Input.TextArea value={description} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(e) => setDescription(e.target.value)} /></Form.Item>
      </Form>
    </Modal>
  );
}
