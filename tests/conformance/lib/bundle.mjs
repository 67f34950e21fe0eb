// Documents in several files as one, for judges that read one only.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';

import { at } from './documents.mjs';

/** Reads a file of YAML or JSON; `undefined` where it is none. */
export function read(path) {
  const document = parseDocument(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''), { logLevel: 'silent', merge: true });
  return document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: -1 });
}

/** Keywords that hold a schema or a list of them, and those that hold schemas by name. */
const holders = ['schema', 'items', 'additionalProperties', 'not', 'allOf', 'oneOf', 'anyOf'];
const maps = ['properties', 'patternProperties', 'schemas'];

/**
 * The document at `path` with what its references to other files lead to: schemas as components, all else where it is referred
 * to. References that lead nowhere stay.
 */
export function bundled(path) {
  const files = new Map();
  const names = new Map();
  const entry = resolve(path);
  const load = (file) => {
    if (!files.has(file)) files.set(file, tried(() => read(file)));
    return files.get(file);
  };
  const schemas = {};

  /** The name of a schema in another file as a component; its schema is made once. */
  const named = (file, pointer, target) => {
    const key = `${file}#${pointer}`;
    if (!names.has(key)) {
      const stem = (pointer.split('/').at(-1) || file.split('/').at(-1).replace(/\.[a-z]+$/, '')).replace(/[^A-Za-z0-9_.-]/g, '_');
      const taken = new Set([...names.values(), ...Object.keys(load(entry).components?.schemas ?? {})]);
      let name = stem;
      for (let number = 2; taken.has(name); number += 1) name = `${stem}-${number}`;
      names.set(key, name);
      schemas[name] = walk(target, file, 'schema');
    }
    return names.get(key);
  };

  /** What a reference in `file` is in the bundle. */
  const followed = (value, file, kind) => {
    const [other, fragment = ''] = value.$ref.split('#');
    const home = other === '' ? file : resolve(dirname(file), other);
    const pointer = tried(() => decodeURIComponent(fragment)) ?? fragment;
    if (home === entry && pointer.startsWith('/components/')) return { ...value, $ref: `#${fragment}` };
    const target = /^[a-z]+:/.test(other) ? undefined : at(load(home), pointer);
    if (target === undefined) return value;
    return kind === 'schema' ? { $ref: `#/components/schemas/${named(home, pointer, target)}` } : walk(target, home, kind);
  };

  /** `kind` is `schema` for a schema or a list of them, `schemas` for schemas by name, `data` for what is no part of a document. */
  const walk = (value, file, kind) => {
    if (value === null || typeof value !== 'object' || kind === 'data') return value;
    if (Array.isArray(value)) return value.map((one) => walk(one, file, kind));
    if (kind !== 'schemas' && typeof value.$ref === 'string') return followed(value, file, kind);
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, walk(child, file, kindOf(key, kind))]));
  };

  const document = walk(load(entry), entry, undefined);
  document.components = { ...document.components, schemas: { ...document.components?.schemas, ...schemas } };
  return document;
}

function kindOf(key, kind) {
  if (kind === 'schemas') return 'schema';
  if (key === 'example' || (kind === 'schema' && ['default', 'enum', 'const'].includes(key))) return 'data';
  if (maps.includes(key)) return 'schemas';
  return holders.includes(key) ? 'schema' : undefined;
}

function tried(make) {
  try {
    return make();
  } catch {
    return undefined;
  }
}
