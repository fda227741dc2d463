// For unit tests: a disk like a browser's, shared by every vault of a test.
export function fakeDisk(): Storage & { full: boolean } {
  const disk = Object.create({
    full: false,
    getItem(key: string) { return this[key] ?? null; },
    setItem(key: string, value: string) {
      if (this.full) throw new Error("QuotaExceededError");
      this[key] = value;
    },
    removeItem(key: string) { delete this[key]; },
  });
  Object.defineProperty(disk, "full", { value: false, writable: true, enumerable: false });
  globalThis.localStorage = disk;
  return disk;
}
