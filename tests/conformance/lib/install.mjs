// Installs the pinned packages where they are missing or older than the lock file. Only node's own modules are
// imported here, so that this runs on a machine that has nothing else.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the conformance scripts. */
export const here = fileURLToPath(new URL('..', import.meta.url));

/** The repository's root. */
export const root = join(here, '..', '..');

/** Runs `npm ci` unless what is installed is what the lock file says. */
export function install() {
  const lock = join(here, 'package-lock.json');
  const installed = join(here, 'node_modules', '.installed-lock.json');
  if (existsSync(installed) && readFileSync(installed).equals(readFileSync(lock))) return;
  console.error('Installing the conformance tools (npm ci) ...');
  const npm = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: here, stdio: ['ignore', 2, 2] });
  if (npm.status !== 0) {
    console.error(`npm ci failed (${npm.error?.message ?? `exit ${npm.status}`}); node 20 and npm are needed.`);
    process.exit(2);
  }
  copyFileSync(lock, installed);
}
