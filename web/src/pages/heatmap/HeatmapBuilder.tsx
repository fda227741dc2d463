import { DownOutlined, FilterOutlined } from "@ant-design/icons";
import { AutoComplete, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { HeatmapQuestion } from "../../api/types";
import { RangeField } from "../../components/ActivityFields";
import { BinsInput } from "../../components/BinsInput";
import { Field } from "../../components/BuilderCard";
import { GroupEditor } from "../../components/filter/GroupEditor";
import { newLeaf } from "../../components/filter/leaves";
import { useWords } from "../../hooks/use_words";
import { numbersFromText } from "../../lib/bins";
import { matchFromJson, matchToJson, type GroupForm } from "../../lib/filter";
import { readablePath } from "../../lib/format";
import { usePages } from "./use_pages";

interface Props {
  draft: HeatmapQuestion;
  change: (part: Partial<HeatmapQuestion>) => void;
}

const mostEdges = 9;
const readEdges = (text: string) => {
  const edges = numbersFromText(text);
  return edges && edges.length <= mostEdges && edges.every((edge) => edge > 0) ? edges : undefined;
};

function PagePicker({ draft, change }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { pages = [] } = usePages(draft);
  const options = pages.map(({ page, views }) => ({ value: page, label: <span className="option"><span>{readablePath(page)}</span><small>{words.compact(views)}</small></span> }));
  const known = pages.some(({ page }) => page === draft.page);
  return (
    <AutoComplete className="heatmap-page" value={draft.page} options={options} allowClear suffixIcon={<DownOutlined />} placeholder={t("heatmap.pageHint")} aria-label={t("heatmap.page")} popupMatchSelectWidth={360} data-testid="heatmap-page"
      filterOption={(text, option) => known || readablePath(String(option?.value)).toLowerCase().includes(text.replaceAll("*", "").toLowerCase())} onChange={(page?: string) => change({ page: page ?? "" })} />
  );
}

export function HeatmapBuilder({ draft, change }: Props) {
  const { t } = useTranslation();
  const match = matchFromJson(draft.match as never);
  const setWhere = (where: GroupForm) => change({ match: matchToJson({ ...match, where }) });
  return (
    <div className="fields">
      <Field label={t("heatmap.page")}><PagePicker draft={draft} change={change} /></Field>
      <RangeField draft={draft} change={change} />
      <BinsInput label={t("heatmap.edges")} hint={t("heatmap.edgesHint")} problem={t("heatmap.badEdges")} value={draft.widths} read={readEdges} onChange={(widths) => change({ widths, width: undefined as never })} />
      <Field label={t("heatmap.where")}>
        {match.where.items.length === 0 ? <Button icon={<FilterOutlined />} onClick={() => setWhere({ ...match.where, items: [newLeaf("event")] })} data-testid="add-condition">{t("builder.addCondition")}</Button>
          : <GroupEditor value={match.where} onChange={setWhere} place="event" events={match.events} nested />}
      </Field>
    </div>
  );
}
