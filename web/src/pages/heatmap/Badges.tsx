import type { HeatmapElement } from "../../api/types";
import { badgesOf, nameOfElement, type Stage } from "../../lib/heatmap";

interface Props {
  elements: HeatmapElement[];
  stage: Stage;
  scale: number;
  lit: string | undefined;
  onLit: (selector: string | undefined) => void;
  open: (element: HeatmapElement) => void;
}

// The numbers of the list at the places of its elements.
export function Badges({ elements, stage, scale, lit, onLit, open }: Props) {
  return (
    <>
      {badgesOf(elements, stage).map(({ rank, element, x, y }) => (
        <button key={element.selector} type="button" className={element.selector === lit ? "heatmap-badge lit" : "heatmap-badge"} style={{ left: x * scale, top: y * scale }} title={nameOfElement(element)} data-testid={`badge-${rank}`}
          onClick={(event) => { event.stopPropagation(); open(element); }} onPointerEnter={() => onLit(element.selector)} onPointerLeave={() => onLit(undefined)} onFocus={() => onLit(element.selector)} onBlur={() => onLit(undefined)}>{rank}</button>
      ))}
    </>
  );
}
