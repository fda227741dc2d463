// For a script tag: throng.use(throngInbox({...})).
import { inbox } from "./index.js";

(window as { throngInbox?: unknown }).throngInbox = inbox;
