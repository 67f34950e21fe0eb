// The five documents, and ways to get about in them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

import { root } from './install.mjs';

/** The names of the APIs, as in `specs/NAME.yaml`. */
export const apis = ['ghc', 'odin', 'nethsm', 'user_management', 'guardian'];

/** The path of an API's document. */
export const pathOf = (api) => join(root, 'specs', `${api}.yaml`);

/** Reads an API's document. Throws where it is not YAML or has a key twice. */
export function load(api) {
  const document = parseDocument(readFileSync(pathOf(api), 'utf8'), { uniqueKeys: true });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw new Error(fault.message.split('\n', 1)[0].replace(/:$/, ''));
  return document.toJS();
}

/** The value at a JSON pointer (RFC 6901); `undefined` where there is none. */
export function at(document, pointer) {
  let value = document;
  for (const token of pointer.split('/').slice(1)) {
    value = value?.[token.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}

/** The JSON pointer of `token` under `pointer`. */
export const under = (pointer, ...tokens) =>
  tokens.reduce((p, token) => `${p}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`, pointer);

/** What `value` stands for, after any `$ref`s. */
export function resolved(document, value) {
  for (let hops = 0; value?.$ref !== undefined; hops += 1) {
    const target = value.$ref.startsWith('#') ? at(document, decodeURIComponent(value.$ref.slice(1))) : undefined;
    if (target === undefined || hops > 50) throw new Error(`$ref ${value.$ref} leads nowhere`);
    value = target;
  }
  return value;
}

/** Whether a document is in several files: whether there are references to others, but for examples, which are data. */
export function refersOut(value, names = false) {
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([key, child]) => {
    if (names) return refersOut(child);
    if (key === '$ref' && typeof child === 'string') return !child.startsWith('#');
    return key !== 'example' && key !== 'examples' && refersOut(child, key === 'properties');
  });
}

export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Every operation, with its pointer, path and method, in the document's order. */
export function operations(document) {
  const paths = Object.entries(document.paths ?? {}).filter(([path]) => !path.startsWith('x-'));
  return paths.flatMap(([path, item]) =>
    Object.entries(item ?? {})
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({ pointer: under('/paths', path, method), path, method, item, operation })),
  );
}
