import type { CSSProperties } from "react";

interface Props {
  text: string;
  onClick: () => void;
  disabled?: boolean;
  plain?: boolean; // a number nobody stands behind by itself, such as a mean length
  testid?: string;
  style?: CSSProperties;
}

// A number that opens the persons behind it.
export function NumberButton({ text, onClick, disabled, plain, testid, style }: Props) {
  if (plain) return <span data-testid={testid}>{text}</span>;
  return <button type="button" className="number-button" disabled={disabled} onClick={onClick} data-testid={testid} style={style}>{text}</button>;
}
