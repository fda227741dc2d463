import { createThrong } from "./client.js";

export type { Throng } from "./client.js";
export type { Capture, InitOptions, Options } from "./options.js";
export type { Consent, Content, Extension, Fields, HookName, Ids, Kit, Message } from "./types.js";
export { createThrong };

export const throng = /* @__PURE__ */ createThrong();
export default throng;
