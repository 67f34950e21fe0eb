#!/usr/bin/env node
// Calls every operation of documents through the `dispatch` of clients made from them, against Steady, a mock server that
// judges each request by the document. Twice where there is something optional: with all of it, and without any.
// Exit 0: no fault of a client. Exit 1: faults, a line each. Exit 2: could not run.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { here, install, root } from './lib/install.mjs';

const usage = `Usage: steady.mjs [--corpus DIR] [--most N] [--verbose] [NAME ...]

  --corpus DIR  a folder with catalog.csv; NAME is a slug of it, or all of its 3.0 and 3.1 documents where none is named
  --most N      leave out documents with more operations (300)
  --verbose     print calls that could not be made, too

Without --corpus: the documents in specs/ and tests/corpus/documents.`;

/** A document that Steady refuses. */
class Unreadable extends Error {}

/** Documents whose clients are one program. */
const together = 12;

const { corpus, most, verbose, names } = parse(process.argv.slice(2));
install();
const { parseDocument } = await import('yaml');
const { operations, resolved } = await import('./lib/documents.mjs');
const { Values } = await import('./lib/values.mjs');
const { build } = await import('./lib/crates.mjs');

let code = 2;
try {
  code = await main();
} catch (error) {
  console.error(error.message);
}
process.exit(code);

async function main() {
  const total = { unreadable: 0, documents: 0, operations: 0, called: 0, calls: 0, faults: 0, unanswered: 0 };
  const known = documents().map(({ name, path }) => ({ name, path, document: read(path) }));
  const fitting = known.filter(({ document }) => /^3\.[01]/.test(document?.openapi ?? ''));
  const chosen = fitting.filter(({ document }) => !/"\$ref":"(?!#)/.test(JSON.stringify(document)));
  for (const { name } of fitting.filter((one) => !chosen.includes(one))) console.log(`${name}: left out, since it is in several files`);
  for (let from = 0; from < chosen.length; from += together) {
    const batch = chosen.slice(from, from + together).filter(({ document }) => operations(document).length <= most);
    const missing = new Set();
    const program = build('steady', batch, (name) => missing.add(name));
    for (const one of batch.filter(({ name }) => !missing.has(name))) {
      const all = operations(one.document);
      const { calls, uncallable } = callsOf(one.document, all);
      const judged = await judge(one, program, calls).catch((error) => {
        if (error instanceof Unreadable) return undefined;
        throw error;
      });
      if (!judged) {
        total.unreadable += 1;
        console.log(`${one.name}: Steady cannot read it`);
        continue;
      }
      total.documents += 1;
      total.operations += all.length;
      total.called += all.length - uncallable.length;
      total.calls += calls.length;
      const { faults, unanswered } = judged;
      total.faults += faults.length;
      total.unanswered += unanswered.length;
      console.log(`${one.name}: ${all.length} operations, ${calls.length} calls, ${uncallable.length} operations without arguments that fit, ${faults.length} faults`);
      for (const text of unanswered) console.log(`  Steady does not answer: ${text.slice(0, 300)}`);
      for (const fault of faults) console.log(`  ${fault}`);
      if (verbose) for (const line of uncallable) console.log(`  not called: ${line}`);
    }
    for (const name of missing) console.log(`${name}: nothing can be made of it`);
  }
  console.log(`${total.documents} documents, ${total.called} of ${total.operations} operations called, ${total.calls} calls, ${total.faults} faults; ${total.unanswered} calls that Steady does not answer, ${total.unreadable} documents that Steady cannot read`);
  return total.faults > 0 || total.calls === 0 ? 1 : 0;
}

function parse(argv) {
  const result = { corpus: undefined, most: 300, verbose: false, names: [] };
  for (let i = 0; i < argv.length; i += 1) {
    const value = () => argv[(i += 1)] ?? refuse(`${argv[i - 1]} wants a value`);
    if (argv[i] === '--corpus') result.corpus = resolve(value());
    else if (argv[i] === '--most') result.most = Number(value());
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

function read(path) {
  const document = parseDocument(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''), { logLevel: 'silent', merge: true });
  return document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: -1 });
}

