import { Input, InputNumber, Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LiquidInput } from "../../components/liquid/LiquidInput";
import { safeUrl, type Align, type Block } from "../../lib/blocks";

function Part({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return <div className="field"><label>{label}</label>{children}{hint && <small className="meta">{hint}</small>}</div>;
}

function AlignField({ value, onChange }: { value: Align; onChange: (align: Align) => void }) {
  const { t } = useTranslation();
  return <Part label={t("templates.align")}><div><Segmented<Align> size="small" value={value} onChange={onChange} options={(["left", "center", "right"] as const).map((one) => ({ value: one, label: t(`templates.aligned.${one}`) }))} /></div></Part>;
}

function Url({ label, value, onChange, optional, testid }: { label: string; value: string; onChange: (url: string) => void; optional?: boolean; testid?: string }) {
  const { t } = useTranslation();
  const bad = value !== "" && value !== "https://" ? !safeUrl(value) : !optional && value === "";
  return <Part label={label}><LiquidInput value={value} onChange={onChange} label={label} problem={bad ? t("templates.badUrl") : undefined} {...(testid ? { testid } : {})} /></Part>;
}

type Of<T extends Block["type"]> = { block: Extract<Block, { type: T }>; change: (part: object) => void };

function Products({ block, change }: Of<"products">) {
  const { t } = useTranslation();
  const text = (key: "list" | "title" | "price" | "image" | "url") => (
    <Part label={t(`templates.products.${key}`)}><Input value={block[key]} onChange={(e) => change({ [key]: e.target.value })} aria-label={t(`templates.products.${key}`)} className="code" /></Part>
  );
  return (
    <>
      <p className="meta">{t("templates.products.hint")}</p>
      <div className="block-grid">
        {text("list")}
        <Part label={t("templates.products.most")}><InputNumber min={1} max={20} precision={0} value={block.most} onChange={(n) => change({ most: n ?? 3 })} aria-label={t("templates.products.most")} /></Part>
        {text("title")}{text("price")}{text("image")}{text("url")}
      </div>
    </>
  );
}

function Image({ block, change }: Of<"image">) {
  const { t } = useTranslation();
  return (
    <>
      <Url label={t("templates.imageUrl")} value={block.url} onChange={(url) => change({ url })} testid="image-url" />
      <Part label={t("templates.alt")} hint={t("templates.altHint")}><LiquidInput value={block.alt} onChange={(alt) => change({ alt })} label={t("templates.alt")} /></Part>
      <Url label={t("templates.link")} value={block.link} onChange={(link) => change({ link })} optional />
      <Part label={t("templates.width")}><div><Segmented size="small" value={block.width} onChange={(width) => change({ width })} options={[0, 400, 240, 120].map((value) => ({ value, label: value === 0 ? t("templates.fullWidth") : `${value} px` }))} /></div></Part>
    </>
  );
}

// What can be set of one block.
export function BlockFields({ block, onChange }: { block: Block; onChange: (block: Block) => void }) {
  const { t } = useTranslation();
  const change = (part: object) => onChange({ ...block, ...part } as Block);
  const text = (rows: number | undefined, hint?: string) => "text" in block && (
    <Part label={t("templates.words")} {...(hint ? { hint } : {})}><LiquidInput value={block.text} onChange={(value) => change({ text: value })} label={`${t(`templates.block.${block.type}`)}: ${t("templates.words")}`} {...(rows ? { rows } : {})} testid={`${block.type}-text`} /></Part>
  );
  return (
    <div className="block-fields">
      {block.type === "heading" && (
        <>
          {text(undefined)}
          <div className="fields">
            <Part label={t("templates.size")}><div><Segmented size="small" value={block.size} onChange={(size) => change({ size })} options={(["large", "small"] as const).map((one) => ({ value: one, label: t(`templates.sizes.${one}`) }))} /></div></Part>
            <AlignField value={block.align} onChange={(align) => change({ align })} />
          </div>
        </>
      )}
      {block.type === "text" && <>{text(4, t("templates.markHint"))}<AlignField value={block.align} onChange={(align) => change({ align })} /></>}
      {block.type === "button" && <>{text(undefined)}<Url label={t("templates.link")} value={block.url} onChange={(url) => change({ url })} testid="button-url" /><AlignField value={block.align} onChange={(align) => change({ align })} /></>}
      {block.type === "image" && <Image block={block} change={change} />}
      {block.type === "divider" && <p className="meta">{t("templates.nothingToSet")}</p>}
      {block.type === "products" && <Products block={block} change={change} />}
      {block.type === "footer" && (
        <>
          {text(2, t("templates.footerHint"))}
          <div className="block-grid">
            <Part label={t("templates.unsubscribe")}><Input value={block.unsubscribe} onChange={(e) => change({ unsubscribe: e.target.value })} aria-label={t("templates.unsubscribe")} /></Part>
            <Part label={t("templates.preferences")}><Input value={block.preferences} onChange={(e) => change({ preferences: e.target.value })} aria-label={t("templates.preferences")} /></Part>
          </div>
        </>
      )}
    </div>
  );
}
