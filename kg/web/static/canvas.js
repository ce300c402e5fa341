// A network as a picture: lines, points, and as many names as find room; the larger it is seen, the more. While it moves,
// the lines of a large one are those of the last whole drawing, made larger or smaller: thousands cost a tenth of a second.
const DASHES = { disagree: [7, 4], both: [1.5, 4] };
const KINDS = ["relation", "disagree", "both", "agree"];
const LEVELS = 5;
const FEW = 120;
// What a browser draws without a graphics card: dashes of many lines take a second, lines wider than a pixel a tenth.
const DASHED = 150;
const WIDE = 480;
const STRONGEST = 60;
const NAME = 30;

const shorten = (text) => (text.length > NAME ? `${text.slice(0, NAME - 1).replace(/\s+\S*$/, "")}…` : text);
const LAYERS = ["thin", ...Array(LEVELS).keys()].flatMap((at) => KINDS.map((kind) => [at, kind]));
const touch = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

export class Picture {
  constructor(stage, net, places) {
    this.stage = stage;
    this.canvas = stage.appendChild(document.createElement("canvas"));
    this.context = this.canvas.getContext("2d");
    this.net = net;
    Object.assign(this, places);
    const most = Math.max(...net.actors.map((actor) => actor.ties));
    const large = net.actors.length > FEW ? 9 : net.actors.length > 40 ? 12 : net.actors.length > 10 ? 15 : 9;
    this.radius = net.actors.map((actor) => 3 + large * Math.sqrt(actor.ties / most));
    this.strongest = Math.max(...net.ties.map((tie) => tie[3]));
    this.names = net.actors.map((actor) => shorten(actor.label));
    this.near = net.actors.map(() => new Map());
    net.ties.forEach(([one, other], number) => {
      this.near[one].set(number, other);
      this.near[other].set(number, one);
    });
    this.widths = new Map();
    this.chosen = this.hovered = null;
    this.group();
  }

  /** Ties of one kind and strength are one path, drawn at once; of many ties only the strongest are wide. */
  group() {
    this.still = null;
    this.paths = new Map();
    const many = this.net.ties.length > WIDE;
    this.net.ties.forEach(([one, other, kind, strength], number) => {
      const key = `${kind} ${many && number >= STRONGEST ? "thin" : this.level(strength)}`;
      if (!this.paths.has(key)) this.paths.set(key, new Path2D());
      const path = this.paths.get(key);
      path.moveTo(this.x[one], this.y[one]);
      path.lineTo(this.x[other], this.y[other]);
    });
  }

  /** How wide a tie is, of so many widths; the strongest tie is the widest. */
  level(strength) {
    return this.strongest > 1 ? Math.round(((LEVELS - 1) * (strength - 1)) / (Math.max(LEVELS, this.strongest) - 1)) : 1;
  }

  /** As large as the stage, as sharp as the screen. */
  resize() {
    this.still = null;
    this.width = this.stage.clientWidth;
    this.height = this.stage.clientHeight;
    this.sharpness = Math.min(2, devicePixelRatio || 1);
    this.canvas.width = Math.round(this.width * this.sharpness);
    this.canvas.height = Math.round(this.height * this.sharpness);
  }

