/**
 * Has he dropped?  The sequential decision, weighed after every rep.
 *
 * Beside "no drop" stand many ways to have dropped: a step at rep j of some size, or a fade from rep j
 * on; and one rep at a time may be mistimed.  docs/method-guard.md has the theory.
 *
 * Here no way is worked out for itself.  The times, made independent, less a drop of size d that begins
 * at rep j, have the squares  sum(w²) - 2 d sum(w u) + d² sum(u²),  where u is the drop of size 1 made
 * independent in the same manner.  So a few running sums for each j give every size, and all ways that
 * begin later than the rep count as one.  The weights are added up beside their largest logarithm so
 * far, and nothing is kept of a point of the grid once it was read.
 */

import { Expected } from "./level.js";
import { median } from "./linear.js";

/** A way so much less likely than the likeliest, as a logarithm, adds nothing to any sum. */
const NOTHING = 60;

/** Places of the sums after a rep; behind them those of each suspect, and of each size of a drop. */
const [TOTAL, LEVEL, LEVEL2, LEFT, REP_SD, POINT, SUSPECTS] = [0, 1, 2, 3, 4, 5, 6];

/**
 * What the times of a session say of a drop, after each of them.
 *
 * @param {object} prior - As `priorOf` gives it.
 * @param {import("./series.js").TimedRep[]} reps - One at least.
 * @param {{drop: object, level: object}} constants - Of the guard's data.
 * @param {number} smallest - The smallest drop that matters, as a share.
 * @param {number[]} likelier - How many times likelier than usual a drop begins at each rep.
 * @returns {object[]} One for each rep, from the reps up to it alone: `pDrop`, `odds`, `loss`,
 *   `lossSd` (shares), `level` (ln s), `levelSd`, `repSd` and `mistimed`, the probability that this
 *   very rep was.
 */
export function weighDrops(prior, reps, constants, smallest, likelier) {
  const { weighed, mistimed } = weigh(prior, reps, constants, smallest, likelier);
  // Once a later rep has shown one to be mistimed, it is put aside, so that another one may be.
  for (let after = 1; after < reps.length; after++) {
    for (let rep = 0; rep < after; rep++) {
      if (mistimed[after][rep] <= constants.drop.settled) continue;
      if (after + 1 === reps.length) return weighed;
      const without = (all) => all.filter((_, index) => index !== rep);
      const rest = weighDrops(prior, without(reps), constants, smallest, without(likelier));
      return [...weighed.slice(0, after + 1), ...rest.slice(after)];
    }
  }
  return weighed;
}

/**
 * The odds that a drop must pass to end the session.
 *
 * @param {number} place - How many times of this kind he has run, this one included.
 * @param {object} prior
 * @param {object} drop - `constants.drop` of the guard's data.
 * @param {number} odds - At the second time, for an athlete whose scatter is well known.
 * @param {number} growth - From each time to the next.
 */
export function bar(place, prior, drop, odds, growth) {
  const careful =
    prior.origin === null
      ? drop.nothing_known
      : 1 + drop.little_known / (prior.reps - prior.sessions + drop.known);
  return odds * growth ** (Math.min(place, drop.last_rise) - 2) * careful;
}

/** Log prior of a drop that begins at each rep (its share left out), and of none so far. */
function beginnings(likelier, hazard) {
  const logBegins = [];
  const logNone = [];
  let none = 1;
  likelier.forEach((times, rep) => {
    const odds = (hazard / (1 - hazard)) * times;
    const begins = rep ? odds / (1 + odds) : 0;
    logBegins.push(Math.log(none * begins));
    none *= 1 - begins;
    logNone.push(Math.log(none));
  });
  return { logBegins, logNone };
}

/** Sizes of the ways that begin at a rep, each with its log share; the steps come first. */
function sizes(drop) {
  const total = drop.step_weight.reduce((sum, weight) => sum + weight, 0);
  const steps = drop.steps.map((size, place) => ({
    size,
    fade: false,
    logShare: Math.log((1 - drop.fade_share) * (drop.step_weight[place] / total)),
  }));
  const logShare = Math.log(drop.fade_share / drop.fades.length);
  return [...steps, ...drop.fades.map((size) => ({ size, fade: true, logShare }))];
}

/** Which reps may be mistimed, as seen after each. */
function suspectsOf(reps, usual, far) {
  const times = reps.map((rep) => rep.logTime);
  return times.map((_, after) => {
    const soFar = times.slice(0, after + 1);
    const middle = median(soFar);
    return times.map(
      (time, rep) =>
        rep <= after &&
        (Math.abs(time - middle) > far ||
          (usual !== null && Math.abs(time - usual[0]) > far)),
    );
  });
}

