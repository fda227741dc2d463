import { useEffect, useState } from "react";
import type { JourneyBody, Step } from "../../api/journeys";
import { connect, edgeToExtend, findStep, removeStep, type Edge, type StepChoice } from "../../lib/journey_graph";
import { begin, record, redo, undo, type History } from "../../lib/journey_history";
import { inserted, placed, tidied, type Place } from "../../lib/journey_layout";

const isTyping = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

// Undoes and redoes by keyboard, but not while somebody types: a field undoes by itself.
function useUndoKeys(back: () => void, forth: () => void) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || isTyping(event.target)) return;
      event.preventDefault();
      if (event.shiftKey) forth();
      else back();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
}

// Makes a new step beside those that are there.
export type StepMaker = (steps: readonly Step[], choice: StepChoice) => Step;

// A journey while it is edited: what it is now, what can be undone, and which of its cards is chosen.
export function useJourneyDraft(start: JourneyBody, make: StepMaker, onEdit: () => void) {
  const [history, setHistory] = useState<History<JourneyBody>>(() => begin({ ...start, steps: placed(start.steps) }));
  const [selected, select] = useState<string>();
  const body = history.now;
  const { steps } = body;
  const edit = (part: Partial<JourneyBody>, mark = "") => {
    onEdit();
    setHistory((old) => {
      const next = { ...old.now, ...part };
      if ("goal" in part && part.goal === undefined) delete next.goal;
      return record(old, next, mark);
    });
  };
  const change = (part: Partial<JourneyBody>) => edit(part, Object.keys(part).join());
  const changeStep = (step: Step, mark: string) => edit({ steps: steps.map((one) => (one.id === step.id ? step : one)) }, `${step.id} ${mark}`);
  const put = (next: Step[], chosen: string | undefined) => {
    edit({ steps: next });
    select(chosen);
  };
  const insert = (edge: Edge, choice: StepChoice) => {
    const step = make(steps, choice);
    put(inserted(steps, edge, step), step.id);
  };
  const drop = (choice: StepChoice, place: Place) => {
    const step = { ...make(steps, choice), x: Math.round(place.x), y: Math.round(place.y) };
    put([...steps, step], step.id);
  };
  const add = (choice: StepChoice) => {
    const edge = edgeToExtend(steps, selected ?? "");
    if (edge) insert(edge, choice);
    else drop(choice, { x: 0, y: Math.max(0, ...steps.map((one) => one.y)) });
  };
  const remove = (id: string) => put(removeStep(steps, id), undefined);
  const move = (id: string, place: Place) => {
    const step = findStep(steps, id);
    if (step && (step.x !== place.x || step.y !== place.y)) changeStep({ ...step, ...place }, "place");
  };
  const turn = (to: (old: History<JourneyBody>) => History<JourneyBody>) => {
    onEdit();
    setHistory(to);
  };
  const back = history.past.length > 0 ? () => turn(undo) : undefined;
  const forth = history.future.length > 0 ? () => turn(redo) : undefined;
  useUndoKeys(() => back?.(), () => forth?.());
  return { body, selected, select, change, changeStep, insert, drop, add, remove, move, link: (edge: Edge, to: string) => edit({ steps: connect(steps, edge, to) }), tidy: () => edit({ steps: tidied(steps) }), undo: back, redo: forth };
}
export type JourneyDraft = ReturnType<typeof useJourneyDraft>;
