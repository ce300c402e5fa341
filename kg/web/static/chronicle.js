// A timeline drawn from the list in a figure: rows by kind, dates as exact as they are told, zoom and pan.
const SVG = "http://www.w3.org/2000/svg";
const DAY = 86400000;
const LANE = 22;
const GAP = 14;
const HEAD = 30;
const MOST_LANES = 60;
const LABELLED_LANES = 60;
const BROAD = 100; // days: longer ones are drawn pale, below the others
const VAGUE = 3 * 366; // days: longer ones don't decide what is shown first
const LETTER = 6.4;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function make(name, attributes, parent, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  parent?.append(element);
  return element;
}

const day = (text) => (text ? Date.parse(`${text}T00:00:00Z`) : NaN);

function read(figure) {
  return [...figure.querySelectorAll(".entry")].map((entry) => {
    const first = day(entry.dataset.first);
    const last = day(entry.dataset.last) + DAY;
    const link = entry.querySelector("a");
    return {
      from: Number.isNaN(first) ? last - DAY : first,
      to: Number.isNaN(last) ? first + DAY : last,
      vague: Number.isNaN(first) || Number.isNaN(last) || last - first > BROAD * DAY,
      openStart: Number.isNaN(first),
      openEnd: Number.isNaN(last),
      row: entry.dataset.row,
      sign: entry.dataset.sign,
      look: [...entry.classList].find((name) => name.startsWith("is-")) || "",
      words: link.textContent,
      when: entry.querySelector("time").textContent,
      href: link.getAttribute("href"),
    };
  });
}

/** Ticks of years, months or days, at least 64 pixels apart. */
function ticks(from, to, width) {
  const room = Math.max(1, Math.floor(width / 64));
  const span = (to - from) / DAY;
  const found = [];
  const start = new Date(from);
  if (span / 366 > room / 2) {
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((years) => span / 365 / years <= room) || 1000;
    for (let year = Math.ceil(start.getUTCFullYear() / step) * step; ; year += step) {
      const at = Date.UTC(year, 0, 1);
      if (at > to) return found;
      if (at >= from) found.push([at, String(year)]);
    }
  }
  if (span / 31 > room / 3) {
    const step = [1, 2, 3, 6].find((months) => span / 30 / months <= room) || 12;
    for (let month = start.getUTCFullYear() * 12 + Math.ceil(start.getUTCMonth() / step) * step; ; month += step) {
      const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
      if (at > to) return found;
      if (at >= from) found.push([at, `${MONTHS[month % 12]} ${Math.floor(month / 12)}`]);
    }
  }
  const step = [1, 2, 7, 14].find((days) => span / days <= room) || 28;
  for (let at = Math.ceil(from / DAY / step) * step * DAY; at <= to; at += step * DAY) {
    const date = new Date(at);
    found.push([at, `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`]);
  }
  return found;
}

/** The first words of a text, whole ones: who speaks to the page says what he reads. */
const shorten = (text, most) => (text.length > most ? `${text.slice(0, most).replace(/\s+\S*$/, "")}…` : text);

/** Lanes such that nothing covers anything else; how many there are, and the lane of each. */
function pack(items, place, labels, width) {
  const ends = [];
  for (const item of [...items].sort((a, b) => a.vague - b.vague || a.from - b.from)) {
    const [left, right] = place(item);
    item.short = labels ? shorten(item.words, 44) : "";
    const room = labels ? item.short.length * LETTER + 12 : 3;
    item.flip = labels && right + room > width && left - room > 0;
    const from = item.flip ? left - room : left;
    const until = Math.max(right, left + 20) + (item.flip ? 3 : room);
    let lane = ends.findIndex((end) => end <= from);
    if (lane < 0) lane = ends.length < MOST_LANES ? ends.push(0) - 1 : ends.indexOf(Math.min(...ends));
    ends[lane] = until;
    item.lane = lane;
  }
  return ends.length;
}

/** The days between which all lie, with a margin. */
function ends(items) {
  const first = Math.min(...items.map((item) => item.from));
  const last = Math.max(...items.map((item) => item.to));
  const margin = Math.max(20 * DAY, (last - first) * 0.03);
  return [first - margin, last + margin];
}

class Chronicle {
  constructor(figure) {
    this.items = read(figure);
    this.caption = figure.dataset.caption;
    this.whole = ends(this.items);
    const exact = this.items.filter((item) => item.to - item.from <= VAGUE * DAY);
    [this.from, this.to] = ends(exact.length ? exact : this.items);
    this.build(figure);
    // With the next frame, and only for another width: to draw changes the height, of which this would hear again.
    new ResizeObserver(() => { if (this.box.clientWidth !== this.drawn) this.show(this.from, this.to); }).observe(this.box);
    addEventListener("themechange", () => this.draw());
  }

