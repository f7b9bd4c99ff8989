// The bell: when all is marked read, its list says so at once.
document.body.addEventListener("notices-read", () => {
  for (const one of document.querySelectorAll("[data-unread]")) one.removeAttribute("data-unread");
  for (const form of document.querySelectorAll("[data-notices-read]")) form.hidden = true;
});
