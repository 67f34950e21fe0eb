#!/usr/bin/env node
// Holds the documents in specs/ against the official OpenAPI JSON Schema of their dialect, every example and default
// in them against its own schema, and the files in tests/fixtures/examples against both.
// Exit 0: no fault. Exit 1: faults, one line each with document and JSON pointer. Exit 2: could not run.
import { install } from './lib/install.mjs';

const usage = `Usage: validate-specs.mjs [--self-test] [API ...]

  --self-test   prove that faults are found: break copies of the documents and expect the fault at its place
  API           ghc, odin, nethsm, user_management, guardian (all where none is named)`;

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
if (flags.includes('--help') || flags.includes('-h')) {
  console.log(usage);
  process.exit(0);
}
install();
const { apis, load } = await import('./lib/documents.mjs');
const wrong = [...names.filter((name) => !apis.includes(name)), ...flags.filter((flag) => flag !== '--self-test')];
if (wrong.length > 0) {
  console.error(`Unknown: ${wrong.join(', ')}\n\n${usage}`);
  process.exit(2);
}

if (flags.includes('--self-test')) {
  const { selfTest } = await import('./lib/self-test.mjs');
  process.exit(selfTest() ? 0 : 1);
}

const { documentFaults } = await import('./lib/faults.mjs');
const { fixtureFaults } = await import('./lib/fixtures.mjs');
const { officialId } = await import('./lib/official.mjs');
let count = 0;
for (const api of names.length > 0 ? names : apis) {
  const faults = [];
  let summary = '';
  try {
    const document = load(api);
    const result = documentFaults(document);
    const fixtures = fixtureFaults(api, document);
    faults.push(...result.faults, ...fixtures.faults);
    summary = `${officialId(document)}, ${result.examples} examples and defaults, ${fixtures.files} fixtures`;
  } catch (error) {
    faults.push(error.message);
  }
  for (const fault of faults) console.error(`specs/${api}.yaml: ${fault}`);
  if (faults.length === 0) console.log(`specs/${api}.yaml: valid (${summary})`);
  count += faults.length;
}
if (count > 0) console.error(`${count} fault${count === 1 ? '' : 's'}`);
process.exit(count > 0 ? 1 : 0);
