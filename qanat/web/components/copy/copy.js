// <q-copy> copies the text of its <code> and says so on its button.
class Copy extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    const label = button.querySelector("span") ?? button;
    const before = label.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.querySelector("code").textContent.trim());
      label.textContent = button.dataset.copied;
      setTimeout(() => { label.textContent = before; }, 2000);
    });
  }
}
customElements.define("q-copy", Copy);
