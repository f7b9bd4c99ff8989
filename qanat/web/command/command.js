// The command menu: Mod+K opens it, arrows move, Enter takes. What the page itself can do is found among its buttons, so
// that nothing is offered that the server did not allow.
import { base } from "../core/keys.js";

const opener = () => document.querySelector("[data-command]");
const open = () => { if (opener()) htmx.ajax("GET", opener().dataset.command, { target: "#dialog" }); };
const sheet = () => { if (opener()) htmx.ajax("GET", `${opener().dataset.command}shortcuts/`, { target: "#dialog" }); };

base["Mod+KeyK"] = open;
base["Shift+Slash"] = sheet;
document.addEventListener("click", (event) => { if (event.target.closest("[data-command]")) open(); });

const seen = (button) => button.checkVisibility?.({ visibilityProperty: true }) ?? button.offsetParent !== null;

class Command extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.list = this.querySelector("[role=listbox]");
    this.deeds = [...document.querySelectorAll("main [data-key], main [data-deed]")].filter(seen);
    this.addEventListener("keydown", (event) => this.pressed(event));
    this.addEventListener("click", (event) => { if (event.target.closest("a:not([hx-get])")) this.closest("dialog").close(); });
    this.addEventListener("htmx:afterSettle", () => this.filled());
    this.filled();
  }

  filled() {
    const asked = this.field.value.trim().toLocaleLowerCase();
    const fitting = this.deeds.filter((button) => name(button).toLocaleLowerCase().includes(asked));
    if (fitting.length) this.list.prepend(this.here(fitting));
    this.choose(0);
  }

  here(buttons) {
    const group = document.createElement("div");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", this.dataset.here);
    const label = document.createElement("p");
    label.className = "menu__group";
    label.textContent = this.dataset.here;
    group.append(label, ...buttons.map((button) => this.entry(button)));
    return group;
  }

  entry(button) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "menu__item";
    made.tabIndex = -1;
    made.setAttribute("role", "option");
    const icon = button.querySelector("svg.icon")?.cloneNode(true);
    if (icon) made.append(icon);
    made.append(name(button));
    made.addEventListener("click", () => { this.closest("dialog").close(); button.click(); });
    return made;
  }

  get entries() { return [...this.list.querySelectorAll("[role=option]")]; }

  choose(at) {
    const { entries } = this;
    this.at = entries.length ? (at + entries.length) % entries.length : -1;
    entries.forEach((entry, index) => {
      entry.id ||= `command-${index}-${Math.random().toString(36).slice(2)}`;
      entry.toggleAttribute("data-active", index === this.at);
      entry.setAttribute("aria-selected", String(index === this.at));
    });
    const chosen = entries[this.at];
    this.field.setAttribute("aria-activedescendant", chosen?.id ?? "");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  pressed(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) this.choose(this.at + steps[event.key]);
    else if (event.key === "Enter") this.entries[this.at]?.click();
    else return;
    event.preventDefault();
  }
}

const name = (button) => (button.getAttribute("aria-label") ?? [...button.childNodes].filter((node) => node.nodeName !== "KBD").map((node) => node.textContent).join("")).trim();
customElements.define("q-command", Command);
