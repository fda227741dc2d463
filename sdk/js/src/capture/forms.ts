// Forms that are begun, sent and left. Of fields only names and numbers are told, never what is in them.
import { listen } from "../guard.js";
import type { Fields } from "../types.js";
import type { Scene, Watch } from "./scene.js";
import { selectorOf } from "./selector.js";

const fields = "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]),select,textarea";

// By attribute: a field that is called "action" hides the form's property of that name.
function describe(form: HTMLFormElement, scene: Scene): Fields {
  const attribute = (name: string) => HTMLFormElement.prototype.getAttribute.call(form, name) || undefined;
  const action = attribute("action");
  const masked = scene.privacy.isMasked(form);
  return {
    ...(masked ? {} : { $form_id: attribute("id"), $form_name: attribute("name") }),
    $form_action: masked || !action ? undefined : scene.place.clean(new URL(action, document.baseURI).href),
    $selector: selectorOf(form, scene.privacy),
    $field_count: form.querySelectorAll(fields).length,
  };
}

export const watchForms: Watch = (scene) => {
  const begun = new Map<HTMLFormElement, { properties: Fields; field?: string }>();
  listen(document, "input change", ({ target }) => {
    if (!(target instanceof Element) || scene.privacy.isIgnored(target)) return;
    const form = (target as HTMLInputElement).form ?? target.closest("form");
    if (!(form instanceof HTMLFormElement) || scene.privacy.isIgnored(form)) return;
    if (!begun.has(form)) {
      begun.set(form, { properties: describe(form, scene) });
      scene.tell("$form_start", begun.get(form)!.properties);
    }
    begun.get(form)!.field = scene.privacy.isMasked(target) ? undefined : target.getAttribute("name") || undefined;
  });
  listen(document, "submit", ({ target }) => {
    if (!(target instanceof HTMLFormElement) || scene.privacy.isIgnored(target)) return;
    begun.delete(target);
    scene.tell("$form_submit", describe(target, scene));
  });
  return {
    leave(page) {
      for (const { properties, field } of begun.values()) {
        scene.tell("$form_abandon", { ...properties, $last_field: field }, { page, passive: true });
      }
      begun.clear();
    },
  };
};