/** The calls of a document as `dispatch` takes them, and what cannot be called, with the reason. */
function callsOf(document, all) {
  const values = new Values(document);
  const calls = [];
  const uncallable = [];
  const bare = ({ method, path }) => `${method.toUpperCase()} ${path.split('#')[0]}`;
  for (const found of all) {
    const place = `${found.method.toUpperCase()} ${found.path}`;
    try {
      if (all.some((other) => other !== found && bare(other) === place)) throw new Error('other paths are the same but for a fragment');
      if (/[#?]/.test(found.path)) throw new Error('Steady takes a query or a fragment in a path for text');
      if (found.method === 'get' && found.operation.requestBody) throw new Error('Steady does not see the body of a GET');
      const made = [true, false].map((full) => JSON.stringify(call(document, values, found, place, full)));
      calls.push(...new Set(made));
    } catch (error) {
      uncallable.push(`${place}: ${error.message}`);
    }
  }
  return { calls, uncallable };
}

/** One call; throws where an argument that is required cannot be made. */
function call(document, values, { item, operation }, place, full) {
  const made = { operation: place, path: {}, query: {}, header: {}, cookie: {} };
  const parameters = new Map();
  const lists = [item.parameters ?? [], operation.parameters ?? []].map((list) => list.map((one) => resolved(document, one)));
  for (const parameter of lists.flat()) {
    const twice = lists.some((list) => list.filter(({ in: place, name }) => place === parameter.in && name === parameter.name).length > 1);
    if (twice) throw new Error(`the parameter ${parameter.name} is there twice`);
    if (parameter.in === 'header' && /^(accept|content-type)$/i.test(parameter.name)) throw new Error('Steady wants headers that the specification has ignored');
    if (parameter.name) parameters.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  for (const parameter of parameters.values()) {
    const required = parameter.required || parameter.in === 'path';
    const secured = (operation.security ?? document.security ?? []).some((schemes) => Object.keys(schemes).length > 0);
    const ignored = secured && parameter.in === 'header' && /^authorization$/i.test(parameter.name);
    if (ignored || !(required || full)) continue;
    const value = values.of(parameter, full);
    const written = value !== undefined && value !== null && isWritten(parameter, value);
    if (!written && required) throw new Error(`no value for the ${parameter.in} parameter ${parameter.name}`);
    if (written) made[parameter.in][parameter.name] = value;
  }
  // What the path names and nobody declares is any text.
  for (const [, name] of place.matchAll(/\{\+?([^{}]+)\}/g)) if (!parameters.has(`path ${name}`)) made.path[name] = 'text';
  const body = resolved(document, operation.requestBody);
  if (body && (body.required || full)) {
    const [type, media] = Object.entries(body.content ?? {}).find(([type]) => /json/.test(type)) ?? Object.entries(body.content ?? {})[0] ?? [];
    const value = media && written(document, type, media, values.of(media, full));
    if (value === undefined && body.required) throw new Error(`no value for the body ${type ?? ''}`);
    if (value !== undefined) Object.assign(made, { body: value, contentType: type });
  }
  return made;
}

/**
 * Whether the specification says how a parameter's value is written: a list or object without anything in it is nothing,
 * and what is nested is left open in all styles (Steady knows a form for `deepObject`).
 */
function isWritten({ content, style }, value) {
  if (content || typeof value !== 'object') return true;
  const inner = Object.values(value);
  return inner.length > 0 && (style === 'deepObject' || inner.every((one) => typeof one !== 'object'));
}

/**
 * What a call by name is given: bytes as base64, and a form without its objects for which `encoding` names no style. Those are
 * JSON texts (OpenAPI 3.0.4 section 4.8.15, the default of `contentType`), and Steady wants brackets.
 */
function written(document, type, { encoding = {}, schema = {} }, value) {
  if (/multipart/.test(type)) return parts(document, schema, value);
  // Steady takes lines for text, and bytes too, whatever their schema says.
  const structured = /json$|json;|xml|form/.test(type) && !/ndjson|jsonl|x-json|json-seq/.test(type);
  if (typeof value === 'object' && !structured) return undefined;
  // The JSON of bytes is base64.
  if (typeof value === 'string' && !/json|xml|yaml|csv|form|text/.test(type)) return Buffer.from(value).toString('base64');
  if (!/urlencoded/.test(type) || typeof value !== 'object' || value === null) return value;
  const fits = ([name, own]) => {
    const style = encoding[name]?.style;
    return typeof own !== 'object' || ((Array.isArray(own) || style !== undefined) && isWritten({ style }, own));
  };
  return Object.fromEntries(Object.entries(value).filter(fits));
}

/** A form without the objects that Steady takes for text, because their schema does not say `type: object` itself. */
function parts(document, schema, value) {
  if (typeof value !== 'object' || value === null) return undefined;
  const { properties = {}, required = [] } = resolved(document, schema);
  const fits = ([name, own]) => {
    const plain = typeof own !== 'object' || Array.isArray(own);
    return plain || required.includes(name) || resolved(document, properties[name] ?? {}).type === 'object';
  };
  return Object.fromEntries(Object.entries(value).filter(fits));
}

/** Makes the calls against a server; resolves to the faults, and to the calls that Steady does not survive. */
async function judge(one, program, calls) {
  const result = { faults: [], unanswered: [] };
  for (let left = calls; left.length > 0; ) left = await some(one, program, left, result);
  return result;
}

/** Makes calls until Steady does not answer one; resolves to those behind it. */
async function some({ name, path, document }, program, calls, { faults, unanswered }) {
  const server = await serve(path);
  try {
    const child = spawn(program, [name, '--base-url', server.url, '--timeout', '30', ...credentials(document)], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.on('error', () => {});
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const [index, text] of calls.entries()) {
      child.stdin.write(`${text}\n`);
      const { value, done } = await lines.next();
      if (done) {
        faults.push(`${text}: the program ended`);
        return [];
      }
      const answer = parsed(value);
      const said = server.take();
      if (['timeout', 'transport'].includes(answer.error?.kind)) {
        unanswered.push(text);
        child.stdin.end();
        return calls.slice(index + 1);
      }
      const blamed = said.flatMap(({ diagnostics = [] }) => diagnostics).filter(({ category }) => category === 'sdk-issue');
      for (const { code, message, requestPath } of blamed) faults.push(`${text.slice(0, 300)}: ${code} ${requestPath}: ${message}`);
      // What Steady makes up as an answer is not always what the document says: that is no fault of the client.
      if (blamed.length === 0 && answer.error && !['status', 'undocumented-status', 'decode'].includes(answer.error.kind)) {
        faults.push(`${text.slice(0, 300)}: ${answer.error.kind}: ${answer.error.message}`);
      }
    }
    child.stdin.end();
    return [];
  } finally {
    server.stop();
  }
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
      const take = () => said.splice(0);
      resolve({ url: `http://127.0.0.1:${port}`, take, stop: () => server.kill('SIGTERM') });
    });
  });
}
