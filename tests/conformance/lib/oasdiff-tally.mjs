// What is in both reports and what in one, over many pairs of documents.
import { compareSeverity, matches, ourSeverity, prepare, severityOf } from './oasdiff-match.mjs';
import { severities, theirsOnly } from './oasdiff-tables.mjs';

/** How many faults of one kind are printed. */
const shown = 12;

/** The sums for one document in many versions, or for the pairs. */
export class Tally {
  constructor(name, verbose) {
    this.name = name;
    this.verbose = verbose;
    this.compared = 0;
    /** Pairs that oasdiff cannot read, with what it says. */
    this.failed = [];
    this.ms = { theirs: 0, ours: 0 };
    /** By rule of theirs: `{ both, only: Map(reason, count), milder, worse }`. */
    this.rules = new Map();
    /** By kind of ours: `{ both, only, worst }`. */
    this.kinds = new Map();
    /** By scope: `{ both, theirs, ours }`, counts of changes of theirs in both, theirs only, ours only. */
    this.scopes = new Map();
    this.unexplained = new Map();
  }

  /** Counts one pair of documents. */
  add(scope, theirs, ours, places) {
    if (theirs.failed) {
      this.failed.push(`${scope}: ${theirs.failed}`);
      return;
    }
    this.compared += 1;
    this.ms.theirs += theirs.ms;
    this.ms.ours += ours.ms;
    const prepared = prepare(ours.changes);
    const met = new Set();
    const sums = { both: 0, theirs: [], ours: [] };
    for (const change of theirs.changes) {
      const found = matches(change, prepared, places);
      if (found === undefined) {
        this.fault('is in no line of rules.tsv', change.id, '');
      } else if (found.length === 0) {
        this.missed(scope, change);
        sums.theirs.push(change.id);
      } else {
        found.forEach((one) => met.add(one));
        this.agreed(scope, change, found);
        sums.both += 1;
      }
    }
    for (const change of prepared) {
      const row = entry(this.kinds, change.id, () => ({ both: 0, only: 0 }));
      row[met.has(change) ? 'both' : 'only'] += 1;
      if (met.has(change)) continue;
      sums.ours.push(change.id);
      if (this.verbose) console.log(`ours only: ${scope}: ${change.id} (${change.wire_request}, ${change.wire_response}, ${change.rust_api}): ${change.message}`);
    }
    this.scopes.set(scope, sums);
  }

  agreed(scope, change, found) {
    const row = this.rule(change.id);
    row.both += 1;
    const [we, they] = [ourSeverity(change, found), severityOf(change)];
    const order = compareSeverity(we, they);
    if (order === 0) return;
    const side = order < 0 ? 'milder' : 'worse';
    row[side] += 1;
    const text = `${where(scope, change)} | ${found[0].id}: ${found[0].message}`;
    const reason = severities.find(`ours-${side} ${change.id}`, text);
    if (reason) row.reasons.set(reason, (row.reasons.get(reason) ?? 0) + 1);
    else this.fault(`ours-${side} (${we}, not ${they})`, change.id, text);
  }

  missed(scope, change) {
    const text = where(scope, change);
    const reason = theirsOnly.find(change.id, text);
    const row = this.rule(change.id);
    row.only.set(reason, (row.only.get(reason) ?? 0) + 1);
    if (!reason) this.fault('is theirs only', change.id, text);
    if (this.verbose) console.log(`theirs only: ${change.id}: ${text}: ${reason ?? '?'}`);
  }

  rule(id) {
    return entry(this.rules, id, () => ({ both: 0, only: new Map(), milder: 0, worse: 0, reasons: new Map() }));
  }

  fault(what, rule, text) {
    entry(this.unexplained, `${rule} ${what}`, () => []).push(text);
  }

  /** What is not explained, a line each. */
  faults() {
    return [...this.unexplained].flatMap(([what, texts]) => {
      const more = texts.length > shown ? [`${what}: and ${texts.length - shown} more`] : [];
      return [...texts.slice(0, shown).map((text) => `${what}: ${text}`), ...more];
    });
  }

  /** Their changes that are in both, theirs only, and ours only. */
  sums() {
    const all = [...this.scopes.values()];
    return {
      both: all.reduce((sum, { both }) => sum + both, 0),
      theirs: all.reduce((sum, { theirs }) => sum + theirs.length, 0),
      ours: all.reduce((sum, { ours }) => sum + ours.length, 0),
    };
  }

  line() {
    const { both, theirs, ours } = this.sums();
    const failed = this.failed.length > 0 ? `, ${this.failed.length} that oasdiff cannot read` : '';
    const seconds = (ms) => `${(ms / 1_000).toFixed(1)} s`;
    return `${this.name}: ${this.compared} compared${failed}; in both ${both}, theirs only ${theirs}, ours only ${ours}; ${seconds(this.ms.theirs)} theirs, ${seconds(this.ms.ours)} ours`;
  }
}

const where = (scope, { operation, path, text }) => `${scope} ${operation ? `${operation} ${path} ` : ''}${text}`;

function entry(map, key, fresh) {
  if (!map.has(key)) map.set(key, fresh());
  return map.get(key);
}
