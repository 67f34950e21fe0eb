// Calls of a document's operations by name, without those that Steady judges otherwise than the specification.
import { resolved } from './documents.mjs';
import { isIgnored } from './judged.mjs';
import { Values } from './values.mjs';

/** The calls of the operations `own` of a document, as `dispatch` takes them, and what cannot be called, with the reason. */
export function callsOf(document, own) {
  const values = new Values(document);
  const calls = [];
  const uncallable = [];
  for (const found of own) {
    const place = `${found.method.toUpperCase()} ${found.path}`;
    try {
      const types = Object.keys(resolved(document, found.operation.requestBody)?.content ?? {});
      if (found.method === 'get' && types.some((type) => /^multipart/.test(type))) throw new Error('Steady cannot read the parts of a GET');
      const made = [true, false].map((full) => JSON.stringify(call(document, values, found, place, full)));
      calls.push(...[...new Set(made)].map((text) => ({ path: found.path, text })));
    } catch (error) {
      uncallable.push(`${place}: ${error.message}`);
    }
  }
  return { calls, uncallable };
}

/** One call; throws where an argument that is required cannot be made. */
function call(document, values, { item, operation }, place, full) {
  // A fragment is no part of an operation's path, which is that of others too.
  const bare = place.split(/^[A-Z]+ /)[1].split('#')[0];
  const alone = Object.keys(document.paths).filter((path) => path.split('#')[0] === bare).length === 1;
  const name = alone && !place.includes('#') ? place : (operation.operationId ?? place);
  const made = { operation: name, path: {}, query: {}, header: {}, cookie: {} };
  const parameters = new Map();
  const lists = [item.parameters ?? [], operation.parameters ?? []].map((list) => list.map((one) => resolved(document, one)));
  for (const parameter of lists.flat()) {
    const twice = lists.some((list) => list.filter(({ in: place, name }) => place === parameter.in && name === parameter.name).length > 1);
    if (twice) throw new Error(`the parameter ${parameter.name} is there twice`);
    if (parameter.name) parameters.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  const queried = [...parameters.values()].flatMap((parameter) => membersOf(document, parameter));
  for (const parameter of parameters.values()) {
    const required = parameter.required || parameter.in === 'path';
    if (isIgnored(document, operation, parameter) || !(required || full)) continue;
    const value = values.of(parameter, full);
    // Members of objects are the query's: one of two of the same name is taken for the other.
    const mistaken = !required && membersOf(document, parameter).some((name) => queried.filter((other) => other === name).length > 1);
    const written = value !== undefined && value !== null && isWritten(parameter, value) && !mistaken;
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
    const lines = /ndjson|jsonl|x-json|json-seq/.test(type ?? '') && !Array.isArray(value);
    if (value !== undefined) Object.assign(made, { body: lines ? [value] : value, contentType: type });
  }
  return made;
}

/** The names under which a parameter's value is in the query. */
function membersOf(document, parameter) {
  if (parameter.in !== 'query') return [];
  const { name, schema = {}, style = 'form', explode = true } = parameter;
  const members = style === 'form' && explode ? resolved(document, schema).properties : undefined;
  return members ? Object.keys(members) : [name];
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
  // Steady takes bytes for text, whatever their schema says.
  const structured = type === '*/*' || /json|xml|form/.test(type);
  if (typeof value === 'object' && !structured) return undefined;
  if (/^text\//.test(type) && !structured) return String(value);
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
