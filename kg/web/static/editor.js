// The SPARQL editor: the packaged YASQE with completions from here, and results in a table of our own.
const SHOWN = 500;
const NAMES_AT_ONCE = 40;
const TABLE = "application/sparql-results+json";
const GRAPH = "text/turtle";
const FILES = {
  table: [["csv", "text/csv"], ["tsv", "text/tab-separated-values"], ["json", TABLE], ["xml", "application/sparql-results+xml"]],
  graph: [["ttl", GRAPH], ["nt", "application/n-triples"], ["jsonld", "application/ld+json"], ["rdf", "application/rdf+xml"]],
};
const field = document.getElementById("query");
const form = document.querySelector("form.query");
const result = document.querySelector(".result");
const prefixes = JSON.parse(field.dataset.prefixes);
const terms = JSON.parse(field.dataset.terms);
const kinds = new Set(JSON.parse(field.dataset.kinds));
const base = field.dataset.base;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const post = (query, accept, signal) =>
  fetch("/sparql", { method: "POST", body: query, signal, headers: { "Content-Type": "application/sparql-query", Accept: accept } });

/** Things of the graph whose address begins as somebody types it, or that have a word of their name begin so. */
async function findThings(kind, typed) {
  const start = JSON.stringify(prefixes[kind]);
  const begun = JSON.stringify(typed.toLowerCase());
  const query = `SELECT DISTINCT ?x WHERE { ?x <http://www.w3.org/2000/01/rdf-schema#label>|<http://purl.org/dc/terms/title> ?name
    FILTER(STRSTARTS(STR(?x), ${start}) && (STRSTARTS(LCASE(STRAFTER(STR(?x), ${start})), ${begun}) || CONTAINS(LCASE(?name), ${begun}))) }
    ORDER BY STRLEN(STR(?x)) LIMIT ${NAMES_AT_ONCE}`;
  const answer = await post(query, TABLE);
  if (!answer.ok) return [];
  const found = (await answer.json()).results.bindings.map((row) => row.x.value.slice(prefixes[kind].length));
  const begins = (name) => (name.startsWith(typed.toLowerCase()) ? 0 : 1);
  return found.filter((name) => /^[\w-]+$/.test(name)).sort((a, b) => begins(a) - begins(b)).map((name) => `${kind}:${name}`);
}

const completion = {
  name: "terms",
  bulk: false,
  autoShow: true,
  persistenceId: null,
  isValidCompletionPosition: (editor) => /^[a-z]+:[\w-]*$/i.test(editor.getCompleteToken().string)
    && !/^\s*(PREFIX|BASE)\b/i.test(editor.getDoc().getLine(editor.getDoc().getCursor().line)),
  get: (editor, token) => {
    const [prefix, name] = (token.autocompletionString || token.string).split(":");
    if (kinds.has(prefix)) return name ? findThings(prefix, name) : [];
    const begun = `${prefix}:${name}`.toLowerCase();
    return terms.filter((term) => term.toLowerCase().startsWith(begun) && term.toLowerCase() !== begun);
  },
};

function build() {
  const Yasqe = window.Yasqe;
  Yasqe.Autocompleters.prefixes = {
    ...Yasqe.Autocompleters.prefixes,
    persistenceId: null,
    get: Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
  };
  delete Yasqe.Autocompleters.property;
  delete Yasqe.Autocompleters.class;
  Yasqe.registerAutocompleter(completion, false);
  Object.assign(Yasqe.defaults, {
    autocompleters: ["prefixes", "variables", "terms"],
    createShareableLink: undefined,
    consumeShareLink: undefined,
    persistenceId: undefined,
    prefixCcApi: "",
  });
  const place = element("div");
  form.prepend(place);
  const editor = new Yasqe(place, {
    value: field.value,
    showQueryButton: false,
    resizeable: true,
    editorHeight: "22rem",
    // The key leaves the editor, so that nobody is held in it.
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-S": () => {} },
  });
  editor.getInputField().setAttribute("aria-label", "Query in SPARQL");
  // What scrolls can be reached by keys, beside the hidden field that is written in.
  Object.assign(editor.getScrollerElement(), { tabIndex: 0, role: "group", ariaLabel: "The query, to scroll" });
  field.hidden = true;
  return editor;
}

const shared = new URLSearchParams(location.hash.slice(1)).get("query");
if (shared !== null) field.value = shared;
const editor = window.Yasqe ? build() : null;
const text = () => (editor ? editor.getValue() : field.value);
let running = null;

