// The OpenAPI Initiative's own JSON Schemas for documents.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AjvDraft4 from 'ajv-draft-04';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

import { under } from './documents.mjs';
import { here } from './install.mjs';
import { eachSchema, line } from './schemas.mjs';

const folder = join(here, 'node_modules', '@seriousme', 'openapi-schema-validator', 'schemas');
const options = { strict: false, allErrors: true, logger: false };
const compiled = new Map();

function validator(dialect) {
  if (!compiled.has(dialect)) {
    const schema = JSON.parse(readFileSync(join(folder, `v${dialect}`, 'schema.json'), 'utf8'));
    const ajv = addFormats(dialect === '3.0' ? new AjvDraft4(options) : new Ajv2020(options));
    compiled.set(dialect, { id: schema.$id ?? schema.id, validate: ajv.compile(schema) });
  }
  return compiled.get(dialect);
}

/** The `$id` of the official schema for a document. */
export const officialId = (document) => validator(dialectOf(document)).id;

function dialectOf(document) {
  const dialect = /^(3\.[01])\.\d+$/.exec(String(document.openapi))?.[1];
  if (!dialect) throw new Error(`/openapi: ${JSON.stringify(document.openapi)} is neither 3.0.x nor 3.1.x`);
  return dialect;
}

/**
 * What is wrong with a document under the official schema of its dialect. That of 3.1 leaves Schema Objects to JSON
 * Schema, so those are held against the meta-schema of 2020-12 as well.
 */
export function officialFaults(document) {
  const dialect = dialectOf(document);
  const { validate } = validator(dialect);
  const faults = validate(document) ? [] : validate.errors.map(line);
  if (dialect !== '3.1') return faults;
  const meta = new Ajv2020(options);
  const check = (schema, pointer) => {
    eachSchema(schema, pointer, (part, place) => {
      if (meta.validateSchema(part) === true) return;
      faults.push(...meta.errors.map((error) => line({ ...error, instancePath: place + error.instancePath })));
    });
  };
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    check(schema, under('/components/schemas', name));
  }
  const search = (value, pointer) => {
    if (value === null || typeof value !== 'object') return;
    for (const [key, child] of Object.entries(value)) {
      if (key === 'schema') check(child, under(pointer, key));
      else if (key !== 'example' && key !== 'examples') search(child, under(pointer, key));
    }
  };
  search(document.paths ?? {}, '/paths');
  return [...new Set(faults)];
}
