// The tables in `beside-oasdiff/`: which kinds of ours a rule of theirs is, why a change is theirs only, why a severity is
// another one, and which documents are compared.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { here } from './install.mjs';

/** The lines of a table as objects, by the names in its head. */
function table(name) {
  const lines = readFileSync(join(here, 'beside-oasdiff', name), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const [head, ...rows] = lines.map((line) => line.split('\t'));
  return rows.map((cells) => {
    if (cells.length !== head.length) throw new Error(`${name}: ${cells[0]} has ${cells.length} cells instead of ${head.length}`);
    return Object.fromEntries(head.map((key, index) => [key, cells[index]]));
  });
}

const whole = (pattern) => new RegExp(`^(?:${pattern})$`);
const rules = table('rules.tsv').map(({ rule, kinds }) => ({ rule: whole(rule), kinds: new Set(kinds.split(' ')) }));

/** The kinds of ours that say what a rule says; `undefined` where the table has no line for it. */
export const kindsOf = (rule) => rules.find((row) => row.rule.test(rule))?.kinds;

/**
 * Reasons by rule and by what is said: `where` is searched in `SCOPE OPERATION TEXT`, the scope being a pair's id or a
 * document and its two versions.
 */
class Reasons {
  constructor(name) {
    this.rows = table(name).map((row) => ({ ...row, pattern: whole(row.rule), place: new RegExp(row.where), used: 0 }));
  }

  /** The first reason that holds. */
  find(rule, where) {
    const row = this.rows.find((row) => row.pattern.test(rule) && row.place.test(where));
    if (row) row.used += 1;
    return row?.reason;
  }

  /** The lines that explained nothing. */
  stale() {
    return this.rows.filter((row) => row.used === 0).map(({ rule, where }) => `${rule} (${where})`);
  }
}

/** Why a change is reported by oasdiff only. */
export const theirsOnly = new Reasons('theirs-only.tsv');

/** Why a change that both report is worse for one of them. */
export const severities = new Reasons('severities.tsv');

/** The documents: `{ name, package, files, versions }`. */
export const documents = table('documents.tsv').map(({ name, package: npm, file, versions }) => ({
  name,
  npm,
  files: file.split(' '),
  versions: versions.split(' '),
}));
