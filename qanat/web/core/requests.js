// What htmx does not do by itself: a lost connection, an ended session and a mistake of ours are said, what was typed
// stays, and trying again is one press.
import { toast, words } from "./toasts.js";

const body = document.body;

// What was only just swapped in is htmx's before it is sent or pressed, however fast one types: else a form would leave the
// page and what was typed, and a button would do nothing.
document.addEventListener("submit", ({ target }) => htmx.process(target), true);
document.addEventListener("click", ({ target }) => {
  const asks = target.closest?.("[hx-get], [hx-post]");
  if (asks) htmx.process(asks);
}, true);

body.addEventListener("htmx:sendError", (event) => lost(event.detail));
body.addEventListener("htmx:timeout", (event) => lost(event.detail));

function lost(detail) {
  const { elt, requestConfig } = detail;
  toast({ message: words().lost, bad: true, action: words().again, act: () => again(elt, requestConfig) });
}

function again(elt, config) {
  if (!document.contains(elt)) return location.reload();
  if (elt.tagName === "FORM") return elt.requestSubmit();
  const { verb, path, parameters, target } = config;
  return htmx.ajax(verb.toUpperCase(), path, { source: elt, target, values: parameters });
}

body.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  if (xhr.status === 401) {
    toast({ message: words().ended, bad: true });
    setTimeout(() => location.assign(xhr.getResponseHeader("X-Sign-In") ?? "/"), 1200);
  } else if (!xhr.getResponseHeader("HX-Trigger")) {
    toast({ message: words().failed, bad: true });
  }
});

// htmx reads the headers of an error only when it swaps; toasts must come with errors too.
body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status >= 400 && xhr.getResponseHeader("HX-Reswap") === "none") event.detail.isError = false;
});

addEventListener("offline", () => toast({ message: words().lost, bad: true }));
addEventListener("online", () => toast({ message: words().back }));

// A button waits visibly while its request runs, but not before one would notice.
const waits = new WeakMap();
body.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const button = detail.elt.matches("form") ? detail.elt.querySelector("button:not([type=button])") : detail.elt.closest("button");
  if (button) waits.set(detail.xhr, [button, setTimeout(() => button.setAttribute("aria-busy", "true"), 150)]);
});
body.addEventListener("htmx:afterRequest", ({ detail }) => {
  const [button, timer] = waits.get(detail.xhr) ?? [];
  clearTimeout(timer);
  button?.removeAttribute("aria-busy");
});

// The first field that is wrong gets the focus, so that a screen reader says what is wrong with it.
body.addEventListener("htmx:afterSettle", ({ detail }) => {
  detail.elt.querySelector?.('[aria-invalid="true"]')?.focus();
});
document.querySelector('[aria-invalid="true"]')?.focus();
