#!/usr/bin/env node
// Calls every operation of documents through the `dispatch` of clients made from them, against Steady, a mock server that
// judges each request by the document. Twice where there is something optional: with all of it, and without any.
// Exit 0: no fault of a client. Exit 1: faults, a line each. Exit 2: could not run.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { here, install, root } from './lib/install.mjs';

const usage = `Usage: steady.mjs [--corpus DIR] [--most N] [--parts N] [--requests] [--verbose] [NAME ...]

  --corpus DIR  a folder with catalog.csv; NAME is a slug of it, or all of its 3.0 and 3.1 documents where none is named
  --most N      leave out documents with more operations (300)
  --parts N     make a client for each N operations of a document, where it has more: the whole document with settings
                that leave out the others
  --requests    answers are any JSON in the clients, as Steady does not judge them: large ones compile far sooner
  --verbose     print calls that could not be made, too

Without --corpus: the documents in specs/ and tests/corpus/documents.`;

/** A document that Steady refuses. */
class Unreadable extends Error {}

/** Documents whose clients are one program. */
const together = 12;

const { corpus, most, parts, requests, verbose, names } = parse(process.argv.slice(2));
install();
const { bundled, read } = await import('./lib/bundle.mjs');
const { callsOf } = await import('./lib/calls.mjs');
const { operations, refersOut, resolved } = await import('./lib/documents.mjs');
const { build, target } = await import('./lib/crates.mjs');
const { judgedFrom } = await import('./lib/judged.mjs');
const { partsOf } = await import('./lib/parts.mjs');

let code = 2;
try {
  code = await main();
} catch (error) {
  console.error(error.message);
}
process.exit(code);

async function main() {
  const total = { unreadable: 0, documents: new Set(), operations: 0, called: 0, calls: 0, faults: 0, unanswered: 0 };
  const known = documents().map(({ name, path }) => ({ name, path, document: read(path) }));
  const fitting = known.filter(({ document }) => /^3\.[01]/.test(document?.openapi ?? ''));
  const chosen = fitting.map((one) => (refersOut(one.document) ? { ...one, document: bundled(one.path), bundled: true } : one));
  for (let from = 0; from < chosen.length; from += together) {
    const batch = chosen
      .slice(from, from + together)
      .filter(({ document }) => operations(document).length <= most)
      .flatMap((one) => partsOf(one, parts, requests, join(target, 'steady', 'settings')));
    const missing = new Set();
    const program = build('steady', batch, (name) => missing.add(name));
    for (const one of batch.filter(({ name }) => !missing.has(name))) {
      const { own } = one;
      const { calls, uncallable } = callsOf(one.document, own);
      const judged = await judge(one, program, calls).catch((error) => {
        if (error instanceof Unreadable) return undefined;
        throw error;
      });
      if (!judged) {
        total.unreadable += 1;
        console.log(`${one.name}: Steady cannot read it`);
        continue;
      }
      total.documents.add(one.path);
      total.operations += own.length;
      total.called += own.length - uncallable.length;
      total.calls += calls.length;
      const { faults, unanswered } = judged;
      total.faults += faults.length;
      total.unanswered += unanswered.length;
      console.log(`${one.name}: ${own.length} operations, ${calls.length} calls, ${uncallable.length} operations without arguments that fit, ${faults.length} faults`);
      for (const text of unanswered) console.log(`  Steady does not answer: ${text.slice(0, 300)}`);
      for (const fault of faults) console.log(`  ${fault}`);
      if (verbose) for (const line of uncallable) console.log(`  not called: ${line}`);
    }
    for (const name of missing) console.log(`${name}: nothing can be made of it`);
  }
  console.log(`${total.documents.size} documents, ${total.called} of ${total.operations} operations called, ${total.calls} calls, ${total.faults} faults; ${total.unanswered} calls that Steady does not answer, ${total.unreadable} documents that Steady cannot read`);
  return total.faults > 0 || total.calls === 0 ? 1 : 0;
}

function parse(argv) {
  const result = { corpus: undefined, most: 300, parts: Infinity, requests: false, verbose: false, names: [] };
  for (let i = 0; i < argv.length; i += 1) {
    const value = () => argv[(i += 1)] ?? refuse(`${argv[i - 1]} wants a value`);
    if (argv[i] === '--corpus') result.corpus = resolve(value());
    else if (argv[i] === '--most') result.most = Number(value());
    else if (argv[i] === '--parts') result.parts = Number(value());
    else if (argv[i] === '--requests') result.requests = true;
    else if (argv[i] === '--verbose') result.verbose = true;
    else if (argv[i] === '--help' || argv[i] === '-h') {
      console.log(usage);
      process.exit(0);
    } else if (argv[i].startsWith('-')) refuse(`Unknown argument: ${argv[i]}`);
    else result.names.push(argv[i]);
  }
  return result;
}

function refuse(message) {
  console.error(`${message}\n\n${usage}`);
  process.exit(2);
}

/** The documents that were asked for, each with a name that fits a crate. */
function documents() {
  const found = corpus ? catalogue() : ['specs', join('tests', 'corpus', 'documents')].flatMap(folder);
  return names.length > 0 ? found.filter(({ name }) => names.includes(name)) : found;
}

