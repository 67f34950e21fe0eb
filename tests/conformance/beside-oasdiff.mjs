#!/usr/bin/env node
// `oaxide diff` beside oasdiff: over the minimal pairs of tests/diff/pairs, and over consecutive versions of real documents
// from the npm registry. Each change that oasdiff reports is looked for among ours; one that is not there needs a reason in
// beside-oasdiff/theirs-only.tsv, one that is more or less severe one in severities.tsv.
// Exit 0: everything is explained. Exit 1: something is not. Exit 2: could not run.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { generator } from './lib/crates.mjs';
import { install, root } from './lib/install.mjs';

const usage = `Usage: beside-oasdiff.mjs [--fast] [--verbose] [--bless] [NAME ...]

  --fast      the pairs, and the last versions of one small document
  --verbose   each change that is in one report only
  --bless     write tests/diff/OASDIFF.md
  NAME        \`pairs\`, or documents of beside-oasdiff/documents.tsv (all where none is named)`;

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
install();
const { documents, severities, theirsOnly } = await import('./lib/oasdiff-tables.mjs');
const { hasOasdiff, published, theirs, ours, document } = await import('./lib/oasdiff-run.mjs');
const { Places } = await import('./lib/oasdiff-places.mjs');
const { pairs } = await import('./lib/pairs.mjs');
const { Tally } = await import('./lib/oasdiff-tally.mjs');
const { report } = await import('./lib/oasdiff-report.mjs');

const names = ['pairs', ...documents.map(({ name }) => name)];
if (flags.some((flag) => !['--fast', '--verbose', '--bless'].includes(flag)) || chosen.some((name) => !names.includes(name))) {
  console.error(usage);
  process.exit(2);
}
const [fast, verbose, bless] = ['--fast', '--verbose', '--bless'].map((flag) => flags.includes(flag));
if (!hasOasdiff()) {
  console.log(`left out: there is no oasdiff for ${process.platform}-${process.arch}`);
  process.exit(0);
}
const whole = !fast && chosen.length === 0;
const wants = (name) => (chosen.length > 0 ? chosen.includes(name) : !fast || ['pairs', 'blockfrost'].includes(name));
const oaxide = process.env.OAXIDE ?? generator();

function compare(tally, scope, old, now) {
  tally.add(scope, theirs(old, now), ours(oaxide, old, now), { old: new Places(old), now: new Places(now) });
}

const groups = [];
if (wants('pairs')) {
  const tally = new Tally('pairs', verbose);
  for (const pair of pairs()) {
    const [old, now] = ['old', 'new'].map((side) => document(join(pair.id, side), pair[side]));
    compare(tally, pair.id, old, now);
  }
  groups.push(tally);
}
for (const one of documents.filter(({ name }) => wants(name))) {
  const tally = new Tally(one.name, verbose);
  const versions = fast ? one.versions.slice(-4) : one.versions;
  let paths;
  try {
    paths = versions.map((version) => published(one, version));
  } catch (error) {
    // A machine without a registry still compares the pairs.
    if (!fast) throw error;
    console.log(`left out: ${one.name} (${error.message.trim().split('\n')[0]})`);
    continue;
  }
  paths.slice(1).forEach((now, index) => {
    compare(tally, `${one.name} ${versions[index]} ${versions[index + 1]}`, paths[index], now);
  });
  groups.push(tally);
}

for (const tally of groups) console.log(tally.line());
const faults = groups.flatMap((tally) => tally.faults());
if (whole) faults.push(...[theirsOnly, severities].flatMap((reasons) => reasons.stale()).map((row) => `explains nothing: ${row}`));
for (const fault of faults) console.error(fault);
if (bless) writeFileSync(join(root, 'tests', 'diff', 'OASDIFF.md'), report(groups));
console.log(`${groups.length} groups, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
