// Where the actors of a network are placed: who agrees draws near, who disagrees stays away. One network, one picture.
const TURN = Math.PI * (3 - Math.sqrt(5));
const NEARNESS = { agree: 1, both: 0.35, disagree: 0.06, relation: 1 };

/** Places for so many actors; ties are [one, other, kind, strength]. A wide picture gets a wide network. */
export function place(count, ties, aspect) {
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const mass = new Float64Array(count).fill(1);
  for (const [one, other] of ties) {
    mass[one] += 1;
    mass[other] += 1;
  }
  for (let at = 0; at < count; at++) {
    x[at] = 12 * Math.sqrt(at + 0.5) * Math.cos(at * TURN);
    y[at] = 12 * Math.sqrt(at + 0.5) * Math.sin(at * TURN);
  }
  const pulls = ties.map(([one, other, kind, strength]) => [one, other, NEARNESS[kind] * (1 + Math.log2(strength))]);
  const rounds = count > 400 ? 140 : count > 150 ? 220 : 400;
  for (let round = 0; round < rounds; round++) step(x, y, mass, pulls, aspect, 14 * (1 - round / rounds) + 0.3);
  spread(x, y, aspect);
  return { x, y };
}

/** One step: all push each other away, ties pull, and all lean to the middle; nobody goes farther than `most`. */
function step(x, y, mass, pulls, aspect, most) {
  const count = x.length;
  const dx = new Float64Array(count);
  const dy = new Float64Array(count);
  for (let one = 0; one < count; one++) {
    for (let other = one + 1; other < count; other++) {
      const across = x[one] - x[other];
      const along = y[one] - y[other];
      const push = (26 * Math.sqrt(mass[one] * mass[other])) / (across * across + along * along + 0.01);
      dx[one] += across * push;
      dy[one] += along * push;
      dx[other] -= across * push;
      dy[other] -= along * push;
    }
  }
  for (const [one, other, force] of pulls) {
    const across = x[one] - x[other];
    const along = y[one] - y[other];
    const pull = (0.035 * force * 4) / Math.sqrt(mass[one] * mass[other]);
    dx[one] -= across * pull;
    dy[one] -= along * pull;
    dx[other] += across * pull;
    dy[other] += along * pull;
  }
  for (let at = 0; at < count; at++) {
    dx[at] -= (0.05 * x[at]) / aspect;
    dy[at] -= 0.05 * y[at] * aspect;
    const far = Math.hypot(dx[at], dy[at]);
    const part = far > most ? most / far : 1;
    x[at] += dx[at] * part;
    y[at] += dy[at] * part;
  }
}

/** Actors that lie upon each other are moved apart. */
function spread(x, y, aspect) {
  const count = x.length;
  const span = Math.max(...x) - Math.min(...x) + Math.max(...y) - Math.min(...y) || 1;
  const least = (0.5 * span) / Math.sqrt(count * 6);
  for (let round = 0; round < 30; round++) {
    for (let one = 0; one < count; one++) {
      for (let other = one + 1; other < count; other++) {
        const across = x[other] - x[one];
        const along = y[other] - y[one];
        const apart = Math.hypot(across / Math.sqrt(aspect), along);
        if (apart >= least) continue;
        const by = ((least - apart) / (apart || 1)) * 0.5;
        x[one] -= across * by + (apart ? 0 : one - other);
        x[other] += across * by;
        y[one] -= along * by;
        y[other] += along * by + (apart ? 0 : 1);
      }
    }
  }
}
