// Shortcuts, with one stack: what opens pushes its keys, what closes pops them, and only the top listens.
// A key is written as in `Shift+Enter`, `Mod+KeyK` (Ctrl, or Command on a Mac), `KeyG KeyL` (one after the other), by
// `event.code`, so that Arabic and Persian layouts work. None fires while somebody types, but those with Mod and Escape.

const stack = [];
const WAIT = 1000; // ms in which the second key of a pair must come
let first = null;
let since = 0;

const mac = /Mac|iPhone|iPad/.test(navigator.platform);

export function push(bindings) {
  const scope = { bindings };
  stack.push(scope);
  return () => {
    const at = stack.indexOf(scope);
    if (at >= 0) stack.splice(at, 1);
  };
}

// Adds to the keys of the page itself, below all that opens.
export const base = {};
stack.push({ bindings: base, base: true });

export function typing(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    && !/^(checkbox|radio|button|submit)$/.test(target.type ?? "");
}

// Enter on a link or button, and Space on a button, press that: no shortcut may take them.
function presses(event, key) {
  return (key === "Enter" || key === "Space") && Boolean(event.target.closest?.("a, button, summary"));
}

function written(event) {
  const parts = [];
  if (mac ? event.metaKey : event.ctrlKey) parts.push("Mod");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey) parts.push("Shift");
  parts.push(event.code === "NumpadEnter" ? "Enter" : event.code);
  return parts.join("+");
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || /^(Shift|Control|Alt|Meta)/.test(event.code)) return;
  const key = written(event);
  if (presses(event, key)) return;
  if (typing(event.target) && !key.startsWith("Mod") && key !== "Escape") return;
  const { bindings } = stack.at(-1);
  const pair = first !== null && Date.now() - since < WAIT ? bindings[`${first} ${key}`] : undefined;
  const found = pair ?? bindings[key];
  const begins = Object.keys(bindings).some((name) => name.startsWith(`${key} `));
  first = pair === undefined && begins ? key : null;
  since = Date.now();
  if (!found) return;
  if (found(event) !== false) event.preventDefault();
});

// `g` and a letter go to a place of the sidebar.
for (const link of document.querySelectorAll("[data-go]")) {
  base[`KeyG Key${link.dataset.go.toUpperCase()}`] = () => link.click();
}
// A button or link with `data-key` is pressed by it: `data-key="KeyC"`.
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || stack.at(-1).base !== true || typing(event.target)) return;
  const key = written(event);
  if (presses(event, key)) return;
  const found = document.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);
  if (!found || found.closest("[hidden]")) return;
  event.preventDefault();
  found.click();
});
base["Slash"] = () => {
  const field = document.querySelector("[data-search]");
  if (!field) return false;
  field.focus();
  field.select?.();
};
