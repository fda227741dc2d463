// Keys and values: on disk (localStorage, shared by tabs) where that is allowed and works, else in memory.
export interface Vault {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(start: string): string[]; // sorted
  onDisk(): boolean;
  useDisk(): void; // what is in memory moves there, unless it is there already
  leaveDisk(keep?: string): void; // erases it; keys that start with `keep` move to memory
  clear(): void;
}

// Storage may be missing, forbidden or full, at any time.
function attempt<T>(work: (disk: Storage) => T): T | undefined {
  try {
    return work(localStorage);
  } catch {
    return undefined;
  }
}

function diskKeys(start: string): string[] {
  return attempt((disk) => Object.keys(disk).filter((key) => key.startsWith(start))) ?? [];
}

export function createVault(prefix: string): Vault {
  const memory = new Map<string, string>();
  let disk = false;
  const get = (key: string) => memory.get(key) ?? (disk ? attempt((d) => d.getItem(prefix + key)) ?? undefined : undefined);
  const remove = (key: string) => {
    memory.delete(key);
    if (disk) attempt((d) => d.removeItem(prefix + key));
  };
  const set = (key: string, value: string) => {
    const written = disk && attempt((d) => (d.setItem(prefix + key, value), true));
    if (written) memory.delete(key);
    else memory.set(key, value);
  };
  return {
    get,
    set,
    remove,
    keys(start) {
      const stored = disk ? diskKeys(prefix + start).map((key) => key.slice(prefix.length)) : [];
      const held = [...memory.keys()].filter((key) => key.startsWith(start));
      return [...new Set([...stored, ...held])].sort();
    },
    onDisk: () => disk,
    useDisk() {
      disk = true;
      for (const [key, value] of [...memory]) {
        memory.delete(key);
        if (get(key) === undefined) set(key, value);
      }
    },
    leaveDisk(keep) {
      for (const key of diskKeys(prefix)) {
        const name = key.slice(prefix.length);
        const value = attempt((d) => d.getItem(key));
        if (keep && name.startsWith(keep) && value) memory.set(name, value);
        attempt((d) => d.removeItem(key));
      }
      disk = false;
    },
    clear: () => memory.clear(),
  };
}
