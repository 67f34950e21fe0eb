// tests/diff/OASDIFF.md: what both tools report, in tables.

/** The text of the report over all groups. */
export function report(groups) {
  const pairs = groups.find(({ name }) => name === 'pairs');
  const real = groups.filter(({ name }) => name !== 'pairs');
  return `# \`oaxide diff\` beside oasdiff 1.15.0

Written by \`node tests/conformance/beside-oasdiff.mjs --bless\`; \`tests/conformance/README.md\` says what is compared and when two
changes count as the same. Counts of both and of theirs only are changes of oasdiff, which reports a change of a schema once for
each operation, answer and way to it; ours are reported once each.
oasdiff's numbers differ a little from run to run; times are of a debug build of ours where \`OAXIDE\` names no other.

${table(['', 'compared', 'in both', 'theirs only', 'ours only', 'ms a run, theirs', 'ours'], groups.map(summary))}

${unread(groups)}
## Minimal pairs, by kind

Which of the pairs of \`pairs/\` each tool has something to say about. Where oasdiff has nothing the whole change is ours only.

${table(['', 'pairs', 'said by both', 'by oasdiff only', 'by \`oaxide diff\` only', 'by neither'], pairs ? families(pairs) : [])}

Pairs that only \`oaxide diff\` has something to say about:

${table(['pair', 'what oaxide diff reports'], pairs ? silent(pairs) : [])}

## Theirs only

${table(['rule of oasdiff', 'where', 'times', 'why it is not a change here, or is another one'], groups.flatMap(theirsOnly))}

## Real documents, by rule of oasdiff

Severity is theirs: an error is breaking, a warning risky, anything else compatible, each in the direction of the rule.

${table(['rule of oasdiff', 'in both', 'theirs only', 'same severity', 'ours milder', 'ours worse'], rules(real))}

## Severities that differ

${table(['rule of oasdiff', 'times', 'why'], differing(groups))}

## Ours only

Changes that no change of oasdiff is about, by kind.

${table(['kind', 'pairs', ...real.map(({ name }) => name)], oursOnly(pairs, real))}
`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const cell = (text) => String(text).replaceAll('|', '\\|');
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row.map(cell)))].join('\n');
}

function summary(tally) {
  const { both, theirs, ours } = tally.sums();
  const each = (ms) => Math.round(ms / tally.compared);
  return [tally.name, tally.compared, both, theirs, ours, each(tally.ms.theirs), each(tally.ms.ours)];
}

function unread(groups) {
  const failed = groups.flatMap(({ failed }) => failed);
  return failed.length === 0 ? '' : `oasdiff cannot read these, which \`oaxide diff\` compares:\n\n${failed.map((line) => `* ${line}\n`).join('')}`;
}

function families(tally) {
  const counts = new Map();
  for (const [scope, { both, theirs, ours }] of tally.scopes) {
    const family = scope[0];
    const row = counts.get(family) ?? [family, 0, 0, 0, 0, 0];
    const theySay = both + theirs.length > 0;
    const weSay = both + ours.length > 0;
    row[1] += 1;
    row[theySay && weSay ? 2 : theySay ? 3 : weSay ? 4 : 5] += 1;
    counts.set(family, row);
  }
  return [...counts.values()];
}

function silent(tally) {
  return [...tally.scopes].filter(([, { both, theirs, ours }]) => both + theirs.length === 0 && ours.length > 0).map(([scope, { ours }]) => [scope, [...new Set(ours)].join(', ')]);
}

function theirsOnly(tally) {
  return [...tally.rules].flatMap(([rule, { only }]) => [...only].map(([reason, count]) => [rule, tally.name, count, reason ?? '**not explained**'])).sort();
}

function rules(groups) {
  const all = new Map();
  for (const [rule, { both, only, milder, worse }] of groups.flatMap(({ rules }) => [...rules])) {
    const row = all.get(rule) ?? [rule, 0, 0, 0, 0, 0];
    row[1] += both;
    row[2] += [...only.values()].reduce((sum, count) => sum + count, 0);
    row[3] += both - milder - worse;
    row[4] += milder;
    row[5] += worse;
    all.set(rule, row);
  }
  return [...all.values()].sort(([one], [other]) => (one < other ? -1 : 1));
}

function differing(groups) {
  const all = new Map();
  for (const [rule, { reasons }] of groups.flatMap(({ rules }) => [...rules])) {
    for (const [reason, count] of reasons) all.set(`${rule}\t${reason}`, (all.get(`${rule}\t${reason}`) ?? 0) + count);
  }
  return [...all].sort().map(([key, count]) => {
    const [rule, reason] = key.split('\t');
    return [rule, count, reason];
  });
}

function oursOnly(pairs, real) {
  const groups = [pairs, ...real];
  const kinds = new Set(groups.flatMap((tally) => (tally ? [...tally.kinds].filter(([, { only }]) => only > 0).map(([kind]) => kind) : [])));
  return [...kinds].sort().map((kind) => [kind, ...groups.map((tally) => tally?.kinds.get(kind)?.only ?? 0)]);
}
