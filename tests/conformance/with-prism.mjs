#!/usr/bin/env node
// Serves the documents in specs/ with Prism on loopback ports of the system's choice, runs a command with
// PRISM_<API>=http://127.0.0.1:PORT in its environment, and stops every server, however the command ended.
// Exit: the command's own, 2 where Prism did not start.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

import { here, install } from './lib/install.mjs';

const usage = `Usage: with-prism.mjs [--only API]... [--logs DIR] -- COMMAND [ARGUMENT ...]

  --only API   serve this one only (ghc, odin, nethsm, user_management, guardian)
  --logs DIR   keep what each Prism says in DIR/API.log

The command gets PRISM_GHC, PRISM_ODIN, PRISM_NETHSM, PRISM_USER_MANAGEMENT and PRISM_GUARDIAN.`;

const readyWithin = 60_000;
const stopWithin = 3_000;

const { only, logs, command } = parse(process.argv.slice(2));
install();
const { apis, pathOf } = await import('./lib/documents.mjs');
const unknown = only.filter((api) => !apis.includes(api));
if (unknown.length > 0) refuse(`Unknown API: ${unknown.join(', ')}`);
if (logs) mkdirSync(logs, { recursive: true });

const running = new Map();
let child;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, async () => {
    child?.kill(signal);
    await finish(128 + constants.signals[signal]);
  });
}

let environment;
try {
  const served = only.length > 0 ? only : apis;
  const urls = await Promise.all(served.map(serve));
  environment = Object.fromEntries(served.map((api, i) => [`PRISM_${api.toUpperCase()}`, urls[i]]));
} catch (error) {
  console.error(error.message);
  await finish(2);
}
await finish(await run(command, environment));

function parse(argv) {
  const result = { only: [], logs: undefined, command: [] };
  for (let i = 0; i < argv.length; i += 1) {
    const value = () => argv[(i += 1)] ?? refuse(`${argv[i - 1]} wants a value`);
    if (argv[i] === '--') {
      result.command = argv.slice(i + 1);
      break;
    } else if (argv[i] === '--only') result.only.push(value());
    else if (argv[i] === '--logs') result.logs = value();
    else if (argv[i] === '--help' || argv[i] === '-h') {
      console.log(usage);
      process.exit(0);
    } else refuse(`Unknown argument: ${argv[i]}`);
  }
  return result.command.length > 0 ? result : refuse('No command');
}

function refuse(message) {
  console.error(`${message}\n\n${usage}`);
  process.exit(2);
}

/** Starts one Prism; resolves to its address as soon as it answers. */
function serve(api) {
  const cli = join(here, 'node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js');
  const server = spawn(process.execPath, [cli, 'mock', '-h', '127.0.0.1', '-p', '0', pathOf(api)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  const gone = new Promise((resolve) => server.once('close', resolve));
  running.set(api, { server, gone });
  const log = logs && createWriteStream(join(logs, `${api}.log`));
  return new Promise((resolve, reject) => {
    let said = '';
    let ready = false;
    const fail = (why) => reject(new Error(`Prism for ${api} ${why}:\n${said}`));
    const timer = setTimeout(() => fail(`was not ready within ${readyWithin / 1000} s`), readyWithin);
    const hear = (chunk) => {
      log?.write(chunk);
      if (ready) return;
      said += chunk;
      const address = /Prism is listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (!address) return;
      ready = true;
      clearTimeout(timer);
      resolve(address);
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.once('error', (error) => fail(`did not start (${error.message})`));
    server.once('close', (code) => {
      clearTimeout(timer);
      log?.end();
      if (ready && !stopping) console.error(`Prism for ${api} ended by itself (exit ${code})`);
      fail('ended before it was ready');
    });
  });
}

/** Runs the command; resolves to its exit code. */
function run([program, ...rest], environment) {
  return new Promise((resolve) => {
    child = spawn(program, rest, { stdio: 'inherit', env: { ...process.env, ...environment } });
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(127);
    });
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** Stops every server and ends this program. */
async function finish(code) {
  stopping = true;
  await Promise.all(
    [...running.values()].map(async ({ server, gone }) => {
      server.kill('SIGTERM');
      const timer = setTimeout(() => server.kill('SIGKILL'), stopWithin);
      await gone;
      clearTimeout(timer);
    }),
  );
  process.exit(code);
}
