// The document as the judge is given it: what Steady reads otherwise than the specification is said in another way.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { write } from './crates.mjs';
import { methods as known, resolved } from './documents.mjs';

/** Whether a path has a part that is no path. */
const hasMore = (path) => /[?#]/.test(path);

/** A path as it is in a request: what cannot be there is escaped (RFC 3986 section 3.3), but for the braces of parameters. */
const escaped = (path) => path.replace(/\{[^{}]*\}|[^A-Za-z0-9\-._~!$&'()*+,;=:@/%{}]+/g, (text) => (text.startsWith('{') ? text : encodeURIComponent(text)));

/**
 * `{ path, prefixes }` for a document (`{ name, path, document, bundled }`): the file for the judge, in `folder` where it is
 * not the document's own, and what base URLs end with for calls of some paths.
 *
 * - Header parameters that the specification has ignored (OpenAPI 3.0.4 section 4.8.12.1) are not there: Steady wants them.
 * - A path with a query or a fragment, which Steady takes for text, is a path of its own behind a prefix. Its query is a
 *   parameter; a fragment is never sent (RFC 9110 section 4.2.5).
 * - Characters that no path can have are escaped in it, as they are in requests.
 * - In objects of the query, types that are in an `allOf` are beside it: Steady takes such properties for text.
 * - A body of `text/*`, of XML, of lines of JSON or of parts that are no form is text, and that of a GET is not there: so all else of the request is judged.
 * - What a reference that leads nowhere stands for is any value: Steady refuses a document that has one.
 * - Operations without `responses` have one: Steady falls over without.
 * - There is no mark of the byte order, and no member that is `null` outside of values: Steady refuses them.
 * - A document in several files is one, see `bundled`.
 */
export function judgedFrom({ name, path, document, bundled }, folder) {
  const prefixes = new Map();
  let changed = bundled || readFileSync(path, 'utf8').startsWith('\uFEFF');
  const kept = (list, operation) =>
    list?.flatMap((one) => {
      const parameter = meant(document, one);
      const ignored = isIgnored(document, operation, parameter);
      const said = ignored ? [] : [withTypes(document, parameter)];
      changed ||= said[0] !== parameter;
      return said[0] === parameter ? [one] : said;
    });
  const shownBody = (method, body) => {
    if (method === 'get') {
      changed = true;
      return undefined;
    }
    const content = Object.entries(meant(document, body)?.content ?? {});
    if (!content.some(([type]) => isText(type))) return body;
    changed = true;
    const shown = content.map(([type, media]) => [type, isText(type) ? { schema: { type: 'string' } } : media]);
    return { ...meant(document, body), content: Object.fromEntries(shown) };
  };
  const items = Object.entries(document.paths ?? {}).map(([place, item], index) => {
    const methods = Object.entries(item ?? {}).filter(([method, operation]) => known.includes(method) && operation);
    const shown = { ...item, ...(item?.parameters && { parameters: kept(item.parameters, methods[0]?.[1] ?? {}) }) };
    for (const [method, operation] of methods) {
      const { parameters, requestBody } = operation;
      changed ||= !operation.responses;
      shown[method] = { responses: { 200: { description: 'Any.' } }, ...operation, ...(parameters && { parameters: kept(parameters, operation) }), ...(requestBody && { requestBody: shownBody(method, requestBody) }) };
    }
    const bare = escaped(place.split(/[?#]/)[0]);
    changed ||= bare !== place;
    if (!hasMore(place)) return [bare, shown];
    prefixes.set(place, `/judged-${index}`);
    return [`/judged-${index}${bare}`, { ...shown, parameters: [...queryOf(place), ...(shown.parameters ?? [])] }];
  });
  const whole = (key, value) => {
    if (value === null && !data.includes(key) && Number.isNaN(Number(key))) {
      changed = true;
      return undefined;
    }
    const lost = typeof value?.$ref === 'string' && value.$ref.startsWith('#/') && meant(document, value) === value;
    changed ||= lost;
    return lost ? {} : value;
  };
  const text = JSON.stringify({ ...document, paths: Object.fromEntries(items) }, whole);
  if (!changed) return { path, prefixes };
  const file = join(folder, `${name}.json`);
  write(file, text);
  return { path: file, prefixes };
}

/** What a value stands for; the value itself where its reference leads nowhere. */
function meant(document, value) {
  try {
    return resolved(document, value);
  } catch {
    return value;
  }
}

/** Whether a parameter of an operation is one of the headers that the specification has ignored. */
export function isIgnored(document, operation, parameter) {
  if (parameter.in !== 'header') return false;
  const secured = (operation.security ?? document.security ?? []).some((schemes) => Object.keys(schemes).length > 0);
  return /^(accept|content-type)$/i.test(parameter.name) || (secured && /^authorization$/i.test(parameter.name));
}

/** Members that are values, so that `null` is one. */
const data = ['example', 'default', 'value', 'const'];

const isText = (type) => /^text\/|xml|ndjson|jsonl|x-json|json-seq|multipart\/(?!form-data)/.test(type);

/** A parameter whose object says the types of its properties beside their `allOf`; the same where there is nothing to say. */
function withTypes(document, parameter) {
  const schema = parameter.in === 'query' && parameter.schema ? meant(document, parameter.schema) : {};
  const said = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const own = meant(document, property);
    const type = own.type ?? own.allOf?.map((part) => meant(document, part).type).find((type) => type !== undefined);
    return type === own.type ? [] : [[name, { ...own, type }]];
  });
  if (said.length === 0) return parameter;
  return { ...parameter, schema: { ...schema, properties: { ...schema.properties, ...Object.fromEntries(said) } } };
}

/** What a path's query says, as parameters. */
function queryOf(path) {
  const query = path.split('#')[0].split('?')[1];
  return [...new URLSearchParams(query)].map(([name, value]) => {
    const schema = { type: 'string', ...(!value.includes('{') && { enum: [value] }) };
    return { name, in: 'query', required: true, schema };
  });
}
