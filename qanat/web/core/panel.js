// <aside id="panel">: a record beside the list, the board or the inbox. It shows when a fragment arrives, owns Escape,
// and gives the focus back. Its arrows ask the page for the next and the previous record.
import { base } from "./keys.js";

const panel = () => document.getElementById("panel");
let before = null;

document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
  const beside = panel();
  if (detail.target !== beside || !beside.childElementCount) return;
  if (beside.hidden) before = document.activeElement;
  beside.hidden = false;
  document.documentElement.toggleAttribute("data-panel", true);
});

export function close() {
  const beside = panel();
  if (!beside || beside.hidden) return false;
  beside.hidden = true;
  beside.replaceChildren();
  document.documentElement.removeAttribute("data-panel");
  if (before instanceof HTMLElement && document.contains(before)) before.focus();
}

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-panel-close]")) close();
  if (target.closest("[data-panel-next]")) document.dispatchEvent(new CustomEvent("panel-next"));
  if (target.closest("[data-panel-previous]")) document.dispatchEvent(new CustomEvent("panel-previous"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], :popover-open:not(q-toasts)")) return;
  if (close() !== false) event.preventDefault();
}, true);

base.KeyN ??= () => press("note");
base.KeyT ??= () => press("task");
base.KeyL ??= () => press("call");
base.KeyM ??= () => press("meeting");
function press(kind) {
  const tab = document.querySelector(`[data-compose="${kind}"]`);
  if (!tab) return false;
  tab.click();
}