/** The same with one rep mistimed at most, and how surely each was, as seen after each rep. */
function weigh(prior, reps, constants, smallest, likelier) {
  const { drop } = constants;
  const n = reps.length;
  const suspects = suspectsOf(reps, prior.usual, drop.suspect);
  const expected = new Expected(reps, constants.level);
  const sums = new Sums(expected, suspects, {
    ...beginnings(likelier, drop.hazard),
    sizes: sizes(drop),
    least: smallest * (1 - drop.rounding),
    mistimed: drop.mistimed ** 2,
    logMistimed: Math.log(drop.mistimed_share),
  });
  // Usual days, then those that are unlike the others altogether.
  const days =
    prior.origin === null
      ? [[0, 0]]
      : [[0, Math.log1p(-drop.odd_day_share)], [drop.odd_day, Math.log(drop.odd_day_share)]];
  for (const [oddDay, logShare] of days) {
    for (let point = 0; point < prior.rep_sd.length; point++) {
      expected.fill(prior, point, oddDay);
      sums.add(prior.log_weight[point] + logShare, prior.rep_sd[point]);
    }
  }
  const origin = prior.origin ?? reps[0].logTime;
  const weighed = [];
  const mistimed = [];
  for (let after = 0; after < n; after++) {
    const { numbers, ofRep } = sums.after(after, origin);
    weighed.push({ ...numbers, mistimed: ofRep[after] });
    mistimed.push(ofRep);
  }
  return { weighed, mistimed };
}

/** Adds up the weights of all ways, point after point of the grid. */
class Sums {
  constructor(expected, suspects, asked) {
    Object.assign(this, { expected, suspects, asked });
    const { n } = expected;
    this.n = n;
    // Sizes that a drop may have reached at a rep: none, each step, each fade after 1 to n reps.
    const ofSize = ({ size, fade }) =>
      fade ? expected.reps.map((_, since) => size * (since + 1)) : [size];
    this.reached = [0, ...asked.sizes.flatMap(ofSize)];
    this.none = SUSPECTS + n;
    let first = this.none + 1;
    /** Where the weight of each size stands. */
    this.places = asked.sizes.map(({ fade }) => {
      const place = first;
      first += fade ? n : 1;
      return place;
    });
    this.width = first;
    this.kept = new Float64Array(n * this.width);
    this.largest = new Float64Array(n).fill(-Infinity);
    /** Reps that are suspect after some rep. */
    this.ever = expected.reps.map((_, rep) => rep).filter((rep) => suspects.some((row) => row[rep]));
    // Running sums over the reps for each first rep of a drop, as a step and as a fade of size 1.
    const ways = 2 * n;
    this.drop = new Float64Array(ways);
    this.withTime = new Float64Array(ways);
    this.squared = new Float64Array(ways);
    this.withLevel = new Float64Array(ways);
    // The same for each suspect.
    this.told = new Float64Array(n);
    this.found = new Float64Array(n);
    this.through = new Float64Array(n);
    this.withSuspect = new Float64Array(n * ways);
  }

  /** One point of the grid, as `expected` now holds it. */
  add(logWeight, repSd) {
    const { n, expected, ever, told, found, through } = this;
    const { white, toward, solve, root } = expected;
    for (const sums of [this.withTime, this.squared, this.withLevel, this.withSuspect]) sums.fill(0);
    for (const sums of [told, found, through]) sums.fill(0);
    let base = logWeight;
    let level = expected.level;
    let known = 0;
    for (let rep = 0; rep < n; rep++) {
      base -= 0.5 * white[rep] ** 2 + Math.log(root[rep * n + rep]);
      level += toward[rep] * white[rep];
      known += toward[rep] ** 2;
      for (const suspect of ever) {
        if (suspect > rep) break;
        const trace = solve[rep * n + suspect];
        told[suspect] += trace * trace;
        found[suspect] += trace * white[rep];
        through[suspect] += trace * toward[rep];
      }
      this._dropsAt(rep);
      const row = rep * this.width;
      this.kept[row + POINT] = 0;
      this._weigh(rep, base, level);
      this.kept[row + LEFT] +=
        this.kept[row + POINT] * Math.max(expected.levelVariance - known, 0);
      this.kept[row + REP_SD] += this.kept[row + POINT] * repSd;
    }
  }

