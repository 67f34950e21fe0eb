#!/usr/bin/env node
// Drives the AutoRest test server with clients made from its own documents: every scenario that a client without
// knowledge of the server can meet, and what the client makes of each answer.
// Exit 0: nothing is missed but what `autorest/missed.txt` says. Exit 1: a scenario or a value was lost. Exit 2: could
// not run.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { here, install } from './lib/install.mjs';

const usage = `Usage: autorest.mjs [--verbose] [DOCUMENT ...]

  --verbose   print each call that does not give what is expected, also known ones
  DOCUMENT    call the operations of these documents only (all where none is named), and count nothing`;

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
if (flags.includes('--help') || flags.includes('-h')) {
  console.log(usage);
  process.exit(0);
}
install();
const { build } = await import('./lib/crates.mjs');
const { start } = await import('./lib/autorest-server.mjs');
const { calls, documents, fault } = await import('./lib/autorest-table.mjs');

const unknown = [...names.filter((name) => !documents.some((document) => document.name === name)), ...flags.filter((flag) => flag !== '--verbose')];
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}\n\n${usage}`);
  process.exit(2);
}
const chosen = documents.filter(({ name }) => names.length === 0 || names.includes(name));

let server;
let code = 2;
try {
  const program = build('autorest', chosen);
  server = await start();
  const before = await server.report();
  const results = [];
  for (const { name } of chosen) results.push(...(await drive(program, name)));
  code = tell(results, before, await server.report());
} catch (error) {
  console.error(error.message);
} finally {
  await server?.stop();
}
process.exit(code);

/** Makes the calls of a document, one after the other; resolves to each with what was wrong with its answer. */
async function drive(program, document) {
  const results = [];
  const groups = new Map();
  for (const call of calls(document)) {
    const key = JSON.stringify([call.base, call.credential, call.headers]);
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  for (const group of groups.values()) {
    const [{ base, credential, headers }] = group;
    const each = (option, values) => Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`]);
    const options = [...each('--credential', credential), ...each('--header', headers)];
    // It has the scenarios that fail first, those of `POST` and `PATCH` too.
    const retries = document === 'httpInfrastructure' ? ['--retries', '2', '--retry-any-method'] : [];
    const child = spawn(program, [document, '--base-url', server.url + base, '--timeout', '60', ...retries, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.on('error', () => {});
    const ended = new Promise((resolve) => child.once('close', resolve));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const call of group) {
      child.stdin.write(`${call.text}\n`);
      const { value, done } = await lines.next();
      results.push({ ...call, fault: done ? 'the program ended without an answer' : fault(call.expect, JSON.parse(value.replaceAll(server.url, '{server}'))) });
    }
    child.stdin.end();
    await ended;
  }
  return results;
}

/** Prints what was missed and the number; returns the exit code. */
function tell(results, before, report) {
  const missed = known();
  const verbose = flags.includes('--verbose') || names.length > 0;
  const wrong = results.filter((call) => call.fault);
  for (const call of wrong) {
    if (verbose || !call.scenarios.some((scenario) => missed.has(scenario))) {
      console.log(`${call.document} ${call.operation} (${call.scenarios.join(', ')}): ${call.fault}`);
    }
  }
  if (names.length > 0) return wrong.length > 0 ? 1 : 0;

  const lost = new Set(wrong.flatMap((call) => call.scenarios));
  const called = new Set(results.flatMap((call) => call.scenarios));
  // Some scenarios are in the report only after they were met.
  const vanilla = new Set([...Object.keys(before.vanilla), ...[...called].filter((name) => !(name in before.optional))]);
  // Counted by the server before anything is asked.
  const optional = new Set(Object.keys(before.optional).filter((name) => name !== 'HeaderParameterProtectedKey'));
  // The server judges some requests, but forgets to count them: what it answers says whether they were right.
  const judged = new Set(results.filter((call) => call.uncounted).flatMap((call) => call.scenarios));
  const counted = (scenario) => (report.vanilla[scenario] ?? report.optional[scenario] ?? 0) > 0;
  const reached = (scenario) => called.has(scenario) && !lost.has(scenario) && (counted(scenario) || judged.has(scenario));
  const retries = new Set([...vanilla].filter((scenario) => scenario.startsWith('HttpRetry')));
  const plain = [...vanilla].filter((scenario) => !retries.has(scenario));
  const all = [...vanilla, ...optional];

  let faults = 0;
  for (const scenario of all) {
    if (reached(scenario) && missed.has(scenario)) {
      console.log(`${scenario} is met now: take it out of autorest/missed.txt`);
    } else if (!reached(scenario)) {
      console.log(`missed ${scenario}: ${missed.get(scenario) ?? 'it was met before'}`);
      if (!missed.has(scenario)) faults += 1;
    }
  }
  for (const scenario of [...missed.keys()].filter((scenario) => !all.includes(scenario))) {
    console.log(`${scenario} in autorest/missed.txt is no scenario`);
    faults += 1;
  }
  const uncounted = all.filter((scenario) => reached(scenario) && !counted(scenario)).length;
  console.log(`${all.filter(reached).length} of ${all.length} scenarios with retries and optional ones (${uncounted} of them by the server's answer, which does not count them)`);
  console.log(`${plain.filter(reached).length} of ${plain.length} scenarios`);
  return faults > 0 ? 1 : 0;
}

/** The scenarios that are known to be missed, with the reason. */
function known() {
  const lines = readFileSync(join(here, 'autorest', 'missed.txt'), 'utf8').split('\n');
  const entries = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => /^(\S+): (.*)$/.exec(line));
  return new Map(entries.map(([, scenario, reason]) => [scenario, reason]));
}
