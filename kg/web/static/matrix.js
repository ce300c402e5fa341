// The claims behind a cell beside the matrix; without this a cell leads to a page of its own.
const panel = document.getElementById("panel");
const inside = panel.querySelector(".inside");
let opener = null;

async function open(cell) {
  const answer = await fetch(cell.href, { headers: { Accept: "text/html" } });
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("claims");
  if (!answer.ok || !found) {
    location.assign(cell.href);
    return;
  }
  opener?.removeAttribute("aria-current");
  opener = cell;
  cell.setAttribute("aria-current", "true");
  inside.replaceChildren(document.adoptNode(found));
  panel.hidden = false;
  panel.scrollTop = 0;
  panel.focus();
}

function close() {
  panel.hidden = true;
  inside.replaceChildren();
  opener?.removeAttribute("aria-current");
  opener?.focus();
}

/** The next cell with a link, from a place in the table, in a direction. */
function next(cell, down, across) {
  const rows = [...document.querySelectorAll(".matrix tbody tr")].map((row) => [...row.cells]);
  let row = rows.findIndex((cells) => cells.includes(cell.closest("td")));
  let column = rows[row].indexOf(cell.closest("td"));
  for (;;) {
    row += down;
    column += across;
    const target = rows[row]?.[column];
    if (!target) return null;
    const link = target.querySelector("a.cell");
    if (link) return link;
  }
}

const MOVES = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

document.addEventListener("click", (event) => {
  const cell = event.target.closest("a.cell");
  if (cell && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(cell);
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) close();
  const cell = event.target.closest?.(".matrix a.cell");
  if (!cell || !MOVES[event.key]) return;
  const target = next(cell, ...MOVES[event.key]);
  if (target) {
    event.preventDefault();
    target.focus();
  }
});
panel.querySelector(".close").addEventListener("click", close);
