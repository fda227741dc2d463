// INP: the longest interaction, of which one in fifty is left out as chance (https://web.dev/articles/inp).
const kKept = 10;

export function createInteractions() {
  const longest = new Map<number, number>(); // interaction -> ms
  const seen = new Set<number>();
  return {
    add(interaction: number, duration: number) {
      seen.add(interaction);
      longest.set(interaction, Math.max(duration, longest.get(interaction) ?? 0));
      if (longest.size <= kKept) return;
      const [shortest] = [...longest].sort((a, b) => a[1] - b[1])[0]!;
      longest.delete(shortest);
    },
    inp(): number | undefined {
      const sorted = [...longest.values()].sort((a, b) => b - a);
      return sorted[Math.min(sorted.length - 1, Math.floor(seen.size / 50))];
    },
  };
}
