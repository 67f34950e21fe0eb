// Everything that is checked about one document.
import { operations } from './documents.mjs';
import { examples } from './examples.mjs';
import { officialFaults } from './official.mjs';
import { Schemas } from './schemas.mjs';

/** The faults of a document, one line each, and how many examples and defaults were looked at. */
export function documentFaults(document) {
  const faults = officialFaults(document);
  if (faults.length > 0) return { faults, examples: 0 };
  const ids = new Map();
  for (const { pointer, operation } of operations(document)) {
    if (ids.has(operation.operationId)) {
      faults.push(`${pointer}/operationId: ${operation.operationId} is also at ${ids.get(operation.operationId)}`);
    }
    ids.set(operation.operationId, pointer);
    for (const requirement of operation.security ?? document.security ?? []) {
      for (const name of Object.keys(requirement)) {
        if (!document.components?.securitySchemes?.[name]) faults.push(`${pointer}/security: no scheme ${name}`);
      }
    }
  }
  const schemas = new Schemas(document);
  let count = 0;
  for (const { pointer, value, schema, directions } of examples(document)) {
    count += 1;
    const found = directions.map((direction) => schemas.faults(schema, value, direction));
    if (found.every((list) => list.length > 0)) faults.push(...found[0].map((fault) => `${pointer}: ${fault}`));
  }
  return { faults, examples: count };
}
