// What was typed into a form with `data-draft="its name"` survives a reload, a lost session and a killed server. It is
// forgotten once the form got through.
const KEY = (form) => `draft:${location.pathname}:${form.dataset.draft}`;
const fields = (form) => [...form.elements].filter((field) => field.name && !/^(hidden|password|file|submit|button)$/.test(field.type));

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!form?.dataset.draft) return;
  const kept = fields(form).map((field) => [field.name, field.type === "checkbox" || field.type === "radio" ? field.checked : field.value, field.value]);
  sessionStorage.setItem(KEY(form), JSON.stringify(kept));
});

export function restore(root) {
  const forms = [...(root.querySelectorAll?.("form[data-draft]") ?? [])];
  if (root.matches?.("form[data-draft]")) forms.push(root);
  for (const form of forms) {
    const kept = JSON.parse(sessionStorage.getItem(KEY(form)) ?? "[]");
    for (const [name, value, exact] of kept) {
      const same = fields(form).filter((field) => field.name === name);
      const field = same.find((one) => one.value === exact && typeof value === "boolean") ?? same[0];
      if (!field) continue;
      if (typeof value === "boolean") field.checked = value;
      else field.value = value;
    }
  }
}

document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt.closest?.("form[data-draft]");
  if (form && detail.successful && detail.requestConfig.verb !== "get") sessionStorage.removeItem(KEY(form));
});
document.addEventListener("submit", ({ target }) => {
  if (target.dataset.draft && !target.matches("[hx-post],[hx-put],[hx-patch]")) addEventListener("pagehide", () => sessionStorage.removeItem(KEY(target)), { once: true });
});
document.body.addEventListener("htmx:load", ({ detail }) => restore(detail.elt));
restore(document);
