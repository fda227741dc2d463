import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown, Popconfirm, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { Content } from "../../api/engage";
import { usePreferences } from "../../app/preferences";
import { blocksToHtml, readDesign } from "../../lib/blocks";
import { languageName, languageNames } from "../../lib/templates_mail";

interface Props {
  contents: Content[];
  current: number;
  onCurrent: (index: number) => void;
  onChange: (contents: Content[]) => void;
}

const most = 20;

// One tab for each language. The first is for everybody who speaks none of the others.
export function LanguageTabs({ contents, current, onCurrent, onChange }: Props) {
  const { t } = useTranslation();
  const { language: shown } = usePreferences();
  const rest = languageNames.filter((one) => contents.every((content) => content.language.toLowerCase() !== one.toLowerCase()));
  const add = (language: string) => {
    const from = contents[current]!;
    const design = from.blocks ? readDesign(from.blocks) : undefined;
    onChange([...contents, { ...from, language, ...(design ? { html: blocksToHtml(design, language) } : {}) }]);
    onCurrent(contents.length);
  };
  const remove = () => {
    onCurrent(Math.max(0, current - 1));
    onChange(contents.filter((_, i) => i !== current));
  };
  const label = (content: Content, i: number) => (
    <span data-testid={`language-${content.language}`}>{languageName(content.language, shown)}{i === 0 && contents.length > 1 && <small className="meta"> · {t("templates.fallback")}</small>}</span>
  );
  return (
    <div className="field">
      <label>{t("templates.language")}</label>
      <div className="language-tabs">
        <Segmented<number> className="wraps" value={current} onChange={onCurrent} options={contents.map((content, i) => ({ value: i, label: label(content, i) }))} />
        {contents.length < most && (
          <Dropdown trigger={["click"]} menu={{ items: rest.map((key) => ({ key, label: languageName(key, shown) })), onClick: ({ key }) => add(key), className: "variables" }}>
            <Button size="small" type="dashed" icon={<PlusOutlined />} data-testid="add-language">{t("templates.addLanguage")}</Button>
          </Dropdown>
        )}
        {contents.length > 1 && (
          <Popconfirm title={t("templates.confirmLanguage", { language: languageName(contents[current]!.language, shown) })} okText={t("common.remove")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={remove}>
            <Button size="small" type="text" danger icon={<DeleteOutlined />} aria-label={t("templates.removeLanguage")} data-testid="remove-language" />
          </Popconfirm>
        )}
      </div>
    </div>
  );
}
