// A calm field of dots that gathers towards one corner: many people, some of them together.
function dots() {
  const out: { x: number; y: number; r: number; o: number; near: boolean }[] = [];
  let seed = 7;
  const random = () => ((seed = (seed * 16807) % 2147483647) / 2147483647);
  for (let row = 0; row < 22; ++row) {
    for (let column = 0; column < 22; ++column) {
      const x = column * 28 + 14 + (random() - 0.5) * 10;
      const y = row * 28 + 14 + (random() - 0.5) * 10;
      const distance = Math.hypot(x - 330, y - 260) / 300;
      const near = distance < 0.42 && random() > 0.35;
      out.push({ x, y, r: near ? 6 : 2.2 + random() * 1.6, o: near ? 0.95 : Math.max(0.1, 0.5 - distance * 0.3), near });
    }
  }
  return out;
}
const field = dots();

export function Crowd() {
  return (
    <svg viewBox="0 0 616 616" preserveAspectRatio="xMidYMid slice">
      {field.map((d, i) => <circle key={i} cx={d.x.toFixed(1)} cy={d.y.toFixed(1)} r={d.r.toFixed(1)} fill={d.near ? "#ffd9a0" : "#ffffff"} opacity={d.o.toFixed(2)} />)}
    </svg>
  );
}
