// The network drawn from the page's own lists: places found once, then zoom, pan, and the ties of one actor.
const figure = document.querySelector("figure.network");
const members = [...document.querySelectorAll(".members li")];
const rows = [...document.querySelectorAll(".ties tr")];
const told = figure?.querySelector(".told");
const hint = told?.firstElementChild;
const DASHES = { disagree: [9, 5], both: [2.5, 6] };

/** Colours of the page as the browser has worked them out: a canvas knows no light-dark(). */
function resolve(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  figure.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function look() {
  const ink = resolve("--ink");
  const page = resolve("--page");
  const lines = { agree: resolve("--agree"), disagree: resolve("--disagree"), both: resolve("--both"), relation: resolve("--told") };
  return [
    { selector: "node", style: {
      label: "data(label)", width: "data(size)", height: "data(size)", "background-color": resolve("--soft"), color: ink,
      "font-size": 11, "text-valign": "bottom", "text-margin-y": 3, "text-outline-color": page, "text-outline-width": 2,
      "min-zoomed-font-size": 7, "text-wrap": "wrap", "text-max-width": 110,
    } },
    { selector: "edge", style: { width: "data(width)", opacity: 0.65, "curve-style": "haystack", "haystack-radius": 0 } },
    ...Object.entries(lines).map(([kind, line]) => ({ selector: `edge[kind = "${kind}"]`, style: {
      "line-color": line, ...(DASHES[kind] ? { "line-style": "dashed", "line-dash-pattern": DASHES[kind] } : {}),
    } })),
    { selector: 'edge[kind = "relation"]', style: {
      "curve-style": "bezier", "target-arrow-shape": "triangle", "target-arrow-color": lines.relation, "arrow-scale": 0.9,
      label: rows.length < 120 ? "data(words)" : "", "font-size": 9, color: ink, "text-rotation": "autorotate",
      "text-outline-color": page, "text-outline-width": 2, "min-zoomed-font-size": 7,
    } },
    { selector: ".faded", style: { opacity: 0.12 } },
    { selector: "node.chosen", style: { "background-color": resolve("--link"), "border-width": 3, "border-color": ink, "font-weight": "bold" } },
    { selector: "edge.chosen", style: { opacity: 1 } },
  ];
}

function elements() {
  const most = Math.max(...members.map((member) => Number(member.dataset.ties)));
  const nodes = members.map((member, number) => {
    const angle = (2 * Math.PI * number) / members.length;
    const size = 12 + (members.length > 40 ? 16 : 26) * Math.sqrt(Number(member.dataset.ties) / most);
    const away = 90 + 22 * Math.sqrt(number) * Math.sqrt(members.length);
    return {
      data: { id: member.dataset.node, label: member.dataset.label, size },
      position: { x: away * Math.cos(angle * 7), y: away * Math.sin(angle * 7) },
    };
  });
  const edges = rows.map((row, number) => ({
    data: {
      id: `tie-${number}`, source: row.dataset.one, target: row.dataset.other, kind: row.dataset.kind,
      width: Math.min(7, 1.4 + Math.log2(Number(row.dataset.strength)) * 1.4), number, words: row.cells[2].textContent,
    },
  }));
  return [...nodes, ...edges];
}

/** Do something with chance that falls the same way each time: the layout rolls dice, and one address is one picture. */
function still(act) {
  const random = Math.random;
  let seed = 7;
  Math.random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  try {
    return act();
  } finally {
    Math.random = random;
  }
}

function draw() {
  figure.hidden = false;
  const stage = figure.querySelector(".stage");
  const cy = window.cytoscape({
    container: stage,
    elements: elements(),
    style: look(),
    minZoom: 0.1,
    maxZoom: 5,
    // Large ones move as a picture of themselves, and are drawn anew when they rest.
    textureOnViewport: rows.length > 150,
    pixelRatio: rows.length > 600 ? 1 : "auto",
    layout: {
      name: "cose", randomize: false, animate: false, fit: true, padding: 30, nodeDimensionsIncludeLabels: members.length < 150,
      idealEdgeLength: () => 60 + 4 * Math.sqrt(rows.length), nodeRepulsion: () => 9000 + 300 * rows.length, nodeOverlap: 30, numIter: members.length > 150 ? 250 : 700, componentSpacing: 70,
    },
  });
  cy.fit(undefined, 45);
  // A wheel alone scrolls the page.
  stage.addEventListener("wheel", (event) => cy.userZoomingEnabled(event.ctrlKey || event.metaKey), { capture: true });
  const middle = () => ({ x: cy.width() / 2, y: cy.height() / 2 });
  const zoom = (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: middle() });
  const acts = { in: () => zoom(1.4), out: () => zoom(1 / 1.4), all: () => { release(cy); cy.fit(undefined, 45); } };
  for (const button of figure.querySelectorAll("[data-zoom]")) button.addEventListener("click", acts[button.dataset.zoom]);
  cy.on("tap", "node", (event) => choose(cy, event.target));
  cy.on("tap", (event) => { if (event.target === cy) release(cy); });
  cy.on("mouseover", "node", () => { stage.style.cursor = "pointer"; });
  cy.on("mouseout", "node", () => { stage.style.cursor = ""; });
  addEventListener("themechange", () => cy.style(look()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(look()));
  for (const member of members) member.addEventListener("focusin", () => choose(cy, cy.getElementById(member.dataset.node)));
  return cy;
}

function release(cy) {
  cy.elements().removeClass("faded chosen");
  told.replaceChildren(hint);
}

/** Show the ties of one actor, in the drawing and as a list beneath it. */
function choose(cy, node) {
  if (!node.nonempty()) return;
  cy.batch(() => {
    cy.elements().addClass("faded").removeClass("chosen");
    node.closedNeighborhood().removeClass("faded");
    node.connectedEdges().addClass("chosen");
    node.addClass("chosen");
  });
  const list = document.createElement("ul");
  for (const edge of node.connectedEdges()) {
    const row = rows[edge.data("number")];
    const far = edge.source().id() === node.id() ? row.cells[1] : row.cells[0];
    const item = document.createElement("li");
    item.append(far.firstElementChild.cloneNode(true), ": ", row.cells[2].firstElementChild.cloneNode(true));
    list.append(item);
  }
  const name = document.createElement("strong");
  name.textContent = node.data("label");
  told.replaceChildren(name, list);
}

if (figure && window.cytoscape) still(draw);
