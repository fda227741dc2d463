import { useTranslation } from "react-i18next";
import { AnalysisFrame, type Shown } from "../../components/AnalysisFrame";
import { isNothing } from "../../lib/heatmap";
import { heatmapDefault, heatmapToAsk } from "../../lib/question_url";
import { Headline } from "./Headline";
import { HeatmapBuilder } from "./HeatmapBuilder";
import { MapCard } from "./MapCard";
import { NothingHere } from "./NothingHere";
import { PageList } from "./PageList";

function Answer(shown: Shown<"heatmap">) {
  return (
    <>
      <Headline answer={shown.answer} open={shown.open} />
      <MapCard key={shown.asked.page} {...shown} />
    </>
  );
}

export default function Heatmap() {
  const { t } = useTranslation();
  return (
    <AnalysisFrame analysis="heatmap" title={t("heatmap.title")} otherwise={heatmapDefault} toAsk={heatmapToAsk} isEmpty={isNothing} unasked={(draft) => <PageList draft={draft} />} empty={<NothingHere />}
      builder={(draft, change) => <HeatmapBuilder draft={draft} change={change} />}>
      {(shown) => <Answer {...shown} />}
    </AnalysisFrame>
  );
}
