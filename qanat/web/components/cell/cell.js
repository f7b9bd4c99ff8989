// A value that can be edited where it stands, `[data-edit="address"]`: in a table at the second click or by E, in facts at
// the first or by Enter. Enter saves, Tab saves and goes to the next, Escape leaves it as it was; what the server refuses
// stays in the field with its reason.
const open = (cell) => cell.hasAttribute("data-editing");
const row = (cell) => cell.closest("tr, dl");

export function edit(cell) {
  if (!cell?.dataset.edit || open(cell)) return false;
  const place = cell.dataset.edit;
  const around = row(cell);
  htmx.ajax("GET", place, { target: cell, swap: "outerHTML" }).then(() => {
    const field = around.querySelector(`[data-editing][data-edit="${CSS.escape(place)}"] [name=value]`);
    field?.focus();
    field?.select?.();
  });
}

function back(cell) {
  cell.dataset.left = "1";
  htmx.ajax("POST", cell.dataset.edit, { target: cell, swap: "outerHTML", values: { back: "1" } });
}

let wanted = null;
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("[data-editing]");
  if (!cell) {
    if (event.key === "Enter" && event.target.matches?.("dd[data-edit]")) { event.preventDefault(); edit(event.target); }
    return;
  }
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    back(cell);
  } else if (event.key === "Tab") {
    event.preventDefault();
    const cells = [...row(cell).querySelectorAll("[data-edit]")];
    wanted = cells[cells.indexOf(cell) + (event.shiftKey ? -1 : 1)]?.dataset.edit ?? null;
    cell.querySelector("form").requestSubmit();
  } else if (event.key === "Enter") {
    event.preventDefault();
    wanted = null;
    cell.querySelector("form").requestSubmit();
  }
}, true);

document.addEventListener("focusout", (event) => {
  const cell = event.target.closest?.("[data-editing]");
  if (!cell || cell.dataset.left || cell.contains(event.relatedTarget)) return;
  const field = cell.querySelector("[name=value]");
  const was = cell.querySelector("[name=was]");
  if (!field || cell.querySelector("[role=alert]") || cell.querySelector(".htmx-request")) return;
  if (field.value === was.value) back(cell);
  else cell.querySelector("form").requestSubmit();
});

let pressed = null;
document.addEventListener("click", ({ target }) => {
  const cell = target.closest?.("[data-edit]:not([data-editing])");
  if (cell && !target.closest("a, button") && (cell.tagName === "DD" || pressed === cell)) edit(cell);
  pressed = cell;
});

document.body.addEventListener("htmx:afterSwap", () => {
  if (!wanted || document.querySelector("[data-editing] [role=alert]")) return;
  const next = document.querySelector(`[data-edit="${CSS.escape(wanted)}"]:not([data-editing])`);
  wanted = null;
  edit(next);
});
