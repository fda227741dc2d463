// Who the visitor is. Read from the vault each time: another tab may have signed in or out.
import type { Vault } from "./vault.js";
import { uuid } from "./uuid.js";

export type IdKeeper = ReturnType<typeof createIds>;

export function createIds(vault: Vault) {
  const renew = () => {
    const id = uuid();
    vault.set("anonymous", id);
    return id;
  };
  const userId = () => vault.get("user");
  return {
    anonymousId: () => vault.get("anonymous") ?? renew(),
    userId,
    // Whoever signs in after someone else is another person, who must not be joined with them by the anonymous id.
    setUser(id: string) {
      const before = userId();
      if (before !== undefined && before !== id) renew();
      vault.set("user", id);
    },
    reset() {
      vault.remove("user");
      renew();
    },
  };
}
