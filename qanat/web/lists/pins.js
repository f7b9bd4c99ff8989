// Columns that stay in sight beside the first. The style holds them at `--pin-1`, `--pin-2` …; how far from the edge that is
// comes from the widths that the columns have. One that would leave too little room for the others is not held.
const MOST = 0.7; // of the width of the sheet

export function hold(list) {
  const table = list.querySelector("table[data-pins]");
  if (!table) return null;
  const heads = [...table.querySelectorAll("thead th")].slice(1, 2 + Number(table.dataset.pins));
  const watch = new ResizeObserver(() => {
    const widths = heads.map((head) => head.getBoundingClientRect().width);
    const room = MOST * table.parentElement.clientWidth;
    let at = 0;
    widths.forEach((width, place) => {
      if (place) table.style.setProperty(`--pin-${place}`, at + width <= room ? `${Math.floor(at)}px` : "auto");
      at += width;
    });
  });
  for (const head of [...heads, table.parentElement]) watch.observe(head);
  return watch;
}

// In the chooser a pin is pressed, and kept once the columns are shown.
export function press(button) {
  const chooser = button.closest("form");
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  const every = [...chooser.querySelectorAll("[data-pin]")];
  const pinned = every.filter((one) => one.getAttribute("aria-pressed") === "true");
  const full = pinned.length >= Number(chooser.querySelector("[data-most]").dataset.most);
  for (const one of every) one.disabled = full && !pinned.includes(one);
  chooser.querySelector("[name=pins]").value = pinned.map((one) => one.dataset.pin).join(",");
}
