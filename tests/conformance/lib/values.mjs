// Values that fit a schema: its examples first, then made up. What is made up is checked by ajv, so that a judge who
// refuses a call refuses what the client made of it.
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import RandExp from 'randexp';

import { resolved } from './documents.mjs';
import { directed } from './schemas.mjs';

/** Deeper than this, only what is required is made up; nothing at all at twice this depth. */
const shallow = 3;

/** The texts of formats that are more than text. */
const texts = {
  date: '2024-02-29',
  'date-time': '2024-02-29T12:30:45Z',
  datetime: '2024-02-29T12:30:45Z',
  time: '12:30:45Z',
  duration: 'P1DT2H',
  email: 'somebody@example.org',
  'idn-email': 'somebody@example.org',
  hostname: 'example.org',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.org/a',
  url: 'https://example.org/a',
  iri: 'https://example.org/a',
  'uri-reference': '/a/b',
  uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  guid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  byte: 'aGVsbG8=',
  binary: 'aGVsbG8=',
  'json-pointer': '/a',
  regex: 'a+',
  int32: '1',
  int64: '1',
  uint32: '1',
  'u-int32': '1',
  uint64: '1',
};

/** A pattern as an expression: many have escapes such as `\-`, which those of Unicode do not know. */
function expression(pattern) {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}
// What ajv asks for; only code that it writes to files has it.
expression.code = 'new RegExp';

/** Makes values for the schemas of one document. */
export class Values {
  #document;
  #ajv = addFormats(new Ajv2020({ strict: false, logger: false, code: { regExp: expression } }));
  #compiled = new Map();

  constructor(document) {
    this.#document = document;
    const schemas = Object.fromEntries(Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) => this.#directed(name, schema)));
    this.#ajv.addSchema({ $id: 'request:document', components: { schemas } });
  }

