// Small habits of fields: a select or check box with `data-submit` sends its form when changed; a form asks before it
// loses what was typed only where it keeps no draft.
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-submit]")) target.form?.requestSubmit();
});
document.addEventListener("keydown", (event) => {
  // Mod+Enter sends the form one types in.
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.form;
  if (form) { event.preventDefault(); form.requestSubmit(); }
});
