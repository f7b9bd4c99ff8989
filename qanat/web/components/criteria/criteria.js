// <q-criteria>: criteria as chips. The server draws them; each press of a button with `data-do` sends what is in the
// editor and gets it redrawn. The field of the form holds the last criteria that may be used.
import { push } from "../../core/keys.js";

const FOLD = [[/[\u064B-\u065F\u0670\u0640]/g, ""], [/[آأإٱ]/g, "ا"], [/ک/g, "ك"], [/[یى]/g, "ي"], [/ة/g, "ه"]];
const key = (text) => FOLD.reduce((made, [from, to]) => made.replace(from, to), text.toLowerCase().normalize("NFKC"));

class Criteria extends HTMLElement {
  connectedCallback() {
    if (!this.field) {
      const plain = this.querySelector(".criteria__plain");
      const typed = plain?.querySelector("textarea");
      this.field = Object.assign(document.createElement("input"), { type: "hidden", name: typed?.name ?? "", value: typed?.value ?? "" });
      plain?.replaceWith(this.field);
      this.addEventListener("click", (event) => this.pressed(event));
      this.addEventListener("change", (event) => this.changed(event));
      this.addEventListener("input", (event) => this.typed(event));
      this.addEventListener("keydown", (event) => this.key(event));
    }
    if (this.part?.hasAttribute("data-later")) this.step({ do: "draw" });
    else this.drawn();
  }

  get part() { return this.querySelector(":scope > [data-part]"); }
  get value() { return this.field.value; }
  get asked() { return this.part.dataset.value ?? this.field.value; }

  // Puts other criteria in; fires no `change`, since whoever calls knows.
  set value(json) {
    this.field.value = json;
    this.part.dataset.draft = json;
    this.step({ do: "draw" });
  }

  async step(given) {
    const values = { draft: this.part.dataset.draft, subject: this.dataset.subject, advanced: this.advanced ? "yes" : "", ...given };
    this.back = given;
    this.busy = true;
    await htmx.ajax("POST", this.getAttribute("edit"), { source: this.querySelector("[data-source]"), target: this.part, swap: "outerHTML", values });
    this.busy = false;
    this.drawn();
  }

  drawn() {
    this.pop?.(); // what was open went with the old drawing, without a word
    this.pop = null;
    const opened = this.part.querySelector("[data-opened]");
    if (!opened) this.tell();
    this.show(opened);
    this.count();
  }

