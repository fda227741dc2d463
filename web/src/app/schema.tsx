// What can be asked about: event names, properties, segments and tags, read once and shared by every builder.
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { api } from "../api/client";
import { tags as tagApi, type TagView } from "../api/tags";
import type { EventNameView, PropertyView, SegmentView } from "../api/types";

interface Schema {
  events: EventNameView[];
  segments: SegmentView[];
  reloadSegments: () => void;
  tags: TagView[];
  reloadTags: () => void;
  properties: (event: string) => Promise<PropertyView[]>;
}
const Context = createContext<Schema | undefined>(undefined);

export function SchemaProvider({ children }: { children: ReactNode }) {
  const [events, setEvents] = useState<EventNameView[]>([]);
  const [segments, setSegments] = useState<SegmentView[]>([]);
  const [tags, setTags] = useState<TagView[]>([]);
  const cache = useRef(new Map<string, Promise<PropertyView[]>>());
  const reloadSegments = useCallback(() => {
    api.segments().then((r) => setSegments(r.segments), () => undefined);
  }, []);
  const reloadTags = useCallback(() => {
    tagApi.list().then((r) => setTags(r.tags), () => undefined);
  }, []);
  const properties = useCallback((event: string) => {
    const known = cache.current.get(event);
    if (known) return known;
    const asked = api.properties(event || undefined).then((r) => r.properties);
    asked.catch(() => cache.current.delete(event));
    cache.current.set(event, asked);
    return asked;
  }, []);
  useEffect(() => {
    api.eventNames().then((r) => setEvents(r.events), () => undefined);
    reloadSegments();
    reloadTags();
  }, [reloadSegments, reloadTags]);
  const value = useMemo(() => ({ events, segments, reloadSegments, tags, reloadTags, properties }), [events, segments, reloadSegments, tags, reloadTags, properties]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useSchema(): Schema {
  const value = useContext(Context);
  if (!value) throw new Error("no schema above");
  return value;
}

// The properties that events of this name carry; of all events where there are several names or none.
export function useProperties(events: readonly string[]): PropertyView[] {
  const { properties } = useSchema();
  const [list, setList] = useState<PropertyView[]>([]);
  const name = events.length === 1 ? events[0]! : "";
  useEffect(() => {
    let gone = false;
    properties(name).then((found) => !gone && setList(found), () => undefined);
    return () => {
      gone = true;
    };
  }, [name, properties]);
  return list;
}
