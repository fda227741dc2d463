import { Button, Input, Popconfirm, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Protocol, SourceSettings } from "../../../api/sources";
import { useSession } from "../../../app/session";
import { nameProblem, withName, withoutName } from "../../../lib/sources";
import { useSourceChange } from "./use_source_change";

interface Props {
  protocol: Protocol;
  settings: SourceSettings;
  onChanged: () => void;
}

// What senders may say in place of a write key.
export function Names({ protocol, settings, onChanged }: Props) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { busy, change } = useSourceChange(onChanged);
  const [text, setText] = useState("");
  const name = text.trim();
  const problem = name === "" ? undefined : nameProblem(settings, protocol, name);
  const names = settings.names.filter((one) => one.protocol === protocol).map((one) => one.name);
  const add = async () => {
    if (name === "" || problem) return;
    await change((now) => withName(now, protocol, name), t("sources.names.added", { name }));
    setText("");
  };
  const remove = (gone: string) => change((now) => withoutName(now, protocol, gone), t("sources.names.removed", { name: gone }));
  return (
    <section className="source-part" data-testid="names">
      <h3>{t("sources.names.title")}</h3>
      <p className="hint first">{t("sources.names.lead")}</p>
      {names.length === 0 ? <p className="meta">{t("sources.names.none")}</p> : (
        <ul className="name-list">
          {names.map((one) => (
            <li key={one} data-testid="accepted-name">
              <code>{one}</code>
              {may("owner") && (
                <Popconfirm title={t("sources.names.remove", { name: one })} description={t("sources.names.removeText")} okText={t("common.remove")} cancelText={t("common.cancel")} okButtonProps={{ danger: true }} onConfirm={() => remove(one)}>
                  <Button size="small" type="text" danger data-testid="remove-name">{t("common.remove")}</Button>
                </Popconfirm>
              )}
            </li>
          ))}
        </ul>
      )}
      <Tooltip title={may("owner") ? undefined : t("sources.onlyOwner")}>
        <form className="row name-form" onSubmit={(event) => { event.preventDefault(); void add(); }}>
          <Input value={text} onChange={(event) => setText(event.target.value)} disabled={!may("owner")} status={problem ? "error" : ""} aria-label={t("sources.names.title")} data-testid="new-name" />
          <Button htmlType="submit" disabled={!may("owner") || name === "" || problem !== undefined} loading={busy} data-testid="add-name">{t("sources.names.add")}</Button>
        </form>
      </Tooltip>
      <p className={problem ? "field-problem name-says" : "hint first name-says"} role="status">{t(problem ? `sources.names.problem.${problem}` : `sources.names.what.${protocol}`)}</p>
    </section>
  );
}
