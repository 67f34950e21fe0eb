#!/usr/bin/env node
// Takes every value of the JSON-Schema-Test-Suite through a client whose models are the suite's schemas: valid ones must
// be read and written again as they were, others must be refused by the type or by `validate()`.
// Exit 0: nothing is missed but what `json-schema/missed.txt` says. Exit 1: a value was lost. Exit 2: could not run.
import { spawnSync } from 'node:child_process';

const usage = `Usage: json-schema.mjs [--verbose] [--bless]

  --verbose   print each value that is missed, also known ones
  --bless     write what is missed into json-schema/missed.txt; what is new there has no reason yet`;

const flags = process.argv.slice(2);
if (flags.includes('--help') || flags.includes('-h')) {
  console.log(usage);
  process.exit(0);
}
const unknown = flags.filter((flag) => !['--verbose', '--bless'].includes(flag));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}\n\n${usage}`);
  process.exit(2);
}
const { cases, download, drafts } = await import('./lib/json-schema-suite.mjs');
const { outside } = await import('./lib/json-schema-outside.mjs');
const { build } = await import('./lib/json-schema-crate.mjs');
const { bless, read } = await import('./lib/json-schema-floor.mjs');
const { parse, same, stringify } = await import('./lib/lossless.mjs');

const kindOf = (test) => (test.valid ? 'valid' : 'invalid');

try {
  const suite = download();
  const left = [];
  const asked = drafts.map((draft) => {
    const all = cases(suite, draft).map((one) => ({ ...one, why: outside(draft, one) }));
    for (const { why, tests } of all) if (why) left.push(...tests.map((test) => `${draft.draft}: ${why} (${kindOf(test)})`));
    return { ...draft, cases: all.filter(({ why }) => !why) };
  });
  const results = ask(build(asked), asked);
  process.exit(tell(results, left));
} catch (error) {
  console.error(error.message);
  process.exit(2);
}

/** Gives every value to the program; returns each with what was wrong, if anything was. */
function ask(program, asked) {
  const values = asked.flatMap(({ draft, cases }) => cases.flatMap((one) => one.tests.map((test, index) => ({ draft, one, test, key: `${draft}/${one.file} ${kindOf(test)} ${one.number}.${index + 1}` }))));
  const input = values.map(({ draft, one, test }) => `${draft}/${one.name} ${stringify({ value: test.data })}\n`).join('');
  const { status, stdout, stderr } = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  const answers = stdout.split('\n').slice(0, -1);
  if (status !== 0 || answers.length !== values.length) throw new Error(`the program ended with ${status}:\n${stderr}`);
  return values.map((value, index) => ({ ...value, fault: fault(value.test, answers[index]) }));
}

/** What is wrong with an answer; nothing where it is as it has to be. */
function fault({ valid, data }, answer) {
  const text = answer.slice('fine '.length);
  if (!answer.startsWith('fine ')) return valid ? answer : undefined;
  if (!valid) return 'accepted';
  return same(parse(text), { value: data }) ? undefined : `became ${text}`;
}

/** Prints what was missed and the numbers; returns the exit code. */
function tell(results, left) {
  const { head, reasons, known } = read();
  const missed = new Map();
  let faults = 0;
  for (const { key, one, test, fault } of results) {
    if (!fault) continue;
    const word = known.get(key) ?? 'unexplained';
    missed.set(key, word);
    if (!reasons.has(word)) faults += 1;
    if (!reasons.has(word) || flags.includes('--verbose')) {
      console.log(`${key}: ${word}: ${one.description}: ${test.description}: ${stringify(one.schema)}, ${stringify(test.data)}: ${fault}`);
    }
  }
  const met = [...known.keys()].filter((key) => !missed.has(key));
  for (const key of met) console.log(`${key} is met now, or is no test: take it out of json-schema/missed.txt (--bless)`);
  if (flags.includes('--bless')) bless(head, missed);
  summary(results, missed, left, reasons);
  return faults > 0 ? 1 : 0;
}

/** How many values are as they have to be, and why others are not. */
function summary(results, missed, left, reasons) {
  for (const [why, count] of counted(left)) console.log(`left out ${count}: ${why}`);
  const why = [...missed].map(([key, word]) => `${key.split(' ')[1]}: ${reasons.get(word) ?? word}`);
  for (const [reason, count] of counted(why)) console.log(`missed ${count} ${reason}`);
  for (const { draft, openapi } of drafts) {
    const own = results.filter((result) => result.draft === draft);
    const part = (valid, optional) => {
      const values = own.filter(({ one, test }) => test.valid === valid && one.file.startsWith('optional/') === optional);
      return `${values.filter(({ fault }) => !fault).length} of ${values.length}`;
    };
    console.log(`${draft} as OpenAPI ${openapi}: ${part(true, false)} valid values come back as they were, ${part(false, false)} others are refused`);
    console.log(`${draft}, optional tests and formats: ${part(true, true)}, ${part(false, true)}`);
  }
  const valid = results.filter(({ test }) => test.valid);
  const invalid = results.filter(({ test }) => !test.valid);
  console.log(`${invalid.filter(({ fault }) => !fault).length} of ${invalid.length} values that are not valid are refused`);
  console.log(`${valid.filter(({ fault }) => !fault).length} of ${valid.length} valid values come back as they were`);
}

/** Each text with how often it is there, the most frequent first. */
function counted(texts) {
  const counts = new Map();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
