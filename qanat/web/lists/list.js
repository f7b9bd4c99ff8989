// <q-list>: the keys of a list, choosing rows, editing cells, making columns wider, and the record beside.
import { base } from "../core/keys.js";
import { edit } from "../components/cell/cell.js";
import { hold, press } from "./pins.js";


// The arrows walk through a menu.
function menuKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const menu = event.target.closest?.(".menu[popover]");
  if (!step || !menu) return;
  event.preventDefault();
  event.stopPropagation();
  const items = [...menu.querySelectorAll(".menu__item:is(a, button)")];
  items[(items.indexOf(event.target) + step + items.length) % items.length]?.focus();
}

class List extends HTMLElement {
  connectedCallback() {
    this.body = this.querySelector("tbody");
    this.bulk = this.querySelector("#bulk");
    this.anchor = null;
    this.bind();
    this.addEventListener("change", (event) => this.changed(event));
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("pointerdown", (event) => { this.grip(event); this.drag(event); });
    this.addEventListener("keydown", (event) => { this.gripKey(event); menuKey(event); });
    this.addEventListener("htmx:afterSettle", () => this.grown());
    this.next = () => this.beside(1);
    this.previous = () => this.beside(-1);
    this.fresh = () => this.renew();
    document.body.addEventListener("person-changed", this.fresh);
    document.body.addEventListener("deal-changed", this.fresh);
    document.addEventListener("panel-next", this.next);
    document.addEventListener("panel-previous", this.previous);
    this.held = hold(this);
    this.count();
  }

  disconnectedCallback() {
    this.held?.disconnect();
    document.removeEventListener("panel-next", this.next);
    document.removeEventListener("panel-previous", this.previous);
    document.body.removeEventListener("person-changed", this.fresh);
    document.body.removeEventListener("deal-changed", this.fresh);
    this.pop?.();
  }

  bind() {
    Object.assign(base, {
      KeyJ: () => this.move(1), KeyK: () => this.move(-1), ArrowDown: () => this.move(1), ArrowUp: () => this.move(-1),
      KeyX: () => this.toggle(this.row), KeyE: () => edit(this.row?.querySelector("[data-edit]:focus") ?? this.row?.querySelector("[data-edit]")),
      Enter: () => this.open(),
      "Shift+Enter": () => this.go(), Escape: () => this.clear(),
      KeyA: () => this.deed("KeyA"), KeyS: () => this.deed("KeyS"), KeyD: () => this.deed("KeyD"),
      KeyT: () => this.plan(),
    });
  }

  get rows() { return [...(this.body?.querySelectorAll("[data-row]") ?? [])]; }
  get row() { return this.body?.querySelector("[data-open]"); }
  get boxes() { return [...(this.body?.querySelectorAll("input[name=id]") ?? [])]; }
  get chosen() { return this.boxes.filter((box) => box.checked); }

