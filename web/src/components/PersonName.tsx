import { useTranslation } from "react-i18next";

const tones = ["#2f5fd0", "#1a8a6b", "#c2417c", "#7a5bd1", "#0f8fb8", "#a86a15"];

// A round mark whose colour follows the person, and the label.
export function PersonName({ person, label, detail, size = 28 }: { person: number; label: string; detail?: string | undefined; size?: number }) {
  const { t } = useTranslation();
  const text = label || t("persons.someone", { n: person });
  const initial = [...text][0]?.toUpperCase() ?? "?";
  return (
    <span className="person">
      <i style={{ background: tones[person % tones.length], width: size, height: size, fontSize: size * 0.46 }}>{initial}</i>
      <span>
        <b>{text}</b>
        {detail && detail !== label && <small>{detail}</small>}
      </span>
    </span>
  );
}
