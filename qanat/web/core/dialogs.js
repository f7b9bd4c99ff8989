// A <dialog> that arrives in #dialog opens; Escape, its close button, and the event `done` of the server close it. It
// owns the keys while it is open, and gives the focus back to where it came from.
import { push } from "./keys.js";

const place = () => document.getElementById("dialog");

document.body.addEventListener("htmx:afterSwap", () => open());
document.body.addEventListener("done", () => place()?.querySelector("dialog")?.close());

export function open() {
  const dialog = place()?.querySelector("dialog:not([open])");
  if (!dialog) return;
  const before = document.activeElement;
  const pop = push({});
  dialog.showModal();
  dialog.querySelector("[autofocus]")?.focus();
  dialog.addEventListener("close", () => {
    pop();
    dialog.remove();
    if (before instanceof HTMLElement && document.contains(before)) before.focus();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest?.("[data-close]")) dialog.close();
  });
}
