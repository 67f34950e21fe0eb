// What is known to be missed, with the reason: `json-schema/missed.txt`.
//
// A line `WORD: SENTENCE` is a reason; a line `WORD DRAFT/FILE KIND CASE.TEST ..` says which values are missed for it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { here } from './install.mjs';

const path = join(here, 'json-schema', 'missed.txt');

/** Reads it: the text before the lines, the reasons by word, and the word of each `DRAFT/FILE KIND CASE.TEST`. */
export function read() {
  const head = [];
  const reasons = new Map();
  const known = new Map();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const reason = /^(\w[\w-]*): (.*)$/.exec(line);
    const entry = /^(\w[\w-]*) (\S+ (?:valid|invalid)) (.*)$/.exec(line);
    if (reason) reasons.set(reason[1], reason[2]);
    if (entry) for (const test of entry[3].split(' ')) known.set(`${entry[2]} ${test}`, entry[1]);
    else head.push(line);
  }
  return { head: head.join('\n').trimEnd(), reasons, known };
}

/** Writes it: `missed` has the word of each `DRAFT/FILE KIND CASE.TEST`. */
export function bless(head, missed) {
  const lines = new Map();
  for (const [key, word] of missed) {
    const [place, kind, test] = key.split(' ');
    const line = `${word} ${place} ${kind}`;
    lines.set(line, [...(lines.get(line) ?? []), test]);
  }
  writeFileSync(path, `${head}\n\n${[...lines].map(([line, tests]) => `${line} ${tests.join(' ')}\n`).sort().join('')}`);
}
