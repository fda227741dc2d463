// For a script tag: throng.use(throngInbox({...})).
import { inbox } from "./index";

(window as { throngInbox?: unknown }).throngInbox = inbox;
