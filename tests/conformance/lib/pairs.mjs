// The pairs of `tests/diff/pairs`, as `tests/diff/README.md` describes them.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { root } from './install.mjs';

const home = join(root, 'tests', 'diff', 'pairs');

/** All pairs: `{ id, what, old, new }`, the last two `{ main, text, files }`. */
export const pairs = () =>
  readdirSync(home)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => family(parse(readFileSync(join(home, file), 'utf8'))));

function family({ base, pairs }) {
  return pairs.map((pair) => {
    const old = patched(base, pair.before);
    const now = patched(old, pair.after);
    return { id: pair.id, what: pair.what, old: document(pair, 'old', old), new: document(pair, 'new', now) };
  });
}

function document(pair, key, tree) {
  const text = pair[key] ?? JSON.stringify(tree, undefined, 2);
  return { main: text.trimStart().startsWith('{') ? 'api.json' : 'api.yaml', text, files: pair[`${key}_files`] ?? {} };
}

/** A copy with a JSON Patch (RFC 6902) applied, as far as the pairs use it: `add`, `remove`, `replace`, `move`. */
function patched(document, steps = []) {
  const copy = structuredClone(document);
  for (const { op, path, from, value } of steps) {
    if (op === 'add') add(copy, path, value);
    else if (op === 'remove') remove(copy, path);
    else if (op === 'move') add(copy, path, remove(copy, from));
    else if (op === 'replace') {
      const [parent, key] = around(copy, path);
      parent[key] = value;
    } else throw new Error(`\`${op}\` is no operation of a patch`);
  }
  return copy;
}

function around(document, path) {
  const keys = path.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop();
  const parent = keys.reduce((value, key) => value?.[key], document);
  if (parent === undefined) throw new Error(`nothing is around ${path}`);
  return [parent, last];
}

function add(document, path, value) {
  const [parent, key] = around(document, path);
  if (Array.isArray(parent)) parent.splice(key === '-' ? parent.length : Number(key), 0, structuredClone(value));
  else parent[key] = structuredClone(value);
}

function remove(document, path) {
  const [parent, key] = around(document, path);
  const value = parent[key];
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return value;
}
