// Pushes as the page says them.
import type { PushBody, PushView } from "../api/pushes";

export const newPush = (segment: string): PushBody => ({ name: "", description: "", segment, url: "", entered: true, left: true, traits: [], enabled: true });
export const bodyOf = ({ name, description, segment, url, entered, left, traits, enabled }: PushView): PushBody => ({ name, description, segment, url, entered, left, traits, enabled });

// off: by an operator. stopped: given up. idle: its segment is not live. failing: it is tried again. waiting: nothing
// was told yet.
export type PushState = "off" | "stopped" | "idle" | "failing" | "waiting" | "well";

export function stateOf(push: Pick<PushView, "enabled" | "stopped" | "live" | "failures" | "last">): PushState {
  if (!push.enabled) return "off";
  if (push.stopped !== "") return "stopped";
  if (!push.live) return "idle";
  if (push.failures > 0) return "failing";
  return push.last?.taken ? "well" : "waiting";
}

// How a receiver checks what it gets, ready to paste.
export const verifyExample = `// Node.js: \`body\` is the request's bytes as they came, before any JSON is read
import { createHmac, timingSafeEqual } from "node:crypto";

function isFromThrong(secret, header, body) {
  const { t, v1 } = Object.fromEntries(header.split(",").map((part) => part.split("=")));
  const expected = createHmac("sha256", secret).update(\`\${t}.\`).update(body).digest();
  const fresh = Math.abs(Date.now() / 1000 - Number(t)) < 300;
  const given = Buffer.from(v1 ?? "", "hex");
  return fresh && given.length === expected.length && timingSafeEqual(given, expected);
}
// isFromThrong(secret, request.headers["throng-signature"], body)`;
