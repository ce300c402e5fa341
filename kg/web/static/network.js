// The network: fetched, placed once, drawn; then zoom, pan, and the ties of one actor as a list.
import { Picture } from "./canvas.js";
import { place } from "./layout.js";

const figure = document.querySelector("figure.network");
const stage = figure?.querySelector(".stage");
const told = figure?.querySelector(".told");
const hint = told?.firstElementChild;
const COLOURS = { page: "--page", ink: "--ink", point: "--soft", link: "--link", agree: "--agree", disagree: "--disagree", both: "--both", relation: "--told" };
const STILL = 150; // milliseconds
const KEYS = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

/** Colours of the page as the browser has worked them out: a canvas knows no light-dark(). */
function resolve() {
  const probe = figure.appendChild(document.createElement("span"));
  const found = Object.entries(COLOURS).map(([name, property]) => {
    probe.style.color = `var(${property})`;
    return [name, getComputedStyle(probe).color];
  });
  const font = getComputedStyle(probe).fontFamily;
  probe.remove();
  return { ...Object.fromEntries(found), font };
}

class View {
  constructor(net) {
    this.net = net;
    const places = place(net.actors.length, net.ties, Math.min(2, Math.max(0.6, stage.clientWidth / stage.clientHeight)));
    this.picture = new Picture(stage, net, places);
    this.colours = resolve();
    this.pointers = new Map();
    this.moved = 0;
    new ResizeObserver(() => requestAnimationFrame(() => this.resize())).observe(stage);
    this.resize();
    this.listen();
  }

  resize() {
    const whole = this.picture.scale === this.picture.whole;
    if (stage.clientWidth === this.picture.width && stage.clientHeight === this.picture.height) return;
    this.picture.resize();
    if (whole) this.picture.fit();
    this.paint();
  }

  /** Draw with the next frame, once. */
  show() {
    this.frame ??= requestAnimationFrame(() => this.paint());
  }

  /** Draw with the next frame what moves, and all of it once it stands still. */
  move() {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.show(), STILL);
    this.frame ??= requestAnimationFrame(() => this.paint(true));
  }

  paint(moving = false) {
    cancelAnimationFrame(this.frame);
    this.frame = null;
    this.picture.draw(this.colours, moving);
    figure.dataset.drawn = String(this.net.actors.length);
  }

  listen() {
    const zoom = (factor) => this.picture.zoom(factor);
    const acts = { in: () => zoom(1.4), out: () => zoom(1 / 1.4), all: () => { this.picture.chosen = null; told.replaceChildren(hint); this.picture.fit(); } };
    for (const button of figure.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => { acts[button.dataset.zoom](); this.move(); });
    figure.querySelector("[data-save]").addEventListener("click", () => this.save());
    figure.querySelector(".zoom").addEventListener("keydown", (event) => {
      if (!KEYS[event.key]) return;
      event.preventDefault();
      this.picture.pan(...KEYS[event.key]);
      this.move();
    });
    const recolour = () => { this.colours = resolve(); this.show(); };
    addEventListener("themechange", recolour);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
    for (const member of document.querySelectorAll(".members li")) member.addEventListener("focusin", () => this.choose(Number(member.dataset.place)));
    this.follow();
  }

  /** The pointer: hover, drag, pinch, click; a wheel alone scrolls the page. */
  follow() {
    stage.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.picture.zoom(event.deltaY > 0 ? 1 / 1.2 : 1.2, ...this.point(event));
      this.move();
    }, { passive: false });
    stage.addEventListener("pointerdown", (event) => {
      this.pointers.set(event.pointerId, this.point(event));
      this.grabbed = this.pointers.size === 1 && event.pointerType === "mouse" ? this.picture.find(...this.point(event)) : null;
      this.moved = 0;
    });
    addEventListener("pointermove", (event) => (this.pointers.has(event.pointerId) ? this.drag(event) : event.target === this.picture.canvas && this.hover(this.point(event))));
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (event) => this.pointers.delete(event.pointerId));
    stage.addEventListener("pointerleave", () => this.hover(null));
    stage.addEventListener("click", (event) => { if (this.moved < 6) this.choose(this.picture.find(...this.point(event))); });
    stage.addEventListener("dblclick", (event) => { this.picture.zoom(1.6, ...this.point(event)); this.move(); });
  }

  point(event) {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  hover(point) {
    const found = point && this.picture.find(...point);
    stage.style.cursor = found === null || found === undefined ? "grab" : "pointer";
    if (this.picture.hovered === (found ?? null)) return;
    this.picture.hovered = found ?? null;
    this.show();
  }

  drag(event) {
    const before = [...this.pointers.values()];
    this.pointers.set(event.pointerId, this.point(event));
    const after = [...this.pointers.values()];
    const middle = (points) => [0, 1].map((side) => points.reduce((sum, each) => sum + each[side], 0) / points.length);
    const [from, to] = [middle(before), middle(after)];
    this.moved += Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1]);
    if (this.grabbed !== null && after.length === 1) {
      if (this.moved >= 6) this.picture.move(this.grabbed, ...to);
    } else {
      const apart = (two) => Math.max(10, Math.hypot(two[0][0] - two[1][0], two[0][1] - two[1][1]));
      if (after.length === 2) this.picture.zoom(apart(after) / apart(before), ...to);
      this.picture.pan(to[0] - from[0], to[1] - from[1]);
    }
    this.move();
  }

  /** Show the ties of one actor, in the drawing and as a list beneath it. */
  choose(actor) {
    this.picture.chosen = actor ?? null;
    this.show();
    if (actor === null || actor === undefined) return told.replaceChildren(hint);
    const name = document.createElement("strong");
    name.append(this.link(this.net.actors[actor]));
    const list = document.createElement("ul");
    for (const [number, other] of this.picture.near[actor]) {
      const item = document.createElement("li");
      const claims = document.createElement("a");
      claims.href = this.claims(number);
      claims.textContent = this.net.ties[number][4];
      item.append(this.link(this.net.actors[other]), ": ", claims);
      list.append(item);
    }
    told.replaceChildren(name, list);
  }

  link({ label, href }) {
    const link = document.createElement(href ? "a" : "span");
    if (href) link.href = href;
    link.dir = "auto";
    link.textContent = label;
    return link;
  }

  /** The address of the claims behind a tie. */
  claims(number) {
    const { path, names, given } = this.net.claims;
    const ends = names.map((name, end) => [name, this.net.actors[this.net.ties[number][end]].iri]);
    return `${path}?${new URLSearchParams([...ends, ...Object.entries(given)])}`;
  }

  save() {
    this.paint();
    this.picture.canvas.toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = "network.png";
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }
}

if (figure) {
  const answer = await fetch(figure.dataset.net, { headers: { Accept: "application/json" } });
  if (answer.ok) {
    const net = await answer.json();
    figure.hidden = false;
    if (net.actors.length) new View(net);
  }
}