  /** Show all, with room for the names at the edges. */
  fit() {
    const [left, right, top, bottom] = [Math.min(...this.x), Math.max(...this.x), Math.min(...this.y), Math.max(...this.y)];
    const [across, along] = [Math.min(70, this.width * 0.14), 34];
    this.whole = Math.min((this.width - 2 * across) / (right - left || 1), (this.height - 2 * along) / (bottom - top || 1), 6);
    this.scale = this.whole;
    this.left = this.width / 2 - ((left + right) / 2) * this.scale;
    this.top = this.height / 2 - ((top + bottom) / 2) * this.scale;
  }

  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const next = Math.min(Math.max(this.scale * factor, this.whole / 3), this.whole * 30);
    this.left = x - ((x - this.left) * next) / this.scale;
    this.top = y - ((y - this.top) * next) / this.scale;
    this.scale = next;
  }

  pan(x, y) {
    this.left += x;
    this.top += y;
  }

  move(actor, x, y) {
    this.x[actor] = (x - this.left) / this.scale;
    this.y[actor] = (y - this.top) / this.scale;
    this.group();
  }

  at(actor) {
    return [this.x[actor] * this.scale + this.left, this.y[actor] * this.scale + this.top];
  }

  size(actor) {
    return this.radius[actor] * Math.min(2.2, Math.max(0.8, (this.scale / this.whole) ** 0.4));
  }

  /** The actor nearest to a point, if one is near. */
  find(x, y) {
    const found = this.names.map((_, actor) => {
      const [across, along] = this.at(actor);
      return [Math.hypot(across - x, along - y) - this.size(actor), actor];
    });
    const [far, actor] = found.reduce((best, each) => (each[0] < best[0] ? each : best), [8, null]);
    return far < 8 ? actor : null;
  }

  /** Draw all; `moving`, with the lines as they were, where there are many. */
  draw(colours, moving = false) {
    const context = this.context;
    context.setTransform(this.sharpness, 0, 0, this.sharpness, 0, 0);
    context.fillStyle = colours.page;
    context.fillRect(0, 0, this.width, this.height);
    const shown = this.chosen ?? this.hovered;
    const ties = shown === null ? [] : [...this.near[shown].keys()];
    const bright = shown === null ? null : new Set([shown, ...this.near[shown].values()]);
    const still = moving && this.still?.shown === shown ? this.still : null;
    if (still) this.drawStill(still);
    else {
      this.drawLines(colours, bright !== null);
      this.still = this.net.ties.length > WIDE ? this.keep(shown) : null;
    }
    for (const tie of ties) this.drawTie(colours, this.net.ties[tie], ties.length <= FEW / 2);
    if (this.net.ties.length < 3 * FEW) for (const tie of this.net.ties) if (tie[2] === "relation") this.drawHead(colours, tie, bright);
    this.drawPoints(colours, bright);
    this.drawNames(colours, bright);
  }

  /** All lines; pale ones where there are many, or where those of one actor stand out. */
  drawLines(colours, pale) {
    const context = this.context;
    const alpha = Math.min(0.7, Math.max(0.2, 6 / Math.sqrt(this.net.ties.length))) * (pale ? 0.3 : 1);
    const dashed = this.net.ties.length <= DASHED;
    context.save();
    context.transform(this.scale, 0, 0, this.scale, this.left, this.top);
    for (const [at, kind] of LAYERS) {
      const path = this.paths.get(`${kind} ${at}`);
      if (!path) continue;
      context.strokeStyle = colours[kind];
      context.globalAlpha = at === "thin" ? alpha : Math.min(0.9, alpha * (1 + 0.35 * at));
      context.lineWidth = (at === "thin" ? 0.95 / this.sharpness : this.thickness(at)) / this.scale;
      context.setLineDash(((dashed && DASHES[kind]) || []).map((length) => length / this.scale));
      context.stroke(path);
    }
    context.restore();
  }

  /** The lines as they are on the canvas now, and from where and how near they are seen. */
  keep(shown) {
    const picture = this.still?.picture ?? document.createElement("canvas");
    [picture.width, picture.height] = [this.canvas.width, this.canvas.height];
    picture.getContext("2d").drawImage(this.canvas, 0, 0);
    return { picture, shown, scale: this.scale, left: this.left, top: this.top };
  }

  drawStill({ picture, scale, left, top }) {
    const nearer = this.scale / scale;
    this.context.drawImage(picture, this.left - left * nearer, this.top - top * nearer, this.width * nearer, this.height * nearer);
  }

  thickness(at) {
    return (this.net.ties.length > DASHED ? 0.9 + 0.8 * at : 1.5 + 1.1 * at) * Math.min(1.8, Math.max(0.8, (this.scale / this.whole) ** 0.3));
  }

  drawTie(colours, [one, other, kind, strength], dashed) {
    const context = this.context;
    context.strokeStyle = colours[kind];
    context.globalAlpha = 0.95;
    context.lineWidth = (dashed ? 1.5 : 1) + 0.8 * this.level(strength);
    context.setLineDash((dashed && DASHES[kind]) || []);
    context.beginPath();
    context.moveTo(...this.at(one));
    context.lineTo(...this.at(other));
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  /** The head of an arrow: who is told to be something to whom. */
  drawHead(colours, [one, other], bright) {
    const context = this.context;
    const [[x, y], [fromX, fromY]] = [this.at(other), this.at(one)];
    const angle = Math.atan2(y - fromY, x - fromX);
    const away = this.size(other) + 1;
    context.globalAlpha = bright && !(bright.has(one) && bright.has(other)) ? 0.2 : 1;
    context.fillStyle = colours.relation;
    context.beginPath();
    for (const [far, side] of [[0, 0], [10, 4.5], [10, -4.5]]) {
      context.lineTo(x - (away + far) * Math.cos(angle) - side * Math.sin(angle), y - (away + far) * Math.sin(angle) + side * Math.cos(angle));
    }
    context.fill();
    context.globalAlpha = 1;
  }

  drawPoints(colours, bright) {
    const context = this.context;
    for (let actor = this.names.length - 1; actor >= 0; actor--) {
      const [x, y] = this.at(actor);
      const faded = bright && !bright.has(actor);
      context.globalAlpha = 1;
      context.fillStyle = colours.page;
      context.beginPath();
      context.arc(x, y, this.size(actor) + 1.5, 0, 7);
      context.fill();
      context.globalAlpha = faded ? 0.25 : 1;
      context.fillStyle = actor === this.chosen || actor === this.hovered ? colours.link : colours.point;
      context.beginPath();
      context.arc(x, y, this.size(actor), 0, 7);
      context.fill();
    }
    context.globalAlpha = 1;
  }

  /** Names where they cover nothing: those of the chosen first, then of who has most ties. */
  drawNames(colours, bright) {
    const context = this.context;
    const taken = this.names.map((_, actor) => this.box(actor));
    const order = this.names.map((_, actor) => actor).filter((actor) => !bright || bright.has(actor));
    const first = [this.chosen, this.hovered].filter((actor) => actor !== null);
    context.lineJoin = "round";
    context.textBaseline = "middle";
    for (const actor of new Set([...first, ...order])) this.drawName(colours, actor, taken, first.includes(actor));
    if (this.net.ties.length < FEW) this.drawWords(colours, bright, taken);
  }

  /** What two are told to be to each other, beside the line where there is room. */
  drawWords(colours, bright, taken) {
    const context = this.context;
    context.font = `italic 11px ${colours.font}`;
    for (const [one, other, kind, , words] of this.net.ties) {
      if (kind !== "relation" || (bright && !(bright.has(one) && bright.has(other)))) continue;
      const [from, to] = [this.at(one), this.at(other)];
      const [text, width] = [shorten(words), this.measure(shorten(words))];
      const [left, at] = [(from[0] + to[0] - width) / 2, (from[1] + to[1]) / 2];
      const box = [left - 2, at - 7, left + width + 2, at + 7];
      if (taken.some((each) => touch(each, box))) continue;
      taken.push(box);
      this.write(colours, text, left, at, colours.relation);
    }
  }

  drawName(colours, actor, taken, always) {
    const context = this.context;
    const large = this.radius[actor] > 0.62 * this.radius[0];
    context.font = `${always || large ? 600 : 400} ${always || large ? 13 : 11.5}px ${colours.font}`;
    const text = always ? this.net.actors[actor].label : this.names[actor];
    const width = this.measure(text);
    const [x, y] = this.at(actor);
    const far = this.size(actor);
    if (x < -width || y < -20 || x > this.width + width || y > this.height + 20) return;
    const spots = [[x - width / 2, y + far + 9], [x + far + 4, y], [x - far - 4 - width, y], [x - width / 2, y - far - 9]];
    const inside = ([left, at]) => left > 2 && left + width < this.width - 2 && at > 8 && at < this.height - 8;
    const box = ([left, at]) => [left - 2, at - 8, left + width + 2, at + 8];
    const free = (spot) => inside(spot) && !taken.some((each) => each[4] !== actor && touch(each, box(spot)));
    const spot = spots.find(free) ?? (always ? spots.find(inside) ?? spots[0] : null);
    if (!spot) return;
    taken.push(box(spot));
    this.write(colours, text, ...spot, colours.ink);
  }

  /** A text with the page's colour around it, in the font that is set. */
  write(colours, text, left, at, colour) {
    const context = this.context;
    context.lineWidth = 3.5;
    context.strokeStyle = colours.page;
    context.strokeText(text, left, at);
    context.fillStyle = colour;
    context.fillText(text, left, at);
  }

  /** How wide a text is in the font that is set. */
  measure(text) {
    const key = `${this.context.font} ${text}`;
    if (!this.widths.has(key)) this.widths.set(key, this.context.measureText(text).width);
    return this.widths.get(key);
  }

  box(actor) {
    const [x, y] = this.at(actor);
    const far = this.size(actor);
    return [x - far, y - far, x + far, y + far, actor];
  }
}
