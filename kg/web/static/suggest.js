// Names while somebody types, in fields with data-names: the last of several names with semicolons between them.
const WAIT = 120;
for (const [number, field] of document.querySelectorAll("input[data-names]").entries()) {
  const list = document.createElement("datalist");
  list.id = `names-${number}`;
  field.after(list);
  field.setAttribute("list", list.id);
  field.autocomplete = "off";
  let timer;
  let asked;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, WAIT);
  });
  const offer = async () => {
    const several = field.dataset.many !== undefined;
    const cut = several ? field.value.lastIndexOf(";") + 1 : 0;
    const typed = field.value.slice(cut).trim();
    if (!typed) return;
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`/names/${field.dataset.names}.json?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      if (!answer.ok) return;
      const before = field.value.slice(0, cut);
      const { names } = await answer.json();
      list.replaceChildren(...names.map((name) => new Option("", before + (before ? " " : "") + name)));
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };
}
