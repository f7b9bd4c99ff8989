// <q-order url target>: a list whose rows are put into another order by dragging their grip or, on the grip, by the
// arrow keys. Sends `moved` (the row), `to` (its place from 1) and `order` (all rows); the server answers with the list.
class Order extends HTMLElement {
  connectedCallback() {
    this.addEventListener("pointerdown", (event) => this.grab(event));
    this.addEventListener("keydown", (event) => this.key(event));
  }

  get rows() { return [...this.querySelectorAll(":scope [data-row]")].filter((row) => row.closest("q-order") === this); }

  key(event) {
    const grip = event.target.closest("[data-grip]");
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.code];
    if (!grip || !step) return;
    event.preventDefault();
    const row = grip.closest("[data-row]");
    const rows = this.rows;
    const to = rows.indexOf(row) + step;
    if (to < 0 || to >= rows.length) return;
    if (step < 0) rows[to].before(row);
    else rows[to].after(row);
    this.send(row);
  }

  grab(event) {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button !== 0) return;
    event.preventDefault();
    const row = grip.closest("[data-row]");
    const before = this.rows.indexOf(row);
    grip.setPointerCapture(event.pointerId);
    row.setAttribute("data-dragged", "");
    const moves = ({ clientY }) => {
      for (const other of this.rows) {
        if (other === row) continue;
        const { top, height } = other.getBoundingClientRect();
        const above = row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING;
        // The others move, since a row that leaves the page for a moment loses the pointer.
        if (above && clientY < top + height / 2) { row.after(other); return; }
        if (!above && clientY > top + height / 2) row.before(other);
      }
    };
    const ends = () => {
      grip.removeEventListener("pointermove", moves);
      row.removeAttribute("data-dragged");
      if (this.rows.indexOf(row) !== before) this.send(row);
    };
    grip.addEventListener("pointermove", moves);
    grip.addEventListener("lostpointercapture", ends, { once: true });
  }

  async send(row) {
    const rows = this.rows;
    const moved = row.dataset.row;
    const name = this.dataset.order;
    const values = { moved, to: rows.indexOf(row) + 1, order: rows.map((each) => each.dataset.row) };
    await htmx.ajax("POST", this.getAttribute("url"), { source: this, target: this.getAttribute("target"), swap: "outerHTML", values });
    document.querySelector(`q-order[data-order="${CSS.escape(name)}"] [data-row="${CSS.escape(moved)}"] [data-grip]`)?.focus();
  }
}
customElements.define("q-order", Order);
