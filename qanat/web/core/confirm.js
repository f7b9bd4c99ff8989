// `hx-confirm` asks in a dialog of ours, which can be read, answered by keys, and speaks the language of the page.
import { push } from "./keys.js";

document.body.addEventListener("htmx:confirm", (event) => {
  const { question, issueRequest } = event.detail;
  if (!question) return;
  event.preventDefault();
  const dialog = document.querySelector("template[data-confirm]").content.firstElementChild.cloneNode(true);
  dialog.querySelector("p").textContent = question;
  const before = document.activeElement;
  document.body.append(dialog);
  const pop = push({});
  dialog.addEventListener("close", () => {
    pop();
    dialog.remove();
    if (before instanceof HTMLElement) before.focus();
    if (dialog.returnValue === "yes") issueRequest(true);
  });
  dialog.showModal();
});
