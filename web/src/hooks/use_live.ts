import { useEffect, useRef, useState } from "react";
import type { EventView } from "../api/types";

const kept = 100;

// The newest events while they come in. Pausing keeps the connection and holds back what arrives.
export function useLive(paused: boolean) {
  const [events, setEvents] = useState<EventView[]>([]);
  const [connected, setConnected] = useState(true);
  const waiting = useRef<EventView[]>([]);
  useEffect(() => {
    const source = new EventSource("/api/live");
    source.onopen = () => setConnected(true);
    source.onerror = () => setConnected(false);
    source.addEventListener("event", (message) => {
      waiting.current.unshift(JSON.parse((message as MessageEvent<string>).data) as EventView);
      waiting.current.length = Math.min(waiting.current.length, kept);
    });
    return () => source.close();
  }, []);
  useEffect(() => {
    if (paused) return;
    // A busy site sends hundreds a second; the list is drawn four times a second.
    const timer = setInterval(() => {
      if (waiting.current.length === 0) return;
      const fresh = waiting.current.splice(0);
      setEvents((old) => [...fresh, ...old].slice(0, kept));
    }, 250);
    return () => clearInterval(timer);
  }, [paused]);
  return { events, connected };
}
