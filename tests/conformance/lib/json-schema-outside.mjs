// Cases that are about something else than the schema of one OpenAPI document, and why.

/** Keywords that hold a schema, a list of schemas, or schemas by name. */
const one = ['additionalItems', 'additionalProperties', 'contains', 'contentSchema', 'else', 'if', 'items', 'not', 'propertyNames', 'then', 'unevaluatedItems', 'unevaluatedProperties'];
const several = ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items'];
const named = ['$defs', 'definitions', 'dependencies', 'dependentSchemas', 'patternProperties', 'properties'];

/** What draft 4 has and the schemas of OpenAPI 3.0 do not. */
const notIn30 = ['$schema', 'additionalItems', 'definitions', 'dependencies', 'id', 'patternProperties'];

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every schema of a schema, itself first, with what its references are relative to. */
function* schemas(schema, base = 'https://case.invalid/schema.json') {
  if (!isObject(schema)) return;
  const own = typeof schema.$id === 'string' ? resolve(schema.$id, base) : base;
  yield { schema, base: own };
  for (const [key, value] of Object.entries(schema)) {
    const below = named.includes(key) && isObject(value) ? Object.values(value) : several.includes(key) && Array.isArray(value) ? value : one.includes(key) ? [value] : [];
    for (const inner of below) yield* schemas(inner, own);
  }
}

/** A reference without its fragment, from `base`. */
function resolve(reference, base) {
  try {
    return new URL(reference, base).href.replace(/#.*$/, '');
  } catch {
    return reference.replace(/#.*$/, '');
  }
}

/** Why a case cannot be asked of a client made from an OpenAPI document; nothing where it can. */
export function outside({ draft }, { schema }) {
  const all = [...schemas(schema)];
  const known = new Set(['https://case.invalid/schema.json', ...all.map(({ base }) => base.replace(/#.*$/, ''))]);
  for (const { schema: own, base } of all) {
    if (typeof own.$schema === 'string' && own.$schema !== 'https://json-schema.org/draft/2020-12/schema') return 'another dialect of JSON Schema';
    for (const keyword of ['$ref', '$dynamicRef']) {
      if (typeof own[keyword] === 'string' && !known.has(resolve(own[keyword], base))) return 'a schema on another server';
    }
    if (draft !== 'draft4') continue;
    const keyword = notIn30.find((name) => name in own);
    if (keyword) return `no keyword of OpenAPI 3.0: ${keyword}`;
    if (Array.isArray(own.items)) return 'no keyword of OpenAPI 3.0: a list as items';
    if (Array.isArray(own.type) || own.type === 'null') return 'no type of OpenAPI 3.0';
    if ('$ref' in own && Object.keys(own).length > 1) return 'in OpenAPI 3.0 nothing counts beside $ref';
  }
  return undefined;
}
