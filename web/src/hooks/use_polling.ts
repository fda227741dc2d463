import { useEffect } from "react";

// Calls again and again while it is wanted and somebody looks at the page.
export function usePolling(wanted: boolean, again: () => void, ms = 2000) {
  useEffect(() => {
    if (!wanted) return;
    const timer = setInterval(() => !document.hidden && again(), ms);
    return () => clearInterval(timer);
  }, [wanted, again, ms]);
}
