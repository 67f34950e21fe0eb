// The page examples that the tests read, tests/fixtures/examples.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { at } from './documents.mjs';
import { root } from './install.mjs';
import { Schemas } from './schemas.mjs';

const folder = join(root, 'tests', 'fixtures', 'examples');

/** Faults of an API's fixtures: each is listed, fits its schema and says what the document's example says. */
export function fixtureFaults(api, document) {
  const faults = [];
  const entries = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')).filter((entry) => entry.api === api);
  const files = existsSync(join(folder, api)) ? readdirSync(join(folder, api)).map((name) => `${api}/${name}`) : [];
  for (const file of files.filter((name) => !entries.some((entry) => entry.file === name))) {
    faults.push(`tests/fixtures/examples/${file} is not in index.json`);
  }
  const schemas = new Schemas(document);
  for (const { file, schema, direction, example } of entries) {
    const place = `tests/fixtures/examples/${file}`;
    const value = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const fault of schemas.faults({ $ref: `#${schema}` }, value, direction)) faults.push(`${place}: ${fault}`);
    if (!isDeepStrictEqual(value, at(document, example))) faults.push(`${place} differs from the example at ${example}`);
  }
  return { faults, files: files.length };
}