function folder(path) {
  const files = readdirSync(join(root, path)).filter((file) => /\.(ya?ml|json)$/.test(file) && !file.includes('.oaxide.'));
  return files.sort().map((file) => ({ name: file.replace(/\.[a-z]+$/, '').replaceAll('_', '-'), path: join(root, path, file) }));
}

function catalogue() {
  const [head, ...rows] = readFileSync(join(corpus, 'catalog.csv'), 'utf8').trim().split('\n');
  const columns = head.split(',');
  const slug = columns.indexOf('slug');
  const path = columns.indexOf('path');
  return rows.map((row) => row.split(',')).map((cells) => ({ name: cells[slug], path: join(corpus, cells[path]) })).filter(({ path }) => existsSync(path));
}

/** Makes the calls against a server; resolves to the faults, and to the calls that Steady does not survive. */
async function judge(one, program, calls) {
  const result = { faults: [], unanswered: [] };
  const { path, prefixes } = judgedFrom(one, join(target, 'steady', 'judged'));
  const placed = calls.map((call) => ({ ...call, prefix: prefixes.get(call.path) ?? '' }));
  for (let left = placed; left.length > 0; ) left = await served(path, one, program, left, result);
  return result;
}

/** Makes calls until Steady does not answer one; resolves to those behind it. */
async function served(path, one, program, calls, result) {
  const server = await serve(path);
  try {
    for (let left = calls; left.length > 0; ) {
      const { prefix } = left[0];
      const end = left.findIndex((call) => call.prefix !== prefix);
      const same = end < 0 ? left : left.slice(0, end);
      const { made, dead } = await some(server, one, program, prefix, same, result);
      left = left.slice(made);
      if (dead) return left;
    }
    return [];
  } finally {
    server.stop();
  }
}

/** Makes calls with one program; resolves to how many were `made`, and whether Steady does not answer since the last of them. */
async function some(server, { name, document }, program, prefix, calls, { faults, unanswered }) {
  const options = ['--base-url', `${server.url}${prefix}`, '--timeout', '30', ...credentials(document)];
  const child = spawn(program, [name, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (const [index, { text }] of calls.entries()) {
    child.stdin.write(`${text}\n`);
    const { value, done } = await lines.next();
    if (done) {
      faults.push(`${text}: the program ended`);
      return { made: calls.length, dead: false };
    }
    const answer = parsed(value);
    const said = await server.take();
    if (['timeout', 'transport'].includes(answer.error?.kind)) {
      unanswered.push(text);
      child.stdin.end();
      return { made: index + 1, dead: true };
    }
    if (said.length === 0 && [undefined, 'status', 'undocumented-status', 'decode'].includes(answer.error?.kind)) unanswered.push(`${text}: not judged`);
    const blamed = said.flatMap(({ diagnostics = [] }) => diagnostics).filter(({ category }) => category === 'sdk-issue');
    for (const { code, message, requestPath } of blamed) faults.push(`${text.slice(0, 300)}: ${code} ${requestPath}: ${message}`);
    // What Steady makes up as an answer is not always what the document says: that is no fault of the client.
    if (blamed.length === 0 && answer.error && !['status', 'undocumented-status', 'decode'].includes(answer.error.kind)) {
      faults.push(`${text.slice(0, 300)}: ${answer.error.kind}: ${answer.error.message}`);
    }
  }
  child.stdin.end();
  return { made: calls.length, dead: false };
}

/** A credential for each scheme that takes one. */
function credentials(document) {
  const schemes = Object.entries(document.components?.securitySchemes ?? {}).map(([name, scheme]) => [name, resolved(document, scheme)]);
  return schemes
    .filter(([, { type }]) => type !== 'mutualTLS')
    .flatMap(([name, { scheme }]) => ['--credential', `${name}=${/^basic$/i.test(scheme ?? '') ? 'user:password' : 'token'}`]);
}

/** A line of JSON; throws with the line, where it is none. */
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Error(`${error.message}: ${line}`);
  }
}

/** Starts Steady on a free port; resolves when it listens. */
function serve(path) {
  const cli = join(here, 'node_modules', '.bin', 'steady');
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const server = spawn(cli, ['-p', String(port), '--host', '127.0.0.1', '--log-format=json', path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = [];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Steady was not ready for ${path}`)), 120_000);
    server.once('error', reject);
    server.once('close', () => reject(new Unreadable(`Steady ended for ${path}`)));
    createInterface({ input: server.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      const entry = parsed(line);
      if (entry.type === 'request') said.push(entry);
      if (entry.type !== 'startup') return;
      clearTimeout(timer);
      // What is said of a request comes on another way than its answer.
      const take = async () => {
        for (let left = 100; left > 0 && said.length === 0; left -= 1) await new Promise((done) => setTimeout(done, 10));
        return said.splice(0);
      };
      resolve({ url: `http://127.0.0.1:${port}`, take, stop: () => server.kill('SIGTERM') });
    });
  });
}
