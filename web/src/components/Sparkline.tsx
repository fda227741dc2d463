const height = 28;

// A small curve without axes; the greatest value touches the top.
export function Sparkline({ values, color, label }: { values: readonly number[]; color: string; label: string }) {
  const most = Math.max(1, ...values);
  const wide = Math.max(1, values.length - 1);
  const points = values.map((value, i) => `${i},${((1 - value / most) * (height - 2) + 1).toFixed(2)}`);
  return (
    <svg className="sparkline" viewBox={`0 0 ${wide} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <polygon points={`0,${height} ${points.join(" ")} ${wide},${height}`} fill={color} opacity={0.16} />
      <polyline points={points.join(" ")} fill="none" stroke={color} strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
