import { DownloadOutlined } from "@ant-design/icons";
import { Button, Form, Modal, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProperties } from "../app/schema";
import { exportLink, memberFormats, mostTraits, type MemberFormat } from "../lib/exports";

interface Props {
  of: string; // "segments/ID", "tags/ID"
  values?: string[]; // of a tag
}

// The persons of a segment or tag as a file: asks for its format and traits, then the browser downloads it.
export function ExportMembers({ of, values }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)} data-testid="export-members">{t("exports.button")}</Button>
      {open && <ExportDialog of={of} {...(values ? { values } : {})} onClose={() => setOpen(false)} />}
    </>
  );
}

function ExportDialog({ of, values, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  const known = useProperties([]).filter((p) => p.ref.startsWith("person.")).map((p) => p.ref.slice("person.".length)).filter((name) => !name.includes(","));
  const [format, setFormat] = useState<MemberFormat>("csv");
  const [traits, setTraits] = useState<string[]>([]);
  const [value, setValue] = useState<string>();
  const link = exportLink(of, { format, traits, ...(value === undefined ? {} : { value }) });
  return (
    <Modal open title={t("exports.title")} onCancel={onClose} cancelText={t("common.cancel")} footer={(_, { CancelBtn }) => <><CancelBtn /><Button type="primary" href={link} download onClick={onClose} data-testid="export-go">{t("exports.go")}</Button></>}>
      <Form layout="vertical">
        <Form.Item label={t("exports.format")} extra={t(`exports.formatHint.${format}`)}>
          <Segmented<MemberFormat> value={format} onChange={setFormat} options={memberFormats.map((one) => ({ value: one, label: <span data-testid={`export-${one}`}>{t(`exports.formats.${one}`)}</span> }))} />
        </Form.Item>
        <Form.Item label={t("exports.traits")} extra={t("exports.traitsHint")}>
          <Select mode="multiple" value={traits} onChange={setTraits} maxCount={mostTraits} options={known.map((name) => ({ value: name, label: name }))} placeholder={t("exports.noTraits")} aria-label={t("exports.traits")} data-testid="export-traits" />
        </Form.Item>
        {values && values.length > 0 && (
          <Form.Item label={t("exports.value")}>
            <Select allowClear showSearch value={value} onChange={setValue} options={values.map((one) => ({ value: one, label: one }))} placeholder={t("exports.allValues")} aria-label={t("exports.value")} data-testid="export-value" />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
