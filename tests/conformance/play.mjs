#!/usr/bin/env node
// Plays every documented status of every operation through Prism and checks what comes: status, headers, body against
// its schema. Also that Prism refuses a request without its credential. So a client that is tested against Prism is
// tested against what the documents say.
// Run it under with-prism.mjs. Exit 0: as documented. Exit 1: faults, one line each.
import { install } from './lib/install.mjs';

install();
const { apis, load, operations, resolved } = await import('./lib/documents.mjs');
const { requestFor } = await import('./lib/request.mjs');
const { Schemas } = await import('./lib/schemas.mjs');

const faults = [];
let played = 0;

/** The statuses to be played for a key of `responses`. */
const statuses = (key) => (/^\dXX$/.test(key) ? [`${key[0]}00`, `${key[0]}01`] : key === 'default' ? ['500'] : [key]);

/** Checks one answer against a response object. */
async function check(place, document, schemas, response, expected, status) {
  const body = await response.text();
  // Prism answers a request it refuses with the documented 400, 401 or 422, too: only this header tells.
  const violations = response.headers.get('sl-violations');
  if (response.status !== Number(status) || violations) {
    faults.push(`${place}: answered ${response.status} ${violations ?? body}`);
    return;
  }
  for (const [name, header] of Object.entries(expected.headers ?? {})) {
    if (resolved(document, header).required && !response.headers.has(name)) faults.push(`${place}: no header ${name}`);
  }
  const media = expected.content?.['application/json'];
  if (!media) {
    if (body !== '') faults.push(`${place}: a body where none is documented: ${body}`);
    return;
  }
  for (const fault of schemas.faults(media.schema, JSON.parse(body), 'response')) faults.push(`${place}: ${fault}`);
}

for (const api of apis) {
  const base = process.env[`PRISM_${api.toUpperCase()}`];
  if (!base) continue;
  const document = load(api);
  const schemas = new Schemas(document);
  for (const found of operations(document)) {
    const { operation } = found;
    const { url, init, credential } = requestFor(document, found, base);
    for (const [key, reference] of Object.entries(operation.responses)) {
      for (const status of statuses(key)) {
        const headers = { ...init.headers, ...credential, prefer: `code=${status}` };
        const place = `${api} ${operation.operationId} ${status}`;
        await check(place, document, schemas, await fetch(url, { ...init, headers }), resolved(document, reference), status);
        played += 1;
      }
    }
    if (Object.keys(credential).length > 0) {
      const { status } = await fetch(url, init);
      if (status !== 401) faults.push(`${api} ${operation.operationId}: ${status} without a credential, 401 expected`);
    }
  }
}
for (const fault of faults) console.error(fault);
if (played === 0) {
  console.error('Nothing played: run this as `with-prism.mjs -- node play.mjs`');
  process.exit(1);
}
console.log(`${played} answers played, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
