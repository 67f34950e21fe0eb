// OpenAPI's schemas as JSON Schema 2020-12, once for what is sent and once for what comes back.
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { resolved, under } from './documents.mjs';

/** Keywords that hold one schema, a list of schemas, or schemas by name. */
const one = ['items', 'additionalProperties', 'not', 'contains', 'propertyNames', 'if', 'then', 'else'];
const many = ['allOf', 'oneOf', 'anyOf', 'prefixItems'];
const named = ['properties', 'patternProperties', '$defs', 'dependentSchemas'];

/** Calls `visit(schema, pointer)` for a schema and everything below it. */
export function eachSchema(schema, pointer, visit) {
  if (schema === null || typeof schema !== 'object') return;
  visit(schema, pointer);
  for (const key of one) if (key in schema) eachSchema(schema[key], under(pointer, key), visit);
  for (const key of many) {
    (schema[key] ?? []).forEach((branch, i) => eachSchema(branch, under(pointer, key, i), visit));
  }
  for (const key of named) {
    for (const [name, child] of Object.entries(schema[key] ?? {})) eachSchema(child, under(pointer, key, name), visit);
  }
}

/**
 * A schema as it holds in one direction: `request` knows no read-only property and `response` no write-only one.
 * 3.0's `nullable` and boolean `exclusiveMinimum` become what JSON Schema has for them. An object takes no property
 * that its schema does not name, unless it says what others are: an example with a misspelled name is a fault.
 */
export function directed(document, schema, direction, closed = true) {
  if (schema === null || typeof schema !== 'object') return schema;
  const absent = direction === 'request' ? 'readOnly' : 'writeOnly';
  const result = { ...schema };
  for (const key of ['example', 'examples', 'default', 'xml', 'discriminator', 'externalDocs']) delete result[key];
  for (const key of one) if (key in schema) result[key] = directed(document, schema[key], direction);
  for (const key of many) {
    if (key in schema) result[key] = schema[key].map((branch) => directed(document, branch, direction, false));
  }
  for (const key of named) {
    if (!(key in schema)) continue;
    result[key] = Object.fromEntries(
      Object.entries(schema[key]).map(([name, child]) => [
        name,
        resolved(document, child)[absent] || child[absent] ? false : directed(document, child, direction),
      ]),
    );
  }
  if (schema.required && schema.properties) {
    result.required = schema.required.filter((name) => result.properties[name] !== false);
  }
  for (const [keyword, limit] of [['exclusiveMinimum', 'minimum'], ['exclusiveMaximum', 'maximum']]) {
    if (typeof schema[keyword] !== 'boolean') continue;
    delete result[keyword];
    if (schema[keyword]) {
      result[keyword] = result[limit];
      delete result[limit];
    }
  }
  const target = resolved(document, schema);
  if (closed && ['properties', 'allOf', 'oneOf', 'anyOf'].some((key) => key in target)) {
    result.unevaluatedProperties = false;
  }
  delete result.nullable;
  return schema.nullable ? { anyOf: [result, { type: 'null' }] } : result;
}

/** Compiles the schemas of one document. */
export class Schemas {
  #document;
  #ajv = addFormats(new Ajv2020({ strict: false, allErrors: true, logger: false }));

  constructor(document) {
    this.#document = document;
    for (const direction of ['request', 'response']) {
      const schemas = Object.fromEntries(
        Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => [
          name,
          directed(document, schema, direction, false),
        ]),
      );
      this.#ajv.addSchema({ $id: `${direction}:document`, components: { schemas } });
    }
  }

  /** What is wrong with `value` under `schema`, one line each; empty where nothing is. */
  faults(schema, value, direction) {
    const compiled = this.#ajv.compile({
      ...JSON.parse(
        JSON.stringify(directed(this.#document, schema, direction)).replaceAll(
          '"$ref":"#/components/',
          `"$ref":"${direction}:document#/components/`,
        ),
      ),
    });
    return compiled(value) ? [] : compiled.errors.map(line);
  }
}

/** One of ajv's errors in a line. */
export function line({ instancePath, message, params }) {
  const detail = Object.values(params ?? {}).filter((value) => typeof value === 'string' || Array.isArray(value));
  return `${instancePath || '/'} ${message}${detail.length ? ` (${detail.join(', ')})` : ''}`;
}
