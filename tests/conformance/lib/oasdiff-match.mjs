// Which change of `oaxide diff` says the same as one of oasdiff: of a kind that the table of rules names, in the same
// operation, at the same place. Wording does not count; names in it do.
import { kindsOf } from './oasdiff-tables.mjs';

const levels = ['none', 'compatible', 'risky', 'breaking'];

/** What a change of theirs is about, from its text. */
function subject({ text }) {
  const first = (pattern) => text.match(pattern)?.slice(1).find((group) => group !== undefined);
  const isPattern = text.includes('pattern property');
  const path = isPattern ? undefined : first(/propert(?:y|ies) `([^`]*)`|`([^`]*)` (?:request|response)(?:'s)? propert|`([^`]*)` response's propert/);
  return {
    // It writes numbers with two decimals.
    value: first(/enum value `([^`]*)`|`([^`]*)` enum value/)?.replace(/\.00$/, ''),
    parameter: first(/(?:request|response) parameter `([^`]*)`/),
    header: first(/header `([^`]*)`/),
    path,
    property: path === undefined ? undefined : lastName(path),
    status: first(/status(?: code)? `([^`]*)`|response `([^`]*)`$/),
    media: first(/media type `([^`]*)`/),
  };
}

/** `items/oneOf[subschema #1: A]/name/items/` is about `name`; nothing where it is about the whole body. */
function lastName(path) {
  const names = path.replaceAll(/\[[^\]]*\]/g, '').split('/');
  return names.filter((name) => !['', 'items', 'oneOf', 'anyOf', 'allOf', 'additionalProperties', 'not'].includes(name)).at(-1);
}

/** What a change of ours names: the last names of what stands in backticks, and the last property of its places. */
function names({ message, old, new: now }) {
  const quoted = [...message.matchAll(/`([^`]*)`/g)].map(([, text]) => text);
  const last = quoted.map((text) => text.replaceAll(/\[\d*\]|\{\}$|\|\d+/g, '').split('.').at(-1));
  const properties = [old, now].map(({ pointer }) => pointer.split('/properties/').slice(1).at(-1)?.split('/')[0]);
  const plain = properties.filter(Boolean).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return new Set([...quoted, ...last, ...plain]);
}

/** Ours, prepared for questions. */
export function prepare(changes) {
  return changes.map((change) => ({
    ...change,
    names: names(change),
    calls: new Set(change.operations.map(unnamed)),
    sentence: unnamed(change.message),
    statuses: [change.old, change.new].map(({ pointer }) => pointer.match(/^\/paths\/.*\/responses\/([^/]*)/)?.[1]).filter(Boolean),
  }));
}

/** A path without the names of its parameters, which nobody sees on the wire. */
const unnamed = (text) => text.replaceAll(/\{[^{}]+\}/g, '{}');

const sameLine = (source, spot) => source !== undefined && source.line === spot.line;

/** Whether a place of ours is one of theirs, or what a schema there says without naming a property. */
const isAt = (pointer, places) => places.some((place) => pointer === place || (pointer.startsWith(`${place}/`) && !pointer.slice(place.length).includes('/properties/')));

/** Whether a change of ours is about the place of one of theirs. */
function sameChange(theirs, about, ours, places) {
  const [request, response] = directions(theirs.id);
  if ((request && ours.direction === 'response') || (response && ours.direction === 'request')) return false;
  const call = theirs.operation ? `${theirs.operation} ${unnamed(theirs.path)}` : undefined;
  // What is said of the whole document has no operations.
  if (call && !ours.calls.has(call) && !ours.sentence.includes(`\`${call}\``) && !ours.sentence.includes(`\`${unnamed(theirs.path)}\``) && ours.operations.length > 0) return false;
  if (call && ours.operations.length === 0 && !ours.sentence.includes(call) && !documentWide(ours)) return false;
  if (about.value !== undefined && !ours.names.has(about.value) && !ours.message.includes('`"') && !/no-longer-enum|became-enum|type-changed|const|one-of/.test(ours.id)) return false;
  if (about.status !== undefined && ours.id.includes('-status-') && !ours.names.has(about.status)) return false;
  // What a part of a composition brings is reported for what is composed.
  if (/-all-of-/.test(theirs.id)) return true;
  if (sameLine(theirs.baseSource, ours.old) || sameLine(theirs.revisionSource, ours.new)) return true;
  if (isAt(ours.old.pointer, places.old) || isAt(ours.new.pointer, places.new)) return true;
  if (about.status !== undefined && ours.statuses.length > 0 && !ours.statuses.includes(about.status)) return false;
  const media = ours.id.includes('media-type') ? about.media : undefined;
  return [about.parameter, about.header, about.property, media].every((name) => name === undefined || ours.names.has(name) || ours.names.has(name.toLowerCase()));
}

/** Whether a rule is about requests, and whether about answers. */
const directions = (rule) => [/^(new-|request-)|-request-/.test(rule), /^response-|-response-/.test(rule)];

const documentWide = ({ id }) => /^(security|server|scope|schema|oauth|api-key)/.test(id);

/** The changes of ours that say what one of theirs says, in documents with these {@link Places}; `undefined` where its rule is not in the table. */
export function matches(theirs, ours, { old, now }) {
  const kinds = kindsOf(theirs.id);
  if (!kinds) return undefined;
  const about = subject(theirs);
  const places = { old: old.of(theirs, about), new: now.of(theirs, about) };
  return ours.filter((change) => kinds.has(change.id) && sameChange(theirs, about, change, places));
}

/** Their severity as one of our words. */
export const severityOf = ({ level }) => levels[level];

/** Our severity, in the direction that their rule looks at. */
export function ourSeverity({ id }, ours) {
  const [request, response] = directions(id);
  const verdicts = ours.map((change) => {
    if (request) return change.wire_request;
    if (response) return change.wire_response;
    return levels[Math.max(levels.indexOf(change.wire_request), levels.indexOf(change.wire_response))];
  });
  return levels[Math.max(1, ...verdicts.map((verdict) => levels.indexOf(verdict)))];
}

/** -1 where ours is milder, 1 where it is worse, 0 where both are the same. */
export const compareSeverity = (ours, theirs) => Math.sign(levels.indexOf(ours) - levels.indexOf(theirs));
