import { createThrong } from "./client";

export type { Throng } from "./client";
export type { Capture, InitOptions, Options } from "./options";
export type { Consent, Content, Extension, Fields, HookName, Ids, Kit, Message } from "./types";
export { createThrong };

export const throng = /* @__PURE__ */ createThrong();
export default throng;
