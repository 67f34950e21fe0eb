// Large documents in parts, and without the types of answers: clients of the whole document, with settings that leave out the rest.
import { join } from 'node:path';

import { write } from './crates.mjs';
import { at, operations, resolved, under } from './documents.mjs';

/**
 * A document (`{ name, path, document }`) as clients of at most `size` operations, each with a name, the operations that it has
 * (`own`), and settings, in `folder`, that leave out the others and, with `requests`, what answers alone have.
 */
export function partsOf(one, size, requests, folder) {
  const all = operations(one.document);
  const count = Math.max(Math.ceil(all.length / size), 1);
  if (count === 1 && !requests) return [{ ...one, own: all }];
  // Neighbours have models in common.
  const end = (index) => Math.round((index * all.length) / count);
  return Array.from({ length: count }, (_, index) => {
    const own = all.slice(end(index), end(index + 1));
    const name = count === 1 ? one.name : `${one.name}-part-${index + 1}`;
    const config = join(folder, `${name}.oaxide.toml`);
    const others = all.filter((found) => !own.includes(found)).map(({ pointer }) => pointer);
    const skipped = [...others, ...(requests ? answersOf(one.document, own) : [])];
    write(config, [...new Set(skipped)].map((pointer) => `[${JSON.stringify(pointer)}]\nskip = true\n`).join(''));
    return { ...one, name, own, config };
  });
}

/** The pointers of schemas that no request of `own` needs: those of answers, and components. */
function answersOf(document, own) {
  const needed = neededBy(document, own);
  const components = Object.keys(document.components?.schemas ?? {}).map((name) => under('/components/schemas', name));
  const inline = own.flatMap(({ pointer, operation }) =>
    Object.entries(operation.responses ?? {}).flatMap(([status, response]) => {
      const place = response.$ref ? pointerOf(response.$ref) : under(pointer, 'responses', status);
      const content = Object.entries(resolved(document, response).content ?? {});
      return content.flatMap(([type, { schema }]) => (schema ? placeOf(schema, under(place, 'content', type, 'schema')) : []));
    }),
  );
  return [...components.filter((pointer) => !needed.has(pointer)), ...inline];
}

/** Where the schema at `pointer` is written: the one in a list of one is that itself, and what has a name is elsewhere. */
function placeOf({ $ref, allOf, oneOf, anyOf }, pointer) {
  if ($ref !== undefined) return [];
  const [[key, list] = []] = Object.entries({ allOf, oneOf, anyOf }).filter(([, list]) => list?.length === 1);
  return list ? placeOf(list[0], under(pointer, key, 0)) : [pointer];
}

/** The pointers that parameters and bodies of `own` lead to, and what stands for one of these by its discriminator. */
function neededBy(document, own) {
  const needed = new Set();
  const left = own.flatMap(({ item, operation }) => [item.parameters, operation.parameters, operation.requestBody]);
  const heirs = heirsOf(document);
  while (left.length > 0) {
    const value = left.pop();
    if (value === null || typeof value !== 'object') continue;
    for (const child of Object.values(value)) left.push(child);
    const named = [value.$ref, ...Object.values(value.discriminator?.mapping ?? {})].filter((text) => typeof text === 'string');
    for (const text of named) {
      const pointer = text.startsWith('#') ? pointerOf(text) : under('/components/schemas', text);
      if (needed.has(pointer)) continue;
      needed.add(pointer);
      left.push(at(document, pointer), ...(heirs.get(pointer) ?? []));
    }
  }
  return needed;
}

/** References to the schemas that have another one in their `allOf`, by the pointer of that. */
function heirsOf(document) {
  const heirs = new Map();
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    for (const { $ref } of schema.allOf ?? []) {
      if (!$ref) continue;
      const pointer = pointerOf($ref);
      heirs.set(pointer, [...(heirs.get(pointer) ?? []), { $ref: `#${encodeURI(under('/components/schemas', name))}` }]);
    }
  }
  return heirs;
}

/** The JSON pointer of a reference within the document. */
const pointerOf = ($ref) => decodeURIComponent($ref.slice(1));
