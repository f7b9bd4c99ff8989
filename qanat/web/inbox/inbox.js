// <q-inbox>: worked down by keys. J and K move, Enter opens the record beside, E or D is done, H puts off, C logs a call.
import { base } from "../core/keys.js";

class Inbox extends HTMLElement {
  connectedCallback() {
    Object.assign(base, {
      KeyJ: () => this.move(1), KeyK: () => this.move(-1), ArrowDown: () => this.move(1), ArrowUp: () => this.move(-1),
      Enter: (event) => (event.target.closest?.("dd") ? false : this.open()),
      KeyE: () => this.press("[data-done]"), KeyD: () => this.press("[data-done]"), KeyH: () => this.press("[data-later]"), KeyC: () => this.press("[data-log]"),
    });
    this.addEventListener("click", ({ target }) => { if (target.closest(".wait__name")) this.mark(target.closest("[data-wait]")); });
    this.next = () => { this.move(1); this.open(); };
    this.previous = () => { this.move(-1); this.open(); };
    document.addEventListener("panel-next", this.next);
    document.addEventListener("panel-previous", this.previous);
    if (Inbox.at !== undefined) this.mark(this.lines[Math.min(Inbox.at, this.lines.length - 1)]);
  }

  disconnectedCallback() {
    document.removeEventListener("panel-next", this.next);
    document.removeEventListener("panel-previous", this.previous);
  }

  get lines() { return [...this.querySelectorAll("[data-wait]")]; }
  get line() { return this.querySelector("[data-wait][aria-current]"); }

  mark(line) {
    this.line?.removeAttribute("aria-current");
    line?.setAttribute("aria-current", "true");
    line?.scrollIntoView({ block: "nearest" });
    Inbox.at = line ? this.lines.indexOf(line) : undefined;
  }

  move(step) {
    const { lines } = this;
    if (!lines.length) return false;
    const at = lines.indexOf(this.line);
    this.mark(lines[Math.min(lines.length - 1, Math.max(0, at + step))]);
    if (!document.getElementById("panel").hidden) this.open();
  }

  open() {
    const link = this.line?.querySelector(".wait__name[hx-get]");
    if (!link) return false;
    htmx.trigger(link, "click");
  }

  press(what) {
    const button = this.line?.querySelector(what);
    if (!button) return false;
    button.click();
  }
}
customElements.define("q-inbox", Inbox);
