import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router-dom";
import { chartFromText, type ChartChoice } from "../lib/reports";

// How the page's chart is drawn, in the address beside the question.
export function useChartChoice(): [ChartChoice, (choice: ChartChoice) => void] {
  const [parameters, setParameters] = useSearchParams();
  const text = parameters.get("chart");
  const choice = useMemo(() => chartFromText(text), [text]);
  const choose = useCallback((wanted: ChartChoice) => setParameters((old) => {
    const next = new URLSearchParams(old);
    next.set("chart", JSON.stringify(wanted));
    return next;
  }, { replace: true }), [setParameters]);
  return [choice, choose];
}
