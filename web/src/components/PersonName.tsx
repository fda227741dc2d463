import { useTranslation } from "react-i18next";

const tones = ["#2f5fd0", "#1a8a6b", "#c2417c", "#7a5bd1", "#0f8fb8", "#a86a15"];

// A round mark whose colour follows the person, and the label; of a machine-made id only the beginning.
export function PersonName({ person, label, detail, size = 28 }: { person: number; label: string; detail?: string | undefined; size?: number }) {
  const { t } = useTranslation();
  const bare = /^[0-9a-f-]{24,}$/i.test(label);
  const text = bare ? `${label.slice(0, 8)}…` : label || t("persons.someone", { n: person });
  const under = detail ?? (bare ? t("persons.kind.anonymous") : undefined);
  const initial = [...text][0]?.toUpperCase() ?? "?";
  return (
    <span className="person">
      <i style={{ background: tones[person % tones.length], width: size, height: size, fontSize: size * 0.46 }}>{initial}</i>
      <span>
        <b title={bare ? label : undefined}>{text}</b>
        {under && under !== label && <small>{under}</small>}
      </span>
    </span>
  );
}
