// <q-board>: moving cards by pointer, by touch (a long press lifts), by keys and by a menu, in both directions of writing.
// A move shows at once and is taken back when the server refuses; a gate asks in a dialog.
import { base } from "../core/keys.js";

const FAR = 5; // px before a press becomes a drag
const LONG = 350; // ms after which a touch lifts a card
const EDGE = 60; // px from the edge where the board scrolls along

class Board extends HTMLElement {
  connectedCallback() {
    this.addEventListener("pointerdown", (event) => this.pressed(event));
    this.addEventListener("click", (event) => this.clicked(event));
    Object.assign(base, {
      ArrowLeft: () => this.walk(this.rtl ? 1 : -1, 0), ArrowRight: () => this.walk(this.rtl ? -1 : 1, 0),
      ArrowDown: () => this.walk(0, 1), ArrowUp: () => this.walk(0, -1), KeyJ: () => this.walk(0, 1), KeyK: () => this.walk(0, -1),
      BracketLeft: () => this.step(-1), BracketRight: () => this.step(1),
      Enter: (event) => (event.target === this.card ? this.open() : false),
      Escape: () => this.drop?.(null) ?? false,
    });
    this.switcher();
    if (Board.scrolled) this.scrollLeft = Board.scrolled;
    this.addEventListener("scroll", () => { Board.scrolled = this.scrollLeft; }, { passive: true });
    const kept = Board.kept;
    if (kept) this.querySelector(`[data-deal="${kept}"]`)?.focus({ preventScroll: true });
  }

  get rtl() { return getComputedStyle(this).direction === "rtl"; }
  get columns() { return [...this.querySelectorAll(".column")]; }
  get card() { return document.activeElement?.closest?.("[data-deal]"); }
  cards(column) { return [...column.querySelectorAll("[data-deal]")]; }

  walk(across, down) {
    const { card, columns } = this;
    if (document.activeElement !== document.body && document.activeElement !== this && !card) return false;
    if (!card) { this.querySelector("[data-deal]")?.focus(); return; }
    const column = card.closest(".column");
    const cards = this.cards(column);
    if (down) { cards[cards.indexOf(card) + down]?.focus(); return; }
    const { top } = card.getBoundingClientRect();
    for (let at = columns.indexOf(column) + across; columns[at]; at += across) {
      const near = this.cards(columns[at]).sort((a, b) => Math.abs(a.getBoundingClientRect().top - top) - Math.abs(b.getBoundingClientRect().top - top))[0];
      if (near) { near.focus(); return; }
    }
  }

  open() { htmx.trigger(this.card.querySelector(".deal__name"), "click"); }

  step(way) {
    const { card, columns } = this;
    if (!card || card.dataset.outcome !== "open" || !this.hasAttribute("data-may-change")) return false;
    const to = columns[columns.indexOf(card.closest(".column")) + way];
    if (!to) return false;
    if (to.hasAttribute("data-closed")) this.menu(card);
    else this.move(card, to);
  }

  move(card, to, kind = "stage") {
    const from = card.parentElement, after = card.nextElementSibling;
    const back = () => { from.insertBefore(card, after); card.focus(); };
    Board.kept = card.dataset.deal;
    if (kind === "lost") return htmx.ajax("GET", card.dataset.lost, { target: "#dialog" });
    const cards = to.querySelector(".column__cards");
    cards.insertBefore(card, cards.querySelector("[data-deal]"));
    card.focus({ preventScroll: true });
    const values = kind === "won" ? {} : { stage: to.dataset.stage, seen: card.dataset.seen };
    const refused = (event) => { if (event.detail.xhr.status !== 204) back(); };
    document.body.addEventListener("htmx:afterRequest", refused, { once: true });
    document.body.addEventListener("htmx:sendError", back, { once: true });
    htmx.ajax("POST", kind === "won" ? card.dataset.won : card.dataset.move, { source: card, swap: "none", values });
  }

