// A value that can be edited where it stands, `[data-edit="address"]`. In a table a click or the arrows bring the focus to
// a cell, and Enter, F2, a second click or typing edits it; in facts the first click or Enter does. Enter saves, Tab saves
// and goes to the next, Escape leaves it as it was. What is saved shows at once; what the server refuses comes back as a
// field with its reason.
const open = (cell) => cell.hasAttribute("data-editing");
const row = (cell) => cell.closest("tr, dl");
const cellAt = (around, place) => [...around.querySelectorAll("[data-edit]")].find((cell) => cell.dataset.edit === place);

export function focus(cell) {
  if (!cell || open(cell)) return false;
  cell.tabIndex = cell.tagName === "DD" ? 0 : -1;
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export function edit(cell, typed = "") {
  if (!cell?.dataset.edit || open(cell)) return false;
  const place = cell.dataset.edit;
  const around = row(cell);
  htmx.ajax("GET", place, { target: cell, swap: "outerHTML" }).then(() => {
    const made = cellAt(around, place);
    const field = made && open(made) ? made.querySelector("[name=value]") : null;
    if (!field) return;
    field.focus();
    if (typed && field.matches("input:not([type=date])")) field.value = typed;
    else field.select?.();
  });
}

export function back(cell) {
  cell.dataset.left = "1";
  const around = row(cell);
  const place = cell.dataset.edit;
  htmx.ajax("POST", place, { target: cell, swap: "outerHTML", values: { back: "1", as: cell.tagName.toLowerCase() } })
    .then(() => { if (!around.contains(document.activeElement)) focus(cellAt(around, place)); });
}

// Sends what was typed, and looks as if it were saved already.
export function save(cell, next) {
  if (cell.dataset.left) return;
  cell.dataset.left = "1";
  const around = row(cell);
  const place = cell.dataset.edit;
  cell.querySelector("form").requestSubmit();
  cell.toggleAttribute("data-sent", true);
  if (next) return edit(next);
  const settled = () => {
    const made = cellAt(around, place);
    if (!made || made === cell) return; // it was another cell's answer
    around.removeEventListener("htmx:afterSettle", settled);
    if (document.activeElement === document.body) focus(made);
  };
  around.addEventListener("htmx:afterSettle", settled);
}

// A request that never got there leaves the field as it was, to be sent again.
document.body.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  const cell = target.closest?.("[data-sent]");
  if (!cell || detail.xhr.status) return;
  cell.removeAttribute("data-sent");
  delete cell.dataset.left;
  cell.querySelector("[name=value]")?.focus();
});

function beside(cell, step) {
  const cells = [...row(cell).querySelectorAll("[data-edit]")];
  return cells[cells.indexOf(cell) + step] ?? null;
}

function below(cell, step) {
  const place = row(cell).querySelectorAll(":scope > *");
  const rows = [...cell.closest("tbody").querySelectorAll("[data-row]")];
  return rows[rows.indexOf(row(cell)) + step]?.children[[...place].indexOf(cell)] ?? null;
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("[data-editing]");
  if (cell) return editing(event, cell);
  if (event.target.matches?.("[data-edit]")) standing(event, event.target);
}, true);

function editing(event, cell) {
  const done = () => { event.preventDefault(); event.stopPropagation(); };
  if (event.key === "Escape") { done(); back(cell); }
  else if (event.key === "Tab") { done(); save(cell, beside(cell, event.shiftKey ? -1 : 1)); }
  else if (event.key === "Enter" && !event.isComposing) { done(); save(cell); }
}

function standing(event, cell) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const done = () => { event.preventDefault(); event.stopPropagation(); };
  if (event.key === "Enter" || event.key === "F2") { if (event.shiftKey) return; done(); return edit(cell); }
  if (cell.tagName === "DD") return;
  const ahead = getComputedStyle(cell).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const moves = { [ahead]: () => beside(cell, 1), Tab: () => beside(cell, event.shiftKey ? -1 : 1), ArrowDown: () => below(cell, 1), ArrowUp: () => below(cell, -1) };
  moves[ahead === "ArrowLeft" ? "ArrowRight" : "ArrowLeft"] = () => beside(cell, -1);
  if (moves[event.key]) {
    const to = moves[event.key]();
    if (to?.dataset.edit) { done(); focus(to); }
  } else if (event.key === "Escape") { done(); cell.blur(); }
  else if (event.key.length === 1 && event.key !== " ") { done(); edit(cell, event.key); }
}

document.addEventListener("focusout", (event) => {
  const cell = event.target.closest?.("[data-editing]");
  if (!cell || cell.dataset.left || cell.contains(event.relatedTarget)) return;
  const field = cell.querySelector("[name=value]");
  const was = cell.querySelector("[name=was]");
  if (!field || cell.querySelector("[role=alert]")) return;
  if (field.value === was.value) back(cell);
  else save(cell);
});

let standingAt = null;
document.addEventListener("pointerdown", () => { standingAt = document.activeElement; }, true);
document.addEventListener("click", ({ target }) => {
  const cell = target.closest?.("[data-edit]:not([data-editing])");
  if (!cell || target.closest("a, button")) return;
  if (cell.tagName === "DD" || standingAt === cell) edit(cell);
  else focus(cell);
});
