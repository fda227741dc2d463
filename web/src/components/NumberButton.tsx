import type { CSSProperties } from "react";

// A number that opens the persons behind it.
export function NumberButton({ text, onClick, disabled, testid, style }: { text: string; onClick: () => void; disabled?: boolean; testid?: string; style?: CSSProperties }) {
  return <button type="button" className="number-button" disabled={disabled} onClick={onClick} data-testid={testid} style={style}>{text}</button>;
}
