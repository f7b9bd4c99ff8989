// Fields that somebody else was faster in, `[data-clash]`. One shows both values where it stands; from the second on, and
// when asked, they are shown together in a dialog, and each is saved or given up as is chosen there. Whoever closes the
// dialog keeps what was typed, in the fields.
import { back, save } from "./cell.js";

const waiting = () => [...document.querySelectorAll("[data-clash]:not([data-sent])")];
const dialogOpen = () => document.querySelector("dialog[data-clashes][open]");
const fieldOf = (cell) => cell.querySelector("[name=value]");

function words(field) {
  if (field.tagName !== "SELECT") return field.value;
  return [...field.selectedOptions].map((option) => option.textContent.trim()).join(", ");
}

function chosen() {
  const sets = dialogOpen()?.querySelectorAll("[data-cell]") ?? [];
  return new Map([...sets].map((set) => [set.dataset.cell, set.querySelector(":checked")?.value ?? ""]));
}

function compare() {
  const cells = waiting();
  const before = chosen();
  const values = {
    cell: cells.map((cell) => cell.dataset.edit),
    mine: cells.map((cell) => words(fieldOf(cell))),
    choice: cells.map((cell) => before.get(cell.dataset.edit) ?? ""),
  };
  const ask = () => htmx.ajax("POST", cells[0].dataset.clash, { target: "#dialog", values });
  const shown = dialogOpen();
  if (!shown) return ask();
  shown.addEventListener("close", ask, { once: true }); // after it has given back its keys
  shown.close();
}

document.body.addEventListener("htmx:afterSettle", ({ target }) => {
  if (!target.matches?.("[data-clash]") || waiting().length < 2) return;
  if (dialogOpen() || !document.querySelector("dialog[open]")) compare();
});

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-compare]")) return compare();
  const all = target.closest?.("[data-choose]");
  if (!all) return;
  for (const one of all.form.querySelectorAll(`[value="${all.dataset.choose}"]`)) one.checked = true;
});

document.addEventListener("submit", ({ target }) => {
  if (!target.closest("dialog[data-clashes]")) return;
  for (const set of target.querySelectorAll("[data-cell]")) {
    const cell = document.querySelector(`[data-clash][data-edit="${CSS.escape(set.dataset.cell)}"]`);
    if (!cell) continue;
    if (set.querySelector(":checked").value === "theirs") { back(cell); continue; }
    cell.querySelector("[name=was]").value = set.dataset.stands;
    save(cell);
  }
});