  /** A component as ajv reads it; none where a reference in it leads nowhere, so that what needs it is not called. */
  #directed(name, schema) {
    try {
      return [[name, directed(this.#document, schema, 'request', false)]];
    } catch {
      return [];
    }
  }

  /** A value for what has a `schema`, or `content` of which the first is taken; `undefined` where none was found. */
  of(holder, full) {
    const media = holder.schema === undefined ? Object.values(holder.content ?? {})[0] : holder;
    if (!media) return undefined;
    const schema = media.schema ?? {};
    const named = Object.values(media.examples ?? {}).map((example) => (example?.$ref ? this.#example(example) : example?.value));
    // What stands for the schemas that extend it has to be one of those, which its own schema does not say.
    const { discriminator, oneOf, anyOf } = resolved(this.#document, schema);
    const made = discriminator && !oneOf && !anyOf ? [] : [full, !full].map((most) => () => this.#make(schema, most, 0));
    const candidates = [media.example, ...named, ...made];
    for (const candidate of candidates) {
      const value = typeof candidate === 'function' ? candidate() : candidate;
      if (value !== undefined && this.fits(schema, value)) return value;
    }
    return undefined;
  }

  /** What an example's name stands for; `undefined` where that is nothing. */
  #example(reference) {
    try {
      return resolved(this.#document, reference).value;
    } catch {
      return undefined;
    }
  }

  fits(schema, value) {
    try {
      // A schema that has properties and no type means objects.
      if (resolved(this.#document, schema).properties && !isObject(value)) return false;
      const text = JSON.stringify(directed(this.#document, schema, 'request')).replaceAll('"$ref":"#/components/', '"$ref":"request:document#/components/');
      if (!this.#compiled.has(text)) this.#compiled.set(text, this.#ajv.compile(JSON.parse(text)));
      return this.#compiled.get(text)(value);
    } catch {
      // A schema that ajv cannot read is not called.
      return false;
    }
  }

  #make(reference, full, depth) {
    if (depth > 2 * shallow) return undefined;
    const schema = resolved(this.#document, reference);
    if (typeof schema !== 'object' || schema === null) return schema === true ? 'any' : undefined;
    // Examples of files are names of files.
    if (schema.format === 'binary') return texts.binary;
    if (Object.values(schema.properties ?? {}).some((property) => property.format === 'binary')) return this.#object(schema, full, depth);
    const known = [schema.const, schema.example, ...(Array.isArray(schema.examples) ? schema.examples : []), schema.default, ...(schema.enum ?? [])];
    for (const value of known) if (value !== undefined && value !== null && this.fits(schema, value)) return value;
    if (schema.allOf) return this.#all(schema, full, depth);
    return this.#first(schema, schema.oneOf ?? schema.anyOf ?? [], full, depth) ?? this.#plain(schema, full, depth);
  }

  /** A value of the first branch that gives one. */
  #first(schema, branches, full, depth) {
    for (const branch of branches) {
      const own = this.#make(branch, full, depth + 1);
      if (own === undefined || own === null) continue;
      const value = isObject(own) ? { ...this.#object(schema, full, depth), ...own, ...tag(schema, branch) } : own;
      if (this.fits(schema, value)) return value;
    }
    return undefined;
  }

  #all(schema, full, depth) {
    const parts = [...schema.allOf, { ...schema, allOf: undefined, oneOf: undefined, anyOf: undefined }].map((part) => this.#make(part, full, depth + 1));
    const objects = parts.filter(isObject);
    return objects.length > 0 ? Object.assign({}, ...objects) : parts.find((part) => part !== undefined);
  }

  #plain(schema, full, depth) {
    const types = [schema.type].flat().filter((type) => type !== undefined && type !== 'null');
    switch (types[0] ?? (schema.properties || schema.additionalProperties ? 'object' : schema.items ? 'array' : undefined)) {
      case 'object':
        return this.#object(schema, full, depth);
      case 'array': {
        const item = this.#make(schema.items ?? {}, full, depth + 1);
        if (item === undefined) return (schema.minItems ?? 0) === 0 ? [] : undefined;
        return Array.from({ length: Math.max(schema.minItems ?? 0, 1) }, () => item);
      }
      case 'integer':
      case 'number':
        return number(schema, types[0] === 'integer');
      case 'boolean':
        return true;
      case 'string':
        return text(schema);
      default:
        return types.length === 0 && !schema.properties ? 'any' : undefined;
    }
  }

  #object(schema, full, depth) {
    const value = {};
    const required = schema.required ?? [];
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (property.readOnly || resolved(this.#document, property).readOnly) continue;
      if (!required.includes(name) && (!full || depth >= shallow)) continue;
      const own = this.#make(property, full, depth + 1);
      if (own !== undefined) value[name] = own;
    }
    return value;
  }
}

/** What a discriminator wants in a value of `branch`. */
function tag({ discriminator }, { $ref }) {
  if (!discriminator || !$ref) return {};
  const name = $ref.split('/').at(-1);
  const listed = Object.entries(discriminator.mapping ?? {}).find(([, target]) => target === $ref || target === name);
  return { [discriminator.propertyName]: listed?.[0] ?? name };
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function number(schema, whole) {
  const step = schema.multipleOf ?? 1;
  const above = typeof schema.exclusiveMinimum === 'number' ? schema.exclusiveMinimum + step : schema.exclusiveMinimum === true ? schema.minimum + step : schema.minimum;
  const below = typeof schema.exclusiveMaximum === 'number' ? schema.exclusiveMaximum - step : schema.maximum;
  // Limits of 64 bits are not exact here.
  const least = Math.abs(above) > Number.MAX_SAFE_INTEGER ? undefined : above;
  const from = least ?? Math.min(1, below ?? 1);
  const value = Math.ceil(from / step) * step;
  return whole ? Math.ceil(value) : value;
}

function text(schema) {
  const known = texts[schema.format?.toLowerCase()];
  if (known !== undefined) return known;
  if (schema.pattern) return patterned(schema);
  const length = Math.max(schema.minLength ?? 0, Math.min(4, schema.maxLength ?? 4));
  return 'text'.repeat(Math.ceil(length / 4)).slice(0, length);
}

/** A text that fits a pattern: something a person would write, if that does. */
function patterned({ pattern, minLength = 0, maxLength = Infinity }) {
  try {
    const fits = expression(pattern);
    const plain = ['a', '1', 'abc', 'abc-1', 'https://example.org/a', '/a', 'a@example.org', 'Bearer abc'];
    const made = [minLength, minLength + 1, 64].map((most) => drawn(pattern, most));
    return [...plain, ...made].find((value) => fits.test(value) && value.length >= minLength && value.length <= maxLength);
  } catch {
    return undefined;
  }
}

/** The first text of a pattern, with repetitions of up to `most`; the same each time. */
function drawn(pattern, most) {
  const expression = new RandExp(pattern);
  expression.max = most;
  expression.defaultRange.subtract(0, 0x20).subtract(0x7f, 0xffff);
  expression.randInt = (from, to) => Math.min(from + most, to);
  return expression.gen();
}