  /** What the drops of size 1 add to the running sums at a rep. */
  _dropsAt(rep) {
    const { n, ever } = this;
    const { white, toward, solve } = this.expected;
    // From the last first rep to the earliest: each drop is the later one, and more.
    let step = 0;
    let fade = 0;
    for (let first = rep; first > 0; first--) {
      step += solve[rep * n + first];
      fade += step;
      this._dropAt(2 * first, step, white[rep], toward[rep]);
      this._dropAt(2 * first + 1, fade, white[rep], toward[rep]);
      for (const suspect of ever) {
        if (suspect > rep) break;
        const trace = solve[rep * n + suspect];
        this.withSuspect[suspect * 2 * n + 2 * first] += trace * step;
        this.withSuspect[suspect * 2 * n + 2 * first + 1] += trace * fade;
      }
    }
  }

  _dropAt(way, drop, white, toward) {
    this.withTime[way] += white * drop;
    this.squared[way] += drop * drop;
    this.withLevel[way] += toward * drop;
  }

  /** Adds every way as it stands after a rep. */
  _weigh(rep, base, level) {
    const { logBegins, logNone, sizes: all } = this.asked;
    this._way(rep, base + logNone[rep], level, this.none, 0, -1);
    for (let first = 1; first <= rep; first++) {
      for (let place = 0; place < all.length; place++) {
        const { size, fade, logShare } = all[place];
        const way = 2 * first + (fade ? 1 : 0);
        const gain = size * (this.withTime[way] - 0.5 * size * this.squared[way]);
        const dropped = this.places[place] + (fade ? rep - first : 0);
        this._way(
          rep,
          base + logBegins[first] + logShare + gain,
          level - size * this.withLevel[way],
          dropped,
          size,
          way,
        );
      }
    }
  }

  /**
   * One way: all timed rightly, and each suspect mistimed.
   *
   * `dropped` is the place of the size that its drop has reached; `way` that of its running sums, -1
   * without a drop.
   */
  _way(rep, logP, level, dropped, size, way) {
    this._count(rep, logP, level, dropped, -1);
    if (!this.ever.length) return;
    const { mistimed, logMistimed } = this.asked;
    const may = this.suspects[rep];
    for (const suspect of this.ever) {
      if (!may[suspect]) continue;
      const along = way < 0 ? 0 : size * this.withSuspect[suspect * 2 * this.n + way];
      const found = this.found[suspect] - along;
      const shrink = mistimed / (1 + mistimed * this.told[suspect]);
      const gain = 0.5 * found * found * shrink + 0.5 * Math.log(shrink / mistimed) + logMistimed;
      const moved = level - found * shrink * this.through[suspect];
      this._count(rep, logP + gain, moved, dropped, suspect);
    }
  }

  _count(rep, logP, level, dropped, suspect) {
    const largest = this.largest[rep];
    if (logP < largest - NOTHING) return;
    const { kept, width } = this;
    const row = rep * width;
    let weight = 1;
    if (logP > largest) {
      const shrink = Math.exp(largest - logP);
      for (let place = row; place < row + width; place++) kept[place] *= shrink;
      this.largest[rep] = logP;
    } else {
      weight = Math.exp(logP - largest);
    }
    kept[row + TOTAL] += weight;
    kept[row + POINT] += weight;
    kept[row + LEVEL] += weight * level;
    kept[row + LEVEL2] += weight * level * level;
    kept[row + dropped] += weight;
    if (suspect >= 0) kept[row + SUSPECTS + suspect] += weight;
  }

  /** What all ways together say after a rep. */
  after(rep, origin) {
    const row = this.kept.subarray(rep * this.width, (rep + 1) * this.width);
    const total = row[TOTAL];
    const shares = Array.from(row.subarray(this.none), (weight) => weight / total);
    let large = 0;
    let loss = 0;
    shares.forEach((share, place) => {
      loss += share * this.reached[place];
      if (this.reached[place] >= this.asked.least) large += share;
    });
    let spread = 0;
    shares.forEach((share, place) => {
      spread += share * (this.reached[place] - loss) ** 2;
    });
    const pDrop = Math.min(Math.max(large, 0), 1);
    const level = row[LEVEL] / total;
    const scatter = Math.max(row[LEVEL2] / total - level ** 2, 0);
    const numbers = {
      pDrop,
      odds: pDrop / Math.max(1 - pDrop, 1e-12),
      loss,
      lossSd: Math.sqrt(spread),
      level: origin + level,
      levelSd: Math.sqrt(row[LEFT] / total + scatter),
      repSd: row[REP_SD] / total,
    };
    const ofRep = Array.from(row.subarray(SUSPECTS, SUSPECTS + this.n), (weight) => weight / total);
    return { numbers, ofRep };
  }
}
