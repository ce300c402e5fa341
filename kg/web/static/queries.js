// The list of queries narrowed while somebody types; fields left empty kept out of the address.
const seek = document.querySelector(".seek input[type=search]");
seek?.addEventListener("input", () => {
  const words = seek.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const item of document.querySelectorAll(".questions li")) {
    const told = item.dataset.words.toLowerCase();
    item.hidden = !words.every((word) => told.includes(word));
  }
  for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector("li:not([hidden])");
  const left = document.querySelectorAll(".questions li:not([hidden])").length;
  const status = document.querySelector('[role="status"]');
  if (status) status.textContent = `${left} ${left === 1 ? "query" : "queries"}`;
});
const form = document.querySelector("form.ask");
form?.addEventListener("submit", () => {
  const empty = [...form.elements].filter((field) => field.name && !field.value);
  if (empty.length === [...form.elements].filter((field) => field.name).length) return;
  for (const field of empty) field.disabled = true;
  setTimeout(() => empty.forEach((field) => { field.disabled = false; }));
});
