// Text and claims point at each other: hovering lights both, a click leads from one to the other.
const marks = [...document.querySelectorAll(".text .passage")];
const records = [...document.querySelectorAll(".record")];
const beside = document.querySelector(".beside");
const numbers = (element) => (element.dataset.passages || "").split(" ").filter(Boolean);
const group = (elements) => {
  const found = new Map();
  for (const element of elements) {
    for (const number of numbers(element)) {
      if (!found.has(number)) found.set(number, []);
      found.get(number).push(element);
    }
  }
  return found;
};
const marksOf = group(marks);
const recordsOf = group(records);
const isBeside = () => getComputedStyle(beside).position === "sticky";
let lit = [];

function light(passages) {
  for (const element of lit) element.classList.remove("lit");
  lit = passages.flatMap((number) => [...(marksOf.get(number) || []), ...(recordsOf.get(number) || [])]);
  for (const element of lit) element.classList.add("lit");
}

/** Bring a claim into sight in its own column, and leave the text where it is. */
function reveal(record) {
  if (!record || !isBeside()) return;
  const box = beside.getBoundingClientRect();
  const place = record.getBoundingClientRect();
  if (place.top < box.top || place.bottom > box.bottom) beside.scrollTop += place.top - box.top - 40;
}

for (const mark of marks) {
  const enter = () => {
    light(numbers(mark));
    reveal(document.getElementById(mark.hash.slice(1)));
  };
  mark.addEventListener("mouseenter", enter);
  mark.addEventListener("focus", enter);
  mark.addEventListener("mouseleave", () => light([]));
  mark.addEventListener("click", (event) => {
    if (!isBeside()) return;
    event.preventDefault();
    history.replaceState(null, "", mark.hash);
    light(numbers(mark));
    reveal(document.getElementById(mark.hash.slice(1)));
  });
}
for (const record of records) {
  record.addEventListener("mouseenter", () => light(numbers(record)));
  record.addEventListener("mouseleave", () => light([]));
}

/** Where the address names a passage, show it lit. */
function show() {
  const name = decodeURIComponent(location.hash.slice(1));
  const anchor = name.startsWith("char=") ? document.getElementById(name) : null;
  if (!anchor) return;
  const mark = anchor.nextElementSibling?.closest(".passage") || anchor.parentElement.querySelector(".passage");
  const [start, end] = name.slice(5).split(",");
  const wanted = records.find((record) => record.querySelector(`a[href$="#char=${start},${end}"]`));
  light(wanted ? numbers(wanted) : mark ? numbers(mark) : []);
  anchor.scrollIntoView({ block: "center" });
  reveal(wanted);
}
addEventListener("hashchange", show);
show();

for (const box of document.querySelectorAll(".kinds input")) {
  box.disabled = false;
  box.addEventListener("change", () => {
    const shown = [...document.querySelectorAll(".kinds input:checked")].map((each) => each.name);
    for (const mark of marks) mark.classList.toggle("off", !shown.some((kind) => mark.classList.contains(`is-${kind}`)));
    for (const record of records) record.hidden = record.dataset.kind !== "actor" && !shown.includes(record.dataset.kind);
  });
}