function shorten(iri) {
  for (const [prefix, start] of Object.entries(prefixes)) {
    if (iri.startsWith(start) && /^[\w-]+$/.test(iri.slice(start.length))) return `${prefix}:${iri.slice(start.length)}`;
  }
  return iri.startsWith(base) ? iri.slice(base.length) : iri;
}

function showTerm(term) {
  if (!term) return "";
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "uri") {
    const here = term.value.startsWith(base);
    if (!here && !/^https?:\/\//.test(term.value)) return term.value;
    const href = here ? `/id/${encodeURI(term.value.slice(base.length))}` : term.value;
    return element("a", { href, title: term.value }, shorten(term.value));
  }
  const shown = element("span", { dir: "auto" }, String(term.value?.value ?? term.value));
  const kind = term["xml:lang"] ? `@${term["xml:lang"]}` : term.datatype ? shorten(term.datatype) : "";
  return kind ? element("span", {}, shown, " ", element("span", { class: "kind" }, kind)) : shown;
}

function showRows(names, rows) {
  const body = element("tbody");
  const add = (from) => {
    for (const row of rows.slice(from, from + SHOWN)) body.append(element("tr", {}, ...names.map((name) => element("td", {}, showTerm(row[name])))));
  };
  const head = element("thead", {}, element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name))));
  const box = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rows" }, element("table", {}, head, body));
  add(0);
  if (rows.length <= SHOWN) return [box];
  const more = element("button", { type: "button" });
  const tell = () => {
    more.textContent = `Show more (${body.rows.length} of ${rows.length} are shown)`;
    more.hidden = body.rows.length >= rows.length;
  };
  more.addEventListener("click", () => { add(body.rows.length); tell(); });
  tell();
  return [box, more];
}

function offerFiles(query, kind) {
  const line = element("p", { class: "files" }, "As a file:");
  for (const [suffix, accept] of FILES[kind]) {
    const button = element("button", { type: "button" }, suffix);
    button.addEventListener("click", async () => {
      const answer = await post(query, accept);
      if (!answer.ok) return showError(await answer.json());
      const href = URL.createObjectURL(await answer.blob());
      element("a", { href, download: `answer.${suffix}` }).click();
      setTimeout(() => URL.revokeObjectURL(href), 60000);
    });
    line.append(button);
  }
  return line;
}

function showError(problem) {
  const told = element("p", { class: "failed", role: "alert" }, problem.detail || problem.title);
  const place = /line (\d+), column (\d+)/.exec(problem.detail || "");
  if (place && editor) {
    const [line, column] = [Number(place[1]) - 1, Number(place[2]) - 1];
    const handle = editor.getDoc().addLineClass(line, "background", "wrong-line");
    editor.once?.("change", () => editor.getDoc().removeLineClass(handle, "background", "wrong-line"));
    const go = element("button", { type: "button" }, "Go there");
    go.addEventListener("click", () => { editor.focus(); editor.getDoc().setCursor({ line, ch: column }); });
    told.append(" ", go);
  }
  result.replaceChildren(told);
}

async function show(answer, query, begun) {
  const type = answer.headers.get("content-type") || "";
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(2)} s`;
  if (!type.startsWith(TABLE)) {
    const turtle = await answer.text();
    const shown = element("pre", { tabindex: "0" }, turtle.slice(0, 500000));
    result.replaceChildren(element("p", { class: "told" }, `A graph, in ${seconds()}${turtle.length > 500000 ? "; its beginning" : ""}`), offerFiles(query, "graph"), shown);
    return;
  }
  const found = await answer.json();
  if (found.boolean !== undefined) {
    result.replaceChildren(element("p", { class: "told" }, `${found.boolean ? "Yes" : "No"}, in ${seconds()}`));
    return;
  }
  const rows = found.results.bindings;
  const told = `${rows.length} ${rows.length === 1 ? "row" : "rows"}, in ${seconds()}`;
  result.replaceChildren(element("p", { class: "told" }, told), offerFiles(query, "table"), ...showRows(found.head.vars, rows));
}

async function run() {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const query = text();
  history.replaceState(null, "", `/editor#query=${encodeURIComponent(query)}`);
  result.replaceChildren(element("p", { class: "note" }, "Asking …"));
  const begun = performance.now();
  try {
    const answer = await post(query, `${TABLE}, ${GRAPH};q=0.9`, signal);
    if (answer.ok) await show(answer, query, begun);
    else showError(await answer.json());
  } catch (error) {
    if (error.name !== "AbortError") showError({ detail: "The server cannot be reached." });
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
if (shared !== null || new URLSearchParams(location.search).has("query")) run();
