// The AutoRest test server: an API whose every route expects one certain request, and counts those that came.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { here } from './install.mjs';

/** The folder of the npm package. */
export const home = join(here, 'node_modules', '@microsoft.azure', 'autorest.testserver');

const readyWithin = 60_000;

/** Starts the server on a port of the system's choice; resolves when it listens. */
export function start() {
  const coverage = mkdtempSync(join(tmpdir(), 'autorest-'));
  const server = spawn(
    process.execPath,
    ['-r', join(here, 'lib', 'loopback.cjs'), join(home, 'dist', 'cli', 'cli.js'), 'run', '--port=0', `--coverageDirectory=${coverage}`, '--level=error'],
    { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { ...process.env, NO_COLOR: '1' } },
  );
  let said = '';
  server.stderr.on('data', (chunk) => (said = (said + chunk).slice(-4_000)));
  const gone = new Promise((resolve) => server.once('close', resolve));
  const stop = async () => {
    server.kill('SIGTERM');
    const timer = setTimeout(() => server.kill('SIGKILL'), 3_000);
    await gone;
    clearTimeout(timer);
    rmSync(coverage, { recursive: true, force: true });
  };
  return new Promise((resolve, reject) => {
    const fail = async (why) => {
      await stop();
      reject(new Error(`the AutoRest test server ${why}:\n${said}`));
    };
    const timer = setTimeout(() => fail(`was not ready within ${readyWithin / 1000} s`), readyWithin);
    server.once('error', (error) => fail(`did not start (${error.message})`));
    gone.then(() => fail('ended before it was ready'));
    server.once('message', ({ port }) => {
      clearTimeout(timer);
      const url = `http://127.0.0.1:${port}`;
      resolve({ url, stop, report: () => report(url) });
    });
  });
}

/** How often each scenario was met, by category. */
async function report(url) {
  const [vanilla, optional] = await Promise.all(
    ['/report', '/report/optional'].map(async (path) => (await fetch(url + path)).json()),
  );
  return { vanilla, optional };
}
