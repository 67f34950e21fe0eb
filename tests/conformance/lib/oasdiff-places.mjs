// Where in a document a change of oasdiff is: its texts name a path of properties below a body, which is followed through
// `$ref` and compositions to JSON pointers.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

import { at, under } from './documents.mjs';

/** A document, and the ways to its places. */
export class Places {
  constructor(path) {
    const text = readFileSync(path, 'utf8');
    try {
      this.document = text.trimStart().startsWith('{') ? JSON.parse(text) : parse(text, { maxAliasCount: -1, logLevel: 'silent' });
    } catch {
      // Old YAML with a key twice, for example; then names and lines have to do.
      this.document = {};
    }
    this.known = new Map();
  }

  /** The pointers of what a change is about: the place itself, and what it refers to. */
  of(change, { path = '', parameter, status, media }) {
    const key = [change.operation, change.path, change.id.startsWith('response') ? 'response' : 'request', path, parameter, status, media].join('\n');
    if (!this.known.has(key)) this.known.set(key, this.find(change, path, { parameter, status, media }));
    return this.known.get(key);
  }

  find(change, path, { parameter, status, media }) {
    if (!change.operation) return [];
    const item = under('', 'paths', change.path);
    const call = under(item, change.operation.toLowerCase());
    let roots;
    if (parameter !== undefined) {
      const lists = [under(call, 'parameters'), under(item, 'parameters')];
      const all = lists.flatMap((list) => (this.at(list) ?? []).map((_, index) => this.follow(under(list, index)).at(-1)));
      roots = all.filter((place) => this.at(place)?.name === parameter).flatMap((place) => [under(place, 'schema'), place]);
    } else if (change.id.startsWith('response')) {
      const responses = under(call, 'responses');
      const statuses = status === undefined ? Object.keys(this.at(responses) ?? {}) : [status];
      roots = statuses.map((one) => this.follow(under(responses, one)).at(-1));
    } else {
      roots = [this.follow(under(call, 'requestBody')).at(-1)];
    }
    if (parameter === undefined) {
      roots = roots.flatMap((root) => {
        const content = under(root, 'content');
        const types = Object.keys(this.at(content) ?? {});
        return types.filter((type) => media === undefined || type === media).map((type) => under(content, type, 'schema'));
      });
    }
    const ends = steps(path).reduce((places, step) => places.flatMap((place) => this.step(place, step)), roots);
    return [...new Set(ends.flatMap((place) => this.follow(place)))].filter((place) => this.at(place) !== undefined);
  }

  at(pointer) {
    return at(this.document, pointer);
  }

  /** A place, and those that it refers to one after the other. */
  follow(pointer) {
    const chain = [pointer];
    while (chain.length < 30) {
      const target = this.at(chain.at(-1))?.$ref;
      if (typeof target !== 'string' || !target.startsWith('#')) break;
      chain.push(decodeURIComponent(target.slice(1)));
    }
    return chain;
  }

  /** Where one step leads, through what a schema is composed of. */
  step(place, step, depth = 0) {
    const here = this.follow(place).at(-1);
    const schema = this.at(here);
    if (schema === undefined || depth > 20) return [];
    const composed = /^(oneOf|anyOf|allOf|prefixItems)\[(.*)\]$/.exec(step);
    if (composed) return this.parts(here, composed[1], composed[2]);
    const own = ['items', 'additionalProperties', 'contentSchema', 'not'].filter((key) => key === step && schema[key] !== undefined).map((key) => under(here, key));
    if (schema.properties && Object.hasOwn(schema.properties, step)) own.push(under(here, 'properties', step));
    const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => (schema[key] ?? []).map((_, index) => under(here, key, index)));
    return [...own, ...parts.flatMap((part) => this.step(part, step, depth + 1))];
  }

  /** `oneOf[#/components/schemas/A]`, `oneOf[subschema #2: Title]` or `oneOf[subschema #2 -> subschema #3]`. */
  parts(here, key, which) {
    const parts = (this.at(here)[key] ?? []).map((_, index) => under(here, key, index));
    if (which.startsWith('#/')) return parts.filter((part) => this.at(part)?.$ref === which);
    const numbers = [...which.matchAll(/subschema #(\d+)/g)].map(([, number]) => Number(number) - 1);
    return numbers.flatMap((number) => parts.slice(number, number + 1));
  }
}

/** The steps of a path: slashes inside brackets do not part them. */
function steps(path) {
  return path.replaceAll(/\[[^\]]*\]/g, (inner) => inner.replaceAll('/', '\0')).split('/').filter(Boolean).map((step) => step.replaceAll('\0', '/'));
}
