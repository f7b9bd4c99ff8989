// What has just happened, said once, with Undo where it can be taken back. The server says it by `HX-Trigger: {"toast": …}`.
const STAYS = 10_000;

const holder = () => document.querySelector("q-toasts");
export const words = () => holder()?.dataset ?? {};

// Small changes in a row are one toast: the deeds of the one that is shown, the newest first.
let gathered = [];
const gathering = () => holder()?.querySelector(".toast[data-gathers]");

export function toast({ message, undo, bad = false, action, act, gathers }) {
  const place = holder();
  if (!place) return;
  if (gathers) {
    gathered = [gathers, ...(gathering() ? gathered : [])];
    gathering()?.remove();
    if (gathered.length > 1) message = changes(gathered.length);
  }
  const box = document.createElement("div");
  box.className = "toast";
  if (gathers) box.dataset.gathers = gathered.length;
  if (bad) {
    box.classList.add("toast--bad");
    box.setAttribute("role", "alert");
  }
  const text = document.createElement("span");
  text.textContent = message;
  box.append(text);
  const deeds = gathers ? gathered : [];
  if (undo) box.append(button(words().undo, () => takeBack(undo, deeds), box));
  if (act) box.append(button(action, act, box));
  const close = button("×", () => {}, box);
  close.setAttribute("aria-label", words().close);
  box.append(close);
  if (!place.matches(":popover-open")) place.showPopover?.();
  place.append(box);
  while (place.querySelectorAll(".toast").length > 3) place.querySelector(".toast").remove();
  let timer = setTimeout(() => gone(box), STAYS);
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("focusin", () => clearTimeout(timer));
  box.addEventListener("pointerleave", () => { timer = setTimeout(() => gone(box), STAYS / 2); });
}

function takeBack(undo, deeds) {
  if (deeds.length < 2) return htmx.ajax("POST", undo, { swap: "none" });
  return htmx.ajax("POST", words().several, { swap: "none", values: { deed: deeds } });
}

function changes(count) {
  const forms = JSON.parse(words().changes);
  const form = forms[new Intl.PluralRules(document.documentElement.lang).select(count)] ?? forms.other;
  return form.replace("{n}", new Intl.NumberFormat("en", { numberingSystem: words().digits }).format(count));
}

function gone(box) {
  const place = box.parentElement;
  box.remove();
  if (place && !place.querySelector(".toast")) place.hidePopover?.();
}

function button(label, act, box) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--sm";
  made.textContent = label;
  made.addEventListener("click", () => { gone(box); act(); });
  return made;
}

class Toasts extends HTMLElement {
  connectedCallback() {
    this.setAttribute("popover", "manual"); // in the top layer, above dialogs
    for (const said of this.querySelectorAll("template[data-message]")) toast({ message: said.content.textContent, undo: said.dataset.undo });
  }
}
customElements.define("q-toasts", Toasts);
document.body.addEventListener("toast", (event) => toast(event.detail));
document.body.addEventListener("undone", () => location.reload());
