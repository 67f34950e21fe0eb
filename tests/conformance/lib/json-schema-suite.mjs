// The JSON-Schema-Test-Suite: schemas, each with values that are valid and values that are not.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { run, target } from './crates.mjs';
import { here } from './install.mjs';
import { parse } from './lossless.mjs';

/** The suite's folders, and the version of OpenAPI whose schemas are of that draft. */
export const drafts = [
  { draft: 'draft2020-12', openapi: '3.1.1', folders: ['', 'optional', 'optional/format'] },
  { draft: 'draft4', openapi: '3.0.4', folders: ['', 'optional', 'optional/format'] },
];

/** Downloads what `json-schema/requirements.txt` pins, unless it is there; returns the suite's folder. */
export function download() {
  const requirements = join(here, 'json-schema', 'requirements.txt');
  const text = readFileSync(requirements, 'utf8');
  const home = join(target, `json-schema-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`);
  if (existsSync(home)) return join(home, 'json');
  console.error('Downloading the JSON-Schema-Test-Suite (pip download) ...');
  const fresh = `${home}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  run('python3', ['-m', 'pip', '--quiet', '--disable-pip-version-check', 'download', '--no-deps', '--no-binary', 'jsonschema', '--requirement', requirements, '--dest', fresh]);
  const [archive] = readdirSync(fresh);
  run('tar', ['-xzf', join(fresh, archive), '-C', fresh, '--strip-components=1']);
  renameSync(fresh, home);
  return join(home, 'json');
}

/** The cases of a draft: `{ name, file, number, description, schema, tests }`, in the suite's order. */
export function cases(suite, { draft, folders }) {
  return folders.flatMap((sub) => {
    const around = join(suite, 'tests', draft, sub);
    const files = readdirSync(around).filter((file) => file.endsWith('.json')).sort();
    return files.flatMap((entry) => {
      const file = [sub, entry.slice(0, -'.json'.length)].filter(Boolean).join('/');
      return parse(readFileSync(join(around, entry), 'utf8')).map((found, index) => ({ ...found, file, number: index + 1, name: `${pascal(file)}${index + 1}` }));
    });
  });
}

/** A file's name as a type's. */
const pascal = (file) => file.split(/[^A-Za-z0-9]+/).map((word) => word[0].toUpperCase() + word.slice(1)).join('');
