// One chart of what grows how with the events: times of questions and memory, on logarithmic axes. No library: an SVG.
const size = { width: 760, height: 420, left: 64, right: 150, top: 24, bottom: 48 };
const colours = ['#2563eb', '#d97706', '#059669', '#dc2626', '#7c3aed', '#475569'];

const decades = (values) => [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];

// points: [{ events, values: { name: number } }]; every name is a line.
export function growthChart(points, title) {
  const names = Object.keys(points[0].values);
  const xs = points.map((p) => p.events);
  const [low, high] = decades(points.flatMap((p) => Object.values(p.values)));
  const x = (events) => size.left + (Math.log10(events / xs[0]) / Math.log10(xs.at(-1) / xs[0])) * (size.width - size.left - size.right);
  const y = (value) => size.top + ((high - Math.log10(value)) / (high - low)) * (size.height - size.top - size.bottom);
  const parts = [];
  for (let decade = low; decade <= high; ++decade) {
    parts.push(`<line x1="${size.left}" x2="${size.width - size.right}" y1="${y(10 ** decade)}" y2="${y(10 ** decade)}" stroke="#d4d4d8"/>`,
      `<text x="${size.left - 8}" y="${y(10 ** decade) + 4}" text-anchor="end">${(10 ** decade).toLocaleString('en')}</text>`);
  }
  for (const events of xs) parts.push(`<text x="${x(events)}" y="${size.height - 24}" text-anchor="middle">${(events / 1e6).toFixed(0)} M events</text>`);
  names.forEach((name, i) => {
    const line = points.map((p) => `${x(p.events).toFixed(1)},${y(p.values[name]).toFixed(1)}`).join(' ');
    parts.push(`<polyline points="${line}" fill="none" stroke="${colours[i % colours.length]}" stroke-width="2"/>`,
      ...points.map((p) => `<circle cx="${x(p.events).toFixed(1)}" cy="${y(p.values[name]).toFixed(1)}" r="3" fill="${colours[i % colours.length]}"/>`),
      `<text x="${size.width - size.right + 8}" y="${y(points.at(-1).values[name]) + 4}" fill="${colours[i % colours.length]}">${name}</text>`);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12" fill="#27272a">
<rect width="100%" height="100%" fill="#ffffff"/><text x="${size.left}" y="14" font-weight="bold">${title}</text>
${parts.join('\n')}
</svg>
`;
}
