import type { MenuProps } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useProperties, useSchema } from "../../app/schema";
import { variable } from "../../lib/blocks";

const none: string[] = [];

// What a template can print, as a menu whose keys are the texts to insert. A trait or tag may be missing, so that each is
// offered with a text for that case too.
export function useVariables(): NonNullable<MenuProps["items"]> {
  const { t } = useTranslation();
  const properties = useProperties(none);
  const { tags } = useSchema();
  return useMemo(() => {
    const traits = properties.filter((one) => one.ref.startsWith("person.")).map((one) => one.ref).sort();
    const tagged = tags.map((one) => one.name).sort((a, b) => a.localeCompare(b));
    const item = (key: string, label: string) => ({ key, label });
    return [
      { key: "message", type: "group", label: t("templates.variables.message"), children: [
        item(variable("unsubscribe_url"), t("templates.variables.unsubscribe")), item(variable("preferences_url"), t("templates.variables.preferences")), item(variable("campaign.name"), t("templates.variables.campaign")),
      ] },
      { key: "traits", type: "group", label: t("templates.variables.traits"), children: traits.map((ref) => item(variable(ref, ""), ref.slice("person.".length))) },
      ...(tagged.length > 0 ? [{ key: "tags", type: "group" as const, label: t("templates.variables.tags"), children: tagged.map((name) => item(variable(`tags.${name}`, ""), name)) }] : []),
      { key: "bare", type: "group", label: t("templates.variables.bare"), children: traits.map((ref) => item(variable(ref), ref.slice("person.".length))) },
    ];
  }, [properties, tags, t]);
}
