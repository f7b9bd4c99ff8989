// <q-drop> takes a file that is dropped on it or chosen in it, says when it is too large, and sends it at once.
class Drop extends HTMLElement {
  connectedCallback() {
    const file = this.querySelector("input[type=file]");
    file.addEventListener("change", () => this.#send(file));
    this.addEventListener("dragover", (event) => { event.preventDefault(); this.toggleAttribute("data-over", true); });
    this.addEventListener("dragleave", () => this.toggleAttribute("data-over", false));
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.toggleAttribute("data-over", false);
      if (!event.dataTransfer.files.length) return;
      file.files = event.dataTransfer.files;
      this.#send(file);
    });
  }

  #send(file) {
    const chosen = file.files[0];
    if (!chosen) return;
    const problem = this.querySelector("[role=alert]");
    if (chosen.size > Number(this.dataset.most)) {
      problem.querySelector("span").textContent = this.dataset.tooLarge;
      problem.hidden = false;
      file.value = "";
      return;
    }
    problem.hidden = true;
    const name = this.querySelector(".drop__name");
    name.querySelector("bdi").textContent = chosen.name;
    name.hidden = false;
    this.querySelector(".drop__button").setAttribute("aria-busy", "true");
    file.form.requestSubmit();
  }
}
customElements.define("q-drop", Drop);
