import { api } from "../../api/client";
import type { HeatmapQuestion } from "../../api/types";
import { useDebounced } from "../../hooks/use_debounced";
import { useLoad } from "../../hooks/use_load";
import { pagesQuestion, viewsOf } from "../../lib/heatmap_page";

// The pages with the most views in the draft's range, among the events that its conditions take.
export function usePages(draft: HeatmapQuestion) {
  const question = useDebounced(JSON.stringify(pagesQuestion(draft)), 300);
  const { data, ...rest } = useLoad(question, (signal) => api.ask("trend", JSON.parse(question), signal));
  return { ...rest, pages: data && viewsOf(data.answer) };
}
