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

// Opened by its own address, a dialog is the page: its form is sent as any form is, and closing it goes back.
const alone = document.querySelector(".alone");
for (const form of alone?.querySelectorAll("form[method=post][hx-post]") ?? []) form.removeAttribute("hx-post");
alone?.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) location.assign(alone.dataset.back);
});