  move(step) {
    const { rows } = this;
    if (!rows.length) return false;
    const at = rows.indexOf(this.row);
    this.mark(rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step))]);
    if (!document.getElementById("panel")?.hidden) this.open();
  }

  mark(row) {
    this.row?.removeAttribute("data-open");
    row?.setAttribute("data-open", "");
    row?.scrollIntoView({ block: "nearest" });
  }

  beside(step) { this.move(step); }

  // The next step: in the composer of the record that is open beside, else in a dialog for the selected line.
  plan() {
    const composer = document.querySelector("[data-compose=task]");
    if (composer) return composer.click();
    const place = this.row?.dataset.next;
    if (!place) return false;
    htmx.ajax("GET", place, { target: "#dialog" });
  }

  // The selected line shows what became of its record, and stays selected and chosen as it was.
  renew() {
    const { row } = this;
    if (!row || row.querySelector("[data-editing]")) return;
    const { here, query } = this.dataset, id = row.dataset.row, { checked } = row.querySelector("input[name=id]");
    htmx.ajax("GET", `${here}rows/?${query}&only=${id}`, { target: row, swap: "outerHTML" }).then(() => {
      const made = this.rows.find((one) => one.dataset.row === id);
      if (!made) return this.count();
      made.setAttribute("data-open", "");
      made.querySelector("input[name=id]").checked = checked;
      this.count();
    });
  }

  open() {
    const link = this.row?.querySelector("a.table__lead");
    if (!link) return false;
    if (link.hasAttribute("hx-get")) htmx.trigger(link, "click");
    else link.click();
  }

  go() {
    const link = this.row?.querySelector("a.table__lead");
    if (!link) return false;
    location.assign(link.href);
  }

  deed(key) {
    const button = this.bulk?.querySelector(`[data-deed-key=${key}]`);
    if (!button) return false;
    if (!this.chosen.length) { if (!this.row) return false; this.toggle(this.row); }
    button.click();
    button.popoverTargetElement?.querySelector("button, input")?.focus();
  }

  // Choosing
  toggle(row) {
    const box = row?.querySelector("input[name=id]");
    if (!box) return false;
    box.checked = !box.checked;
    this.anchor = box;
    this.count();
  }

  changed({ target }) {
    if (target.matches("[data-all]")) for (const box of this.boxes) box.checked = target.checked;
    if (target.name === "all") this.classList.toggle("list--every", target.checked);
    this.count();
  }

  clicked(event) {
    const { target } = event;
    if (target.matches("input[name=id]")) {
      if (event.shiftKey && this.anchor) this.range(this.anchor, target);
      this.anchor = target;
      return;
    }
    if (target.closest("[data-clear]")) return this.clear();
    const up = target.closest("[data-up]"), down = target.closest("[data-down]");
    if (up ?? down) return this.reorder((up ?? down).closest("li"), up ? -1 : 1);
    const pin = target.closest("[data-pin]");
    if (pin) return press(pin);
    const row = target.closest("[data-row]");
    if (row && !event.metaKey && !event.ctrlKey) this.mark(row);
  }

  range(from, to) {
    const { boxes } = this;
    const [first, last] = [boxes.indexOf(from), boxes.indexOf(to)].sort((a, b) => a - b);
    for (const box of boxes.slice(first, last + 1)) box.checked = to.checked;
    this.count();
  }

  clear() {
    if (!this.chosen.length) { if (!this.row) return false; this.mark(null); return; }
    for (const box of this.boxes) box.checked = false;
    const every = this.bulk.querySelector("[name=all]");
    if (every) every.checked = false;
    this.classList.remove("list--every");
    this.count();
  }

  count() {
    if (!this.bulk) return;
    const { chosen, boxes } = this;
    for (const box of boxes) box.closest("tr").setAttribute("aria-selected", String(box.checked));
    this.bulk.hidden = !chosen.length;
    const every = this.bulk.querySelector("[name=all]");
    const said = this.bulk.querySelector("[data-chosen]");
    said.textContent = every?.checked ? this.querySelector("#every").textContent : new Intl.NumberFormat("en", { numberingSystem: said.dataset.digits }).format(chosen.length);
    this.bulk.querySelector(".bulk__all").hidden = chosen.length < boxes.length || !boxes.length;
    const all = this.querySelector("[data-all]");
    if (all) {
      all.checked = chosen.length > 0 && chosen.length === boxes.length;
      all.toggleAttribute("data-mixed", chosen.length > 0 && chosen.length < boxes.length);
    }
  }

  // Rows that have come by scrolling are chosen too where all that match are.
  grown() {
    if (!this.classList.contains("list--every")) return;
    for (const box of this.boxes) box.checked = true;
    this.count();
  }

  // Columns
  col(grip) { return this.querySelector(`col[data-col="${grip.dataset.grip}"]`); }

  get way() { return getComputedStyle(this).direction === "rtl" ? -1 : 1; }

  widen(grip, width) {
    const made = Math.round(Math.min(640, Math.max(48, width)));
    this.col(grip).width = String(made);
    grip.setAttribute("aria-valuenow", String(made));
  }

  grip(event) {
    const grip = event.target.closest("[data-grip]");
    if (!grip) return;
    event.preventDefault();
    grip.focus();
    const from = event.clientX, before = Number(this.col(grip).width), { way } = this;
    const drag = (move) => this.widen(grip, before + way * (move.clientX - from));
    addEventListener("pointermove", drag);
    addEventListener("pointerup", () => { removeEventListener("pointermove", drag); this.keepWidths(); }, { once: true });
  }

  // The arrows make a column wider or narrower, Shift by more.
  gripKey(event) {
    const grip = event.target.closest?.("[data-grip]");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!grip || !step) return;
    event.preventDefault();
    event.stopPropagation();
    this.widen(grip, Number(this.col(grip).width) + step * this.way * (event.shiftKey ? 64 : 16));
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keepWidths(), 300);
  }

  keepWidths() {
    const widths = [...this.querySelectorAll("col[data-col]")].map((one) => `${one.dataset.col}:${(Number(one.width) / 16).toFixed(2)}`).join(",");
    const address = new URL(location.href);
    address.searchParams.set("widths", widths);
    history.replaceState(history.state, "", address);
    for (const field of this.querySelectorAll("[name=widths]")) field.value = widths;
  }

  // A column of the menu that is dragged takes the place of the one it is over.
  drag(event) {
    const item = event.target.closest("[data-columns] [data-drag]")?.closest("li");
    if (!item) return;
    event.preventDefault();
    item.toggleAttribute("data-dragged", true);
    const over = ({ clientX, clientY }) => {
      const other = document.elementFromPoint(clientX, clientY)?.closest("[data-columns] li");
      if (!other || other === item || other.querySelector("input:disabled")) return;
      const { top, height } = other.getBoundingClientRect();
      if (clientY < top + height / 2) other.before(item); else other.after(item);
    };
    addEventListener("pointermove", over);
    addEventListener("pointerup", () => { removeEventListener("pointermove", over); item.removeAttribute("data-dragged"); this.columns(); }, { once: true });
  }

  reorder(item, step) {
    const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other || other.querySelector("input:disabled")) return;
    if (step < 0) other.before(item); else other.after(item);
    this.columns();
  }

  columns() {
    const field = this.querySelector("#columns [name=columns]");
    field.value = [...this.querySelectorAll("[data-columns] input:checked")].map((box) => box.value).join(",");
  }
}
customElements.define("q-list", List);

document.addEventListener("click", ({ target }) => target.closest("[data-put-away]")?.closest(".list-file").remove());
document.addEventListener("change", ({ target }) => {
  if (target.closest("[data-columns]")) target.closest("q-list").columns();
  const filter = target.closest("[data-filter]");
  const editor = target.closest("q-criteria");
  if (filter && editor) {
    const { advanced, back } = editor;
    const asked = new URLSearchParams(new FormData(filter));
    const address = `${filter.getAttribute("action")}?${asked}`;
    htmx.ajax("GET", address, { target: "#list", swap: "outerHTML" }).then(() => {
      history.replaceState(null, "", address);
      document.querySelector("#list q-criteria")?.resume({ advanced, back });
    });
  }
});
