// What has just happened, said once, with Undo where it can be taken back. The server says it by `HX-Trigger: {"toast": …}`.
const STAYS = 10_000;

const holder = () => document.querySelector("q-toasts");
export const words = () => holder()?.dataset ?? {};

export function toast({ message, undo, bad = false, action, act }) {
  const place = holder();
  if (!place) return;
  const box = document.createElement("div");
  box.className = "toast";
  if (bad) {
    box.classList.add("toast--bad");
    box.setAttribute("role", "alert");
  }
  const text = document.createElement("span");
  text.textContent = message;
  box.append(text);
  if (undo) box.append(button(words().undo, () => htmx.ajax("POST", undo, { swap: "none" }), box));
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
    for (const said of this.querySelectorAll("template[data-message]")) toast({ message: said.content.textContent });
  }
}
customElements.define("q-toasts", Toasts);
document.body.addEventListener("toast", (event) => toast(event.detail));
document.body.addEventListener("undone", () => location.reload());
