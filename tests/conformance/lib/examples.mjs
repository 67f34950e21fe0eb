// Every example and default of a document, with the schema it has to fit.
import { operations, resolved, under } from './documents.mjs';
import { eachSchema } from './schemas.mjs';

/**
 * Yields `{ pointer, value, schema, directions }`: where it stands, what it is, the schema for it and in which
 * directions it has to fit (an example of a schema has to fit in one of them).
 */
export function* examples(document) {
  for (const { pointer, item, operation } of operations(document)) {
    for (const [list, place] of [[item.parameters, pointer.slice(0, pointer.lastIndexOf('/'))], [operation.parameters, pointer]]) {
      for (const [i, parameter] of (list ?? []).entries()) {
        yield* ofHolder(document, resolved(document, parameter), under(place, 'parameters', i), ['request']);
      }
    }
    const body = resolved(document, operation.requestBody);
    yield* ofContent(document, body?.content, under(pointer, 'requestBody'), ['request']);
    for (const [status, reference] of Object.entries(operation.responses ?? {})) {
      const response = resolved(document, reference);
      const place = under(pointer, 'responses', status);
      for (const [name, header] of Object.entries(response.headers ?? {})) {
        yield* ofHolder(document, resolved(document, header), under(place, 'headers', name), ['response']);
      }
      yield* ofContent(document, response.content, place, ['response']);
    }
  }
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    yield* ofSchema(schema, under('/components/schemas', name), ['request', 'response']);
  }
}

function* ofContent(document, content, place, directions) {
  for (const [type, media] of Object.entries(content ?? {})) {
    yield* ofHolder(document, media, under(place, 'content', type), directions);
  }
}

/** A parameter, header or media type: `example`, `examples` and what its schema holds. */
function* ofHolder(document, holder, pointer, directions) {
  yield* ofContent(document, holder.in ? holder.content : undefined, pointer, directions);
  const { schema } = holder;
  if (schema === undefined) return;
  if ('example' in holder) yield { pointer: under(pointer, 'example'), value: holder.example, schema, directions };
  for (const [name, reference] of Object.entries(holder.examples ?? {})) {
    const example = resolved(document, reference);
    if ('value' in example) {
      yield { pointer: under(pointer, 'examples', name, 'value'), value: example.value, schema, directions };
    }
  }
  yield* ofSchema(schema, under(pointer, 'schema'), directions);
}

function* ofSchema(root, pointer, directions) {
  const found = [];
  eachSchema(root, pointer, (schema, place) => {
    // A property's own `readOnly` is about the object around it: the value is judged by what is left.
    const { readOnly, writeOnly, ...own } = schema;
    const add = (key, value) => found.push({ pointer: under(place, ...key), value, schema: own, directions });
    if ('example' in schema) add(['example'], schema.example);
    if (Array.isArray(schema.examples)) schema.examples.forEach((value, i) => add(['examples', i], value));
    if ('default' in schema) add(['default'], schema.default);
  });
  yield* found;
}
