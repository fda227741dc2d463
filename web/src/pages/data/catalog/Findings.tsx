import { Tag } from "antd";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import type { Finding } from "../../../api/catalog";
import { When } from "../../../components/When";
import { useWords } from "../../../hooks/use_words";

// What was taken though it was not as planned.
export function Findings({ findings, place }: { findings: Finding[]; place: Ref<HTMLElement> }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <section className="source-part" ref={place} data-testid="findings">
      <h3>{t("catalog.findings")}</h3>
      {findings.length === 0 ? <p className="meta">{t("catalog.noFindings")}</p> : (
        <>
          <p className="meta">{t("catalog.findingsLead")}</p>
          <ul className="findings">
            {findings.map((one) => (
              <li key={`${one.reason} ${one.field} ${one.message}`} data-testid="finding">
                <Tag bordered={false} color="orange">{t(`reason.${one.reason}`, { defaultValue: one.reason })}</Tag>
                <span>{one.field === "" ? <span className="meta">{t("catalog.whole")}</span> : <code className="inline-code">{one.field}</code>} {one.message}</span>
                <span className="meta nowrap">{t("catalog.times", { count: one.times, number: words.number(one.times) })} · <When at={one.last} /></span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
