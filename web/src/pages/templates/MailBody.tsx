import { Popconfirm, Radio, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LiquidInput } from "../../components/liquid/LiquidInput";
import { blocksToHtml, newDesign, readDesign, writeDesign, type Design } from "../../lib/blocks";
import { blockWords } from "../../lib/templates_mail";
import { BlocksEditor } from "./BlocksEditor";
import type { ContentProps } from "./ContentForm";

// The body of a mail as blocks or as HTML, what is shown beside its subject, and its text.
export function MailBody({ content, onChange, problemAt }: ContentProps) {
  const { t } = useTranslation();
  const design = content.blocks ? readDesign(content.blocks) : undefined;
  const [ownText, setOwnText] = useState(content.text !== "");
  const setDesign = (next: Design) => onChange({ blocks: writeDesign(next), html: blocksToHtml(next, content.language) });
  const toHtml = () => onChange({ blocks: "" });
  const toBlocks = () => setDesign(newDesign(blockWords(t)));
  const mode = design ? "blocks" : "html";
  const choice = (value: "blocks" | "html") => {
    const text = <span data-testid={`mode-${value}`}>{t(`templates.mode.${value}`)}</span>;
    if (value === mode || (value === "blocks" && content.html.trim() === "")) return text;
    return <Popconfirm title={t(`templates.mode.${value}Confirm`)} okText={t("common.yes")} cancelText={t("common.cancel")} onConfirm={value === "html" ? toHtml : toBlocks} styles={{ root: { maxWidth: 320 } }}>{text}</Popconfirm>;
  };
  return (
    <>
      <div className="field">
        <label title={t("templates.preheaderHint")}>{t("templates.preheader")}</label>
        <LiquidInput value={content.preheader} onChange={(preheader) => onChange({ preheader })} label={t("templates.preheader")} hint={t("templates.preheaderHint")} counter={100} problem={problemAt("preheader")} testid="preheader" />
      </div>
      <div className="field">
        <label>{t("templates.body")}</label>
        <div><Segmented value={mode} options={(["blocks", "html"] as const).map((value) => ({ value, label: choice(value) }))} onChange={(value) => value === "blocks" && content.html.trim() === "" && toBlocks()} /></div>
      </div>
      {design ? (
        <>
          {problemAt("html") && <span className="field-problem" role="alert" data-testid="html-problem">{problemAt("html")}</span>}
          <BlocksEditor design={design} onChange={setDesign} />
        </>
      ) : <LiquidInput value={content.html} onChange={(html) => onChange({ html })} label={t("templates.mode.html")} rows={14} code problem={problemAt("html")} testid="html" />}
      <div className="field">
        <label title={t("templates.textHint")}>{t("templates.text")}</label>
        <div><Radio.Group value={ownText} onChange={(e) => { setOwnText(e.target.value as boolean); if (!e.target.value) onChange({ text: "" }); }} options={[{ value: false, label: t("templates.textDerived") }, { value: true, label: <span data-testid="own-text">{t("templates.textOwn")}</span> }]} /></div>
        {ownText && <LiquidInput value={content.text} onChange={(text) => onChange({ text })} label={t("templates.text")} rows={5} code problem={problemAt("text")} testid="text" />}
      </div>
    </>
  );
}
