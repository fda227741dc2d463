// Roles of the project's events, and the boards made of them.
import { call } from "./client";
import type { OperatingModel, OperatingQuestions, Roles, RolesView, Window } from "./types";

export const operating = {
  roles: (signal?: AbortSignal) => call<RolesView>("GET", "/api/roles", undefined, signal),
  confirm: (roles: Roles) => call<RolesView>("PUT", "/api/roles", roles),
  guessAgain: () => call<RolesView>("DELETE", "/api/roles"),
  questions: (model: OperatingModel, range: Window, signal?: AbortSignal) =>
    call<OperatingQuestions>("GET", `/api/operating/${model}?range=${encodeURIComponent(JSON.stringify(range))}`, undefined, signal),
};
