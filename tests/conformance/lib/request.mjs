// A request that fits an operation: from its examples where there are some, else made up from its schemas.
import { resolved } from './documents.mjs';

/** A value that fits a schema as it is used in `specs/`: example, default, enum or the smallest of its type. */
export function sample(document, reference) {
  const schema = resolved(document, reference);
  if ('example' in schema) return schema.example;
  if ('default' in schema) return schema.default;
  if (schema.enum) return schema.enum[0];
  const alternative = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (alternative) return sample(document, alternative);
  switch (schema.type) {
    case 'object': {
      const names = schema.required ?? [];
      return Object.fromEntries(names.map((name) => [name, sample(document, schema.properties[name])]));
    }
    case 'array':
      return [sample(document, schema.items)];
    case 'string':
      return 'x'.repeat(Math.max(schema.minLength ?? 0, 1));
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return {};
  }
}

/** `url` and `init` for `fetch`, and apart from them the headers with the credential, empty where none is wanted. */
export function requestFor(document, { path, method, item, operation }, base) {
  let target = path;
  const query = new URLSearchParams();
  const headers = { accept: 'application/json' };
  for (const reference of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
    const parameter = resolved(document, reference);
    const value = String(parameter.example ?? sample(document, parameter.schema));
    if (parameter.in === 'path') target = target.replace(`{${parameter.name}}`, encodeURIComponent(value));
    if (parameter.in === 'query') query.append(parameter.name, value);
    if (parameter.in === 'header') headers[parameter.name] = value;
  }
  const media = resolved(document, operation.requestBody)?.content?.['application/json'];
  const init = { method: method.toUpperCase(), headers };
  if (media) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(media.example ?? sample(document, media.schema));
  }
  const search = query.size > 0 ? `?${query}` : '';
  return { url: `${base}${target}${search}`, init, credential: credentialFor(document, operation) };
}

function credentialFor(document, operation) {
  const [requirement = {}] = operation.security ?? document.security ?? [];
  const headers = {};
  for (const name of Object.keys(requirement)) {
    const { type, scheme } = document.components.securitySchemes[name];
    if (type !== 'http') throw new Error(`security scheme ${name}: only http is played`);
    headers.authorization =
      scheme === 'basic' ? `Basic ${Buffer.from('someUserIdOrName:somePassword').toString('base64')}` : 'Bearer token';
  }
  return headers;
}
