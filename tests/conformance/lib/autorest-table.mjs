// The table of calls: what is called, which scenarios of the server that meets, and what the client must make of the
// answer. A line is `{"scenario": .., "expect": .., "call": ..}` with, where they are needed, `credential`, `headers`, `base`
// and `uncounted` (the server says whether the request is right, and does not count it). `call` is last, because it is
// handed over as it is written: its numbers may be larger than JavaScript can hold.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { home } from './autorest-server.mjs';
import { here } from './install.mjs';

const table = join(here, 'autorest');

/** The documents that the table calls, named as in the server's package: `{ name, path, config }`. */
export const documents = readdirSync(table)
  .filter((file) => file.endsWith('.jsonl'))
  .map((file) => file.slice(0, -'.jsonl'.length))
  .sort()
  .map((name) => ({ name, path: join(home, 'swagger', `${name}.json`), config: settings(name) }));

/** The settings of a document that the server does not keep to. */
function settings(name) {
  const path = join(table, `${name}.oaxide.toml`);
  return existsSync(path) ? path : undefined;
}

/** The calls of a document. */
export function calls(document) {
  const path = join(table, `${document}.jsonl`);
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => {
    const { scenario, uncounted = false, expect, credential = {}, headers = {}, base = '', call } = JSON.parse(line);
    const text = line.slice(line.indexOf(',"call":') + ',"call":'.length, -1);
    return { document, scenarios: [scenario].flat(), uncounted, expect, credential, headers, base, operation: call.operation, text };
  });
}

/** Why an answer is not the expected one; nothing where it is. Members that are not expected do not matter. */
export function fault(expect, answer) {
  if (expect.error) {
    if (!answer.error) return `${short(answer)} where an error was expected`;
    return member('error.', expect.error, answer.error);
  }
  if (answer.error) return `${answer.error.kind}: ${answer.error.message}${answer.error.body === undefined ? '' : ` (${short(answer.error.body)})`}`;
  return member('', expect, answer);
}

function member(place, expect, answer) {
  for (const [name, value] of Object.entries(expect)) {
    if (name === 'headers') {
      const headers = Object.entries(value).find(([header, text]) => answer.headers?.[header] !== text);
      if (headers) return `header ${headers[0]} is ${short(answer.headers?.[headers[0]])}, not ${short(headers[1])}`;
    } else if (name === 'sha256') {
      const digest = createHash('sha256').update(Buffer.from(answer.body ?? '', 'base64')).digest('hex');
      if (digest !== value) return `the bytes of the body are not the expected ones`;
    } else if (!same(value, answer[name])) {
      return `${place}${name} is ${short(answer[name])}, not ${short(value)}`;
    }
  }
  return undefined;
}

/** JSON equality: the order of members does not matter. */
function same(one, other) {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && same(one[name], other[name]));
}

function short(value) {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 200 ? `${text.slice(0, 200)}..` : text;
}
