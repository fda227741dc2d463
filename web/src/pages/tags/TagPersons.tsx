import { tags as api, type TagPersons as Which } from "../../api/tags";
import { api as client } from "../../api/client";
import { PersonsPanel } from "../../components/PersonsDrawer";

// Which persons of a tag: of a value, of a range of numbers, all that have any, or all that have none.
export interface TagDrill { tag: string; of: Which | "none"; title: string }

export function TagPersons({ drill, onClose }: { drill: TagDrill | undefined; onClose: () => void }) {
  return (
    <PersonsPanel of={drill && JSON.stringify([drill.tag, drill.of])} title={drill?.title ?? ""} onClose={onClose}
      load={(page, signal) => drill!.of === "none"
        ? client.personsBehind("segment", { filter: { has_tag: { tag: drill!.tag } } }, { others: true }, page, signal)
        : api.persons(drill!.tag, drill!.of, page, signal)} />
  );
}
