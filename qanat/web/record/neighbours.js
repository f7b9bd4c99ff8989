// The records before and after this one in the list it was opened from: the list is remembered when one leaves it, the
// page of a record finds its own place there. Nothing shows when it was opened from elsewhere.
import { base } from "../core/keys.js";

const KEPT = "neighbours";
const path = (link) => new URL(link.href, location.href).pathname;

addEventListener("pagehide", () => {
  const list = document.querySelector("q-list");
  if (!list) return;
  const records = [...list.querySelectorAll("a.table__lead")].map(path);
  sessionStorage.setItem(KEPT, JSON.stringify({ records, from: location.href }));
});

const place = document.querySelector("[data-neighbours]");
if (place) {
  const { records = [], from = "" } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  const here = records.indexOf(location.pathname);
  if (here >= 0) {
    place.hidden = false;
    const crumb = document.querySelector(".crumb a");
    if (from && crumb) crumb.href = from;
    step("previous", "KeyK", records[here - 1]);
    step("next", "KeyJ", records[here + 1]);
  }
}

function step(name, key, address) {
  const link = place.querySelector(`[data-${name}]`);
  if (!address) return;
  link.href = address;
  link.removeAttribute("aria-disabled");
  base[key] ??= () => link.click();
}