  // On a phone one column is in sight; the names above lead to the others and say which one it is.
  switcher() {
    const buttons = [...document.querySelectorAll("[data-show]")];
    const seen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        for (const button of buttons) {
          const here = button.dataset.show === target.dataset.stage;
          button.toggleAttribute("aria-current", here);
          if (here) { button.setAttribute("aria-current", "true"); const row = button.parentElement; row.scrollTo({ left: button.offsetLeft - (row.clientWidth - button.offsetWidth) / 2 }); }
        }
      }
    }, { root: this, threshold: 0.6 });
    for (const column of this.columns) seen.observe(column);
    for (const button of buttons) button.onclick = () => this.querySelector(`[data-stage="${button.dataset.show}"]`)?.scrollIntoView({ inline: "start", block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    this.seen = seen;
  }

  disconnectedCallback() { this.seen?.disconnect(); }

  // A menu that does all a drag does
  clicked(event) {
    const button = event.target.closest("[data-card-menu]");
    if (button) { event.preventDefault(); this.menu(button.closest("[data-deal]")); }
  }

  menu(card) {
    document.getElementById("card-menu")?.remove();
    const menu = document.createElement("div");
    menu.id = "card-menu";
    menu.className = "menu";
    menu.popover = "auto";
    menu.setAttribute("role", "menu");
    for (const column of this.columns) {
      if (column === card.closest(".column")) continue;
      const closed = column.hasAttribute("data-closed");
      for (const kind of closed ? ["won", "lost"] : ["stage"]) {
        const entry = document.createElement("button");
        entry.type = "button";
        entry.className = "menu__item";
        entry.setAttribute("role", "menuitem");
        entry.textContent = closed ? column.querySelector(`[data-drop=${kind}]`).textContent : column.getAttribute("aria-label");
        entry.addEventListener("click", () => { menu.remove(); this.move(card, column, kind); });
        menu.append(entry);
      }
    }
    document.body.append(menu);
    const place = (card.querySelector("[data-card-menu]") ?? card).getBoundingClientRect();
    menu.showPopover();
    menu.classList.add("menu--at");
    menu.style.insetBlockStart = `${Math.min(place.bottom, innerHeight - menu.offsetHeight - 8)}px`;
    const start = this.rtl ? innerWidth - place.right : place.left;
    menu.style.insetInlineStart = `${Math.max(8, Math.min(start, innerWidth - menu.offsetWidth - 8))}px`;
    menu.querySelector("button")?.focus();
    menu.addEventListener("keydown", (key) => {
      const way = { ArrowDown: 1, ArrowUp: -1 }[key.key];
      if (!way) return;
      key.preventDefault();
      key.stopPropagation();
      const entries = [...menu.querySelectorAll("button")];
      entries[(entries.indexOf(document.activeElement) + way + entries.length) % entries.length].focus();
    });
    menu.addEventListener("toggle", ({ newState }) => { if (newState === "closed") { menu.remove(); if (document.contains(card)) card.focus(); } });
  }

  // Dragging
  pressed(event) {
    const card = event.target.closest("[data-deal]");
    if (!card || event.button || !this.hasAttribute("data-may-change") || card.dataset.outcome !== "open" || event.target.closest("button")) return;
    const touch = event.pointerType === "touch";
    const from = { x: event.clientX, y: event.clientY };
    let timer = touch ? setTimeout(() => this.lift(card, from), LONG) : null;
    const watch = (move) => {
      if (Math.hypot(move.clientX - from.x, move.clientY - from.y) < FAR) return;
      if (touch) return stop();
      stop();
      this.lift(card, from);
      this.drag?.(move);
    };
    const stop = () => { clearTimeout(timer); timer = null; removeEventListener("pointermove", watch); removeEventListener("pointerup", stop); removeEventListener("pointercancel", stop); };
    addEventListener("pointermove", watch);
    addEventListener("pointerup", stop);
    addEventListener("pointercancel", stop);
  }

  lift(card, from) {
    const box = card.getBoundingClientRect();
    const ghost = card.cloneNode(true);
    ghost.className = "deal deal--ghost";
    ghost.removeAttribute("data-deal");
    ghost.style.inlineSize = `${box.width}px`;
    document.body.append(ghost);
    card.setAttribute("data-ghost", "");
    this.setAttribute("data-dragging", "");
    let over = null;
    let scroll = 0;
    let down = 0;
    const tick = setInterval(() => {
      if (scroll) this.scrollBy({ left: scroll, behavior: "instant" });
      if (down) over?.querySelector(".column__cards").scrollBy({ top: down, behavior: "instant" });
    }, 16);
    this.drag = (move) => {
      ghost.style.translate = `${box.left + move.clientX - from.x}px ${box.top + move.clientY - from.y}px`;
      const edges = this.getBoundingClientRect();
      scroll = move.clientX < edges.left + EDGE ? -12 : move.clientX > edges.right - EDGE ? 12 : 0;
      down = move.clientY > edges.bottom - EDGE ? 10 : move.clientY < edges.top + EDGE * 2 ? -10 : 0;
      const under = document.elementsFromPoint(move.clientX, move.clientY);
      const next = under.find((one) => one.closest?.(".column"))?.closest(".column") ?? null;
      const zone = under.find((one) => one.dataset?.drop);
      if (over !== next) { over?.removeAttribute("data-over"); next?.setAttribute("data-over", ""); over = next; }
      for (const one of this.querySelectorAll("[data-drop]")) one.toggleAttribute("data-hit", one === zone);
    };
    const end = (move) => this.drop(move);
    const hold = (touch) => touch.preventDefault();
    this.drop = (move) => {
      clearInterval(tick);
      removeEventListener("pointermove", this.drag);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      document.removeEventListener("touchmove", hold);
      const zone = this.querySelector("[data-hit]")?.dataset.drop;
      for (const one of this.querySelectorAll("[data-hit]")) one.removeAttribute("data-hit");
      over?.removeAttribute("data-over");
      ghost.remove();
      card.removeAttribute("data-ghost");
      this.removeAttribute("data-dragging");
      this.drag = this.drop = undefined;
      const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
      addEventListener("click", swallow, { capture: true, once: true }); // the one that ends the drag
      setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
      if (move?.type !== "pointerup" || !over || over === card.closest(".column")) return;
      if (!over.hasAttribute("data-closed")) this.move(card, over);
      else if (zone) this.move(card, over, zone);
      else this.menu(card);
    };
    addEventListener("pointermove", this.drag);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
    document.addEventListener("touchmove", hold, { passive: false });
  }
}
customElements.define("q-board", Board);

document.addEventListener("change", ({ target }) => {
  if (target.matches("q-criteria")) target.closest(".board__bar")?.requestSubmit();
});
