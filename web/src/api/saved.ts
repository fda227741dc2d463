// Reports, boards, annotations, goals, alerts and subscriptions.
import { call } from "./client";
import type {
  AlertBody, AlertLook, AlertView, AnnotationBody, AnnotationView, AskManyResult, BoardBody, BoardView, Filter, GoalBody, GoalPoint, GoalView, ReportBody, ReportView, SubscriptionBody, SubscriptionView, Window,
} from "./types";

interface Question { analysis: string; question: unknown }

// The routes that all of them have.
function resource<Body, View>(path: string) {
  return {
    create: (body: Body) => call<View>("POST", path, body),
    change: (id: string, body: Body) => call<View>("PUT", `${path}/${id}`, body),
    remove: (id: string) => call<object>("DELETE", `${path}/${id}`),
  };
}

export const saved = {
  reports: { ...resource<ReportBody, ReportView>("/api/reports"), list: (signal?: AbortSignal) => call<{ reports: ReportView[] }>("GET", "/api/reports", undefined, signal) },
  boards: {
    ...resource<BoardBody, BoardView>("/api/boards"),
    list: (signal?: AbortSignal) => call<{ boards: BoardView[] }>("GET", "/api/boards", undefined, signal),
    find: (id: string, signal?: AbortSignal) => call<BoardView>("GET", `/api/boards/${id}`, undefined, signal),
  },
  annotations: {
    ...resource<AnnotationBody, AnnotationView>("/api/annotations"),
    list: (signal?: AbortSignal) => call<{ annotations: AnnotationView[] }>("GET", "/api/annotations", undefined, signal),
  },
  goals: {
    ...resource<GoalBody, GoalView>("/api/goals"),
    list: (signal?: AbortSignal) => call<{ goals: GoalView[] }>("GET", "/api/goals", undefined, signal),
    course: (id: string, signal?: AbortSignal) => call<{ points: GoalPoint[] }>("GET", `/api/goals/${id}/course`, undefined, signal),
  },
  alerts: {
    ...resource<AlertBody, AlertView>("/api/alerts"),
    list: (signal?: AbortSignal) => call<{ alerts: AlertView[] }>("GET", "/api/alerts", undefined, signal),
    history: (id: string, signal?: AbortSignal) => call<{ looks: AlertLook[] }>("GET", `/api/alerts/${id}/history`, undefined, signal),
    look: (id: string) => call<AlertView>("POST", `/api/alerts/${id}/look`, {}),
  },
  subscriptions: {
    ...resource<SubscriptionBody, SubscriptionView>("/api/subscriptions"),
    list: (signal?: AbortSignal) => call<{ subscriptions: SubscriptionView[] }>("GET", "/api/subscriptions", undefined, signal),
    send: (id: string) => call<SubscriptionView>("POST", `/api/subscriptions/${id}/send`, {}),
  },
  askMany: (questions: Question[], narrowing: { filter?: Filter; range?: Window }, signal?: AbortSignal) =>
    call<{ results: AskManyResult[] }>("POST", "/api/ask/many", { questions, ...narrowing }, signal),
};
