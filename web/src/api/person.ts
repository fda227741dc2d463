// What is known of one person beside her events, and what operators note.
import { call } from "./client";
import type { components } from "./openapi";
import type { Json } from "./types";

type S = components["schemas"];
export type TraitChange = Omit<S["TraitChange"], "value"> & { value: Json };
export type TraitHistory = Omit<S["TraitHistory"], "changes"> & { changes: TraitChange[] };
export type PersonFigures = S["PersonFigures"];
export type BelongsTo = S["BelongsTo"];
export type PersonAudiences = S["PersonAudiences"];
export type NoteView = S["NoteView"];

export const person = {
  traits: (number: number, signal?: AbortSignal) => call<{ traits: TraitHistory[]; more: boolean }>("GET", `/api/persons/${number}/traits`, undefined, signal),
  figures: (number: number, signal?: AbortSignal) => call<PersonFigures>("GET", `/api/persons/${number}/figures`, undefined, signal),
  audiences: (number: number, signal?: AbortSignal) => call<PersonAudiences>("GET", `/api/persons/${number}/audiences`, undefined, signal),
  notes: (number: number, signal?: AbortSignal) => call<{ notes: NoteView[] }>("GET", `/api/persons/${number}/notes`, undefined, signal),
  addNote: (number: number, text: string) => call<NoteView>("POST", `/api/persons/${number}/notes`, { text }),
  changeNote: (id: string, text: string) => call<NoteView>("PUT", `/api/notes/${id}`, { text }),
  removeNote: (id: string) => call<object>("DELETE", `/api/notes/${id}`),
};
