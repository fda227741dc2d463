import { Card, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "../../api/types";
import { templateOf } from "../../lib/playbooks/build";
import type { Playbook, Setting } from "../../lib/playbooks/playbook";
import { Preview } from "../templates/Preview";
import { tongueNames } from "./use_tongues";

const languages: readonly Language[] = ["zh-CN", "en"];

// The mails as they will read, of each language.
export function Mails({ playbook, setting, mails }: { playbook: Playbook; setting: Setting; mails: readonly string[] }) {
  const { t } = useTranslation();
  const [mail, setMail] = useState(mails[0]!);
  const [language, setLanguage] = useState<Language>(setting.language);
  const [person, setPerson] = useState(0);
  const { channel, contents } = templateOf(playbook, mail, setting, t);
  return (
    <div className="playbook-mails">
      <Card title={t("playbooks.mails")} extra={<Segmented<Language> size="small" value={language} onChange={setLanguage} options={languages.map((value) => ({ value, label: tongueNames[value] }))} />}>
        <p className="meta">{t("playbooks.mailsHint")}</p>
        <Segmented value={mail} onChange={setMail} options={mails.map((value) => ({ value, label: <span data-testid={`mail-${value}`}>{t(`playbooks.book.${playbook.key}.step.${value}`)}</span> }))} />
      </Card>
      <Preview message={{ channel, contents }} language={language} person={person} onPerson={setPerson} onBroken={() => undefined} />
    </div>
  );
}