  build(figure) {
    const bar = document.createElement("div");
    bar.className = "zoom";
    for (const [sign, words, act] of [
      ["+", "Zoom in", () => this.zoom(0.6)],
      ["−", "Zoom out", () => this.zoom(1 / 0.6)],
      ["←", "Earlier", () => this.pan(-0.3)],
      ["→", "Later", () => this.pan(0.3)],
      ["All", "All of the time", () => this.show(...this.whole)],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", words);
      button.addEventListener("click", act);
      bar.append(button);
    }
    this.told = document.createElement("p");
    this.told.className = "note told";
    this.told.textContent = "Drag to move, Ctrl and wheel to zoom; each mark leads to its claim.";
    this.box = document.createElement("div");
    this.box.className = "canvas";
    this.svg = make("svg", { role: "group", "aria-label": this.caption }, this.box);
    figure.prepend(bar, this.box, this.told);
    this.listen();
  }

  listen() {
    const pointers = new Map();
    let moved = 0;
    this.svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, event.offsetX / this.width);
    }, { passive: false });
    this.svg.addEventListener("pointerdown", (event) => {
      pointers.set(event.pointerId, event.clientX);
      moved = 0;
    });
    addEventListener("pointermove", (event) => {
      if (!pointers.has(event.pointerId)) return;
      const before = [...pointers.values()];
      pointers.set(event.pointerId, event.clientX);
      const after = [...pointers.values()];
      if (after.length === 2) {
        const apart = (two) => Math.max(10, Math.abs(two[0] - two[1]));
        this.zoom(apart(before) / apart(after), ((after[0] + after[1]) / 2 - this.svg.getBoundingClientRect().left) / this.width);
      } else {
        moved += Math.abs(after[0] - before[0]);
        this.pan((before[0] - after[0]) / this.width);
      }
    });
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (event) => pointers.delete(event.pointerId));
    this.svg.addEventListener("dragstart", (event) => event.preventDefault());
    this.svg.addEventListener("click", (event) => {
      if (moved > 6) event.preventDefault();
    }, true);
    const tell = (event) => {
      const mark = event.target.closest?.("a");
      if (mark) this.told.textContent = `${mark.dataset.when}: ${mark.dataset.words}`;
    };
    this.svg.addEventListener("pointerover", tell);
    this.svg.addEventListener("focusin", tell);
  }

  zoom(factor, at = 0.5) {
    const span = this.to - this.from;
    const next = Math.min(Math.max(span * factor, 10 * DAY), (this.whole[1] - this.whole[0]) * 1.5);
    const from = this.from + (span - next) * at;
    this.show(from, from + next);
  }

  pan(part) {
    const by = (this.to - this.from) * part;
    this.show(this.from + by, this.to + by);
  }

  show(from, to) {
    this.from = from;
    this.to = to;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.drawn = this.box.clientWidth;
    this.width = Math.max(260, this.drawn);
    const x = (at) => ((at - this.from) / (this.to - this.from)) * this.width;
    const place = (item) => [x(item.from), Math.max(x(item.to), x(item.from) + 18)];
    const seen = this.items.filter((item) => item.to >= this.from && item.from <= this.to);
    const rows = [...new Set(this.items.map((item) => item.row))];
    const parts = rows.map((row) => seen.filter((item) => item.row === row));
    let lanes = parts.map((items) => pack(items, place, true, this.width));
    const labels = lanes.every((count) => count < LABELLED_LANES) && this.width > 500;
    if (!labels) lanes = parts.map((items) => pack(items, place, false, this.width));
    const focused = document.activeElement?.closest?.("svg a")?.dataset.number;
    this.svg.replaceChildren();
    let top = HEAD;
    const height = lanes.reduce((sum, count) => sum + Math.max(1, count) * LANE + GAP + 16, HEAD);
    for (const [name, value] of [["width", this.width], ["height", height], ["viewBox", `0 0 ${this.width} ${height}`]]) this.svg.setAttribute(name, value);
    for (const [at, words] of ticks(this.from, this.to, this.width)) {
      make("line", { x1: x(at), x2: x(at), y1: 20, y2: height, class: "tick" }, this.svg);
      make("text", { x: x(at) + 3, y: 14, class: "when" }, this.svg, words);
    }
    rows.forEach((row, number) => {
      make("text", { x: 2, y: top + 11, class: "row" }, this.svg, row);
      for (const item of parts[number]) this.mark(item, place(item), top + 16 + item.lane * LANE, labels);
      top += Math.max(1, lanes[number]) * LANE + GAP + 16;
    });
    if (focused) this.svg.querySelector(`a[data-number="${focused}"]`)?.focus({ preventScroll: true });
  }

  mark(item, [left, right], top, labels) {
    const link = make("a", { href: item.href, class: `item ${item.look}`, "aria-label": `${item.when}: ${item.words}` }, this.svg);
    link.dataset.words = item.words;
    link.dataset.when = item.when;
    link.dataset.number = this.items.indexOf(item);
    const open = item.openStart || item.openEnd ? " open" : "";
    make("rect", { x: left, y: top, width: right - left, height: 18, rx: 4, class: `span${open}${item.vague ? " broad" : ""}` }, link);
    const at = Math.min(Math.max(left + 9, 9), Math.max(right - 9, 9));
    make("text", { x: at, y: top + 13.5, class: item.vague ? "sign plain-sign" : "sign" }, link, item.sign || "•");
    const beside = item.flip ? { x: left - 5, "text-anchor": "end" } : { x: Math.max(right, 18) + 5 };
    if (labels) make("text", { ...beside, y: top + 13, class: "words" }, link, item.short);
  }
}

for (const figure of document.querySelectorAll(".chronicle")) new Chronicle(figure);