  // The field holds what is drawn. Not while something is open: who hears of it may draw the page anew, and what is
  // being filled in would be gone.
  tell() {
    if (this.asked === this.field.value) return;
    this.field.value = this.asked;
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  show(opened) {
    if (!opened) return this.focusBack();
    const at = CSS.escape(opened.dataset.at);
    const anchor = this.querySelector(`[data-chip="${at}"]`) ?? this.querySelector(`.chip--add[data-at="${at}"]`);
    this.pop = push({});
    opened.showPopover({ source: anchor ?? undefined });
    this.fits(opened);
    opened.addEventListener("toggle", ({ newState }) => {
      if (newState !== "closed" || !opened.isConnected) return;
      this.pop?.();
      this.pop = null;
      const pending = this.querySelector(`[data-chip="${at}"][data-pending]`);
      if (this.busy) return;
      if (pending) return this.step({ do: "remove", at: opened.dataset.at });
      (anchor?.querySelector("button") ?? anchor)?.focus();
      this.back = { at: opened.dataset.at };
      this.tell();
    });
    const wrong = opened.querySelector('[aria-invalid="true"]');
    (wrong ?? opened.querySelector("[autofocus]") ?? opened.querySelector("button, input, select, textarea"))?.focus();
  }

  // After a step the hand is where it was: at the same part of the same chip, or at the end of the line.
  focusBack() {
    const { back } = this;
    this.back = null;
    if (!back || back.do === "draw") return;
    const chip = this.querySelector(`[data-chip="${CSS.escape(back.at ?? "")}"]`);
    const select = this.querySelector(`select[data-do="${back.do}"][data-at="${CSS.escape(back.at ?? "")}"]`);
    (select ?? chip?.querySelector(".chip__part--value") ?? chip?.querySelector("button") ?? this.querySelector(".chip--add"))?.focus();
  }

  // After the page around was drawn anew: this one goes on where the one before it was.
  async resume({ advanced, back }) {
    if (advanced) {
      this.advanced = true;
      await this.step({ do: "draw" });
    }
    if (document.activeElement !== document.body) return;
    this.back = back;
    this.focusBack();
  }

  pressed(event) {
    const pressed = event.target.closest("[data-do], [data-apply]");
    if (!pressed || pressed.tagName === "SELECT") return;
    event.preventDefault();
    if (pressed.hasAttribute("data-apply")) return this.apply(pressed.closest("[data-form]"));
    const { do: what, at, what: chosen, v } = pressed.dataset;
    if (what === "phone") return this.toggleAttribute("data-editing");
    if (what === "advanced" || what === "plain") {
      this.advanced = what === "advanced";
      return this.step({ do: "draw" });
    }
    this.step({ do: what, at, ...(chosen === undefined ? {} : { what: chosen }), ...(v === undefined ? {} : { v }) });
  }

  apply(form) {
    const values = { do: form.dataset.form, at: form.dataset.at };
    for (const field of form.querySelectorAll("[data-arg]")) {
      if (field.type === "checkbox" && !field.checked) continue;
      (values[field.dataset.arg] ??= []).push(field.value);
    }
    this.step(values);
  }

  // The fields inside are no fields of the form around: only the editor as a whole changes.
  changed(event) {
    if (event.target === this.field) return;
    event.stopPropagation();
    const { do: what, at } = event.target.dataset;
    if (what) this.step({ do: what, at, what: event.target.value });
    else this.fits(event.target.closest("[data-form]"));
  }

  fits(form) {
    const often = form?.querySelector('[data-arg="is"]')?.value;
    for (const part of form?.querySelectorAll("[data-only]") ?? []) part.hidden = !part.dataset.only.split(" ").includes(often);
    const amount = form?.querySelector('[data-arg="value"]');
    if (amount) amount.hidden = often === "never";
    const when = form?.querySelector('[data-arg="within"]')?.value;
    for (const part of form?.querySelectorAll("[data-when]") ?? []) part.hidden = part.dataset.when !== when;
  }

  typed(event) {
    event.stopPropagation();
    if (!event.target.matches("[data-find]")) return;
    const sought = key(event.target.value.trim());
    const list = event.target.closest("[data-opened]").querySelector("[data-list]");
    let heading = null;
    let any = false;
    for (const entry of list.children) {
      if (entry.matches(".menu__group")) { heading = entry; entry.hidden = true; continue; }
      if (entry.matches("[data-none]")) continue;
      entry.hidden = !key(entry.textContent).includes(sought);
      if (!entry.hidden) { any = true; if (heading) heading.hidden = false; }
    }
    list.querySelector("[data-none]")?.toggleAttribute("hidden", any);
  }

  key(event) {
    const opened = event.target.closest("[data-opened]");
    if (opened) return this.keyOpened(event, opened);
    const buttons = [...this.querySelectorAll("[data-chip] button, .chip--add, .criteria__more")];
    const here = buttons.indexOf(event.target);
    if (here < 0) return;
    const ahead = getComputedStyle(this).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.code === "ArrowLeft" || event.code === "ArrowRight") {
      event.preventDefault();
      buttons[here + (event.code === ahead ? 1 : -1)]?.focus();
    } else if (event.code === "Delete" || event.code === "Backspace") {
      const chip = event.target.closest("[data-chip]");
      if (!chip) return;
      event.preventDefault();
      this.step({ do: "remove", at: chip.dataset.chip });
    }
  }

  keyOpened(event, opened) {
    if (event.code === "Enter" && event.target.matches("input:not([data-find])")) {
      event.preventDefault();
      const form = event.target.closest("[data-form]");
      if (form) this.apply(form);
      return;
    }
    const entries = [...opened.querySelectorAll(".menu__item:not([hidden])")].map((entry) => entry.querySelector("input") ?? entry);
    if (event.code === "Enter" && event.target.matches("[data-find]")) {
      event.preventDefault();
      entries[0]?.click();
      if (entries[0]?.type === "checkbox") entries[0].focus();
    } else if (event.code === "ArrowDown" || event.code === "ArrowUp") {
      if (event.target.matches("select, textarea") || !entries.length) return;
      event.preventDefault();
      const here = entries.indexOf(event.target);
      const next = here + (event.code === "ArrowDown" ? 1 : -1);
      (entries[next] ?? (next < 0 ? opened.querySelector("[data-find]") : null))?.focus();
    }
  }

  count() {
    if (this.hasAttribute("data-quiet")) return;
    clearTimeout(this.timer);
    const said = this.part.querySelector("[data-counted]");
    if (!said) return;
    const now = this.asked;
    if (this.said?.of === now) { said.textContent = this.said.text; return; }
    this.timer = setTimeout(async () => {
      const body = new FormData();
      body.set("value", now);
      body.set("subject", this.dataset.subject);
      const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
      const answer = await fetch(this.getAttribute("count"), { method: "POST", body, headers: token }).catch(() => null);
      if (answer?.status !== 200 || this.asked !== now) return;
      this.said = { of: now, text: await answer.text() };
      const place = this.part.querySelector("[data-counted]");
      if (place) place.textContent = this.said.text;
    }, 250);
  }
}
customElements.define("q-criteria", Criteria);
