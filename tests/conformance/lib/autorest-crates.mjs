// The clients of the AutoRest test server's documents: generated, put into one workspace, built as one program.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { home } from './autorest-server.mjs';
import { here, root } from './install.mjs';

const table = join(here, 'autorest');
const target = join(root, 'target', 'autorest');
const workspace = join(target, 'crates');

/** The names of the documents that the table calls, as the server's package spells them. */
export const documents = readdirSync(table)
  .filter((file) => file.endsWith('.jsonl'))
  .map((file) => file.slice(0, -'.jsonl'.length))
  .sort();

/** A document's name as a crate's. */
const crateOf = (document) => document.toLowerCase().replaceAll('_', '-');

/** Generates a crate for each document and builds the program; returns its path. `OAXIDE` names another generator. */
export function build(chosen) {
  const oaxide = process.env.OAXIDE ?? generator();
  mkdirSync(workspace, { recursive: true });
  for (const document of chosen) generate(oaxide, document);
  write(join(workspace, 'Cargo.toml'), manifest(chosen));
  write(join(workspace, 'driver', 'Cargo.toml'), driverManifest(chosen));
  write(join(workspace, 'driver', 'src', 'main.rs'), driver(chosen));
  // Versions of our own workspace: nothing is fetched that is not there already.
  copyFileSync(join(root, 'Cargo.lock'), join(workspace, 'Cargo.lock'));
  run('cargo', ['build', '--quiet', '--package', 'autorest-driver'], { cwd: workspace, env: { ...cargoEnvironment(), RUSTFLAGS: '-Awarnings' } });
  return join(target, 'build', 'debug', 'autorest-driver');
}

/** Builds the generator, as `cargo build` does it in our own workspace; returns its path. */
function generator() {
  run('cargo', ['build', '--quiet', '--package', 'generator'], { cwd: root });
  return join(root, 'target', 'debug', 'oaxide');
}

function cargoEnvironment() {
  return { ...process.env, CARGO_TARGET_DIR: join(target, 'build'), CARGO_INCREMENTAL: '0', CARGO_TERM_COLOR: 'never' };
}

function generate(oaxide, document) {
  const folder = join(workspace, crateOf(document));
  const settings = join(table, `${document}.oaxide.toml`);
  const config = existsSync(settings) ? ['--config', settings] : [];
  // What the lock remembers of an older run would make the names depend on that run.
  rmSync(join(folder, 'oaxide.lock'), { force: true });
  const made = spawnSync(
    oaxide,
    ['new', join(home, 'swagger', `${document}.json`), '--output', folder, '--name', crateOf(document), '--with', 'dispatch', ...config],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`${document}: oaxide ended with ${made.status}:\n${made.stderr}`);
  const path = join(folder, 'Cargo.toml');
  // A crate of its own is its own workspace; here it is a member.
  write(path, readFileSync(path, 'utf8').replace(/^\[workspace\]\n/m, ''));
}

function manifest(chosen) {
  const members = ['driver', ...chosen.map(crateOf)].map((name) => `  ${JSON.stringify(name)},\n`).join('');
  return `[workspace]
resolver = "3"
members = [
${members}]

[profile.dev]
debug = 0
`;
}

function driverManifest(chosen) {
  // Without TLS, which nobody needs on a loopback address and which takes longer to compile than everything else.
  const crates = chosen.map((document) => {
    const name = crateOf(document);
    const own = readFileSync(join(workspace, name, 'Cargo.toml'), 'utf8');
    const features = ['dispatch', ...(/^all = /m.test(own) ? ['all'] : [])];
    return `${name} = { path = "../${name}", default-features = false, features = ${JSON.stringify(features)} }\n`;
  });
  return `[package]
name = "autorest-driver"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
tokio = { version = "1", features = ["rt", "time"] }
${crates.join('')}`;
}

/** The example program of each crate as a module of one program: linking 50 takes longer than compiling them. */
function driver(chosen) {
  const modules = chosen.map((document) => {
    const path = join(workspace, crateOf(document), 'examples', 'dispatch.rs');
    const text = readFileSync(path, 'utf8');
    const changed = text
      .replace(/^#!\[.*\]\n/gm, '')
      .replace(/^\/\/!.*\n/gm, '')
      .replace('fn main() ->', 'pub fn main() ->')
      .replace('std::env::args().skip(1)', 'std::env::args().skip(2)');
    if (!changed.includes('pub fn main() ->') || !changed.includes('skip(2)')) {
      throw new Error(`${path} does not look as expected`);
    }
    return `mod ${moduleOf(document)} {\n${changed}}\n`;
  });
  const arms = chosen.map((document) => `        Some("${document}") => ${moduleOf(document)}::main(),\n`);
  return `//! \`autorest-driver DOCUMENT OPTIONS\` is the example program of the document's client.

use std::process::ExitCode;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
${arms.join('')}        _ => ExitCode::from(2),
    }
}

${modules.join('\n')}`;
}

const moduleOf = (document) => `run_${crateOf(document).replaceAll('-', '_')}`;

/** Writes what changed only, so that cargo compiles that only. */
function write(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}

function run(program, options, settings) {
  const { status, error } = spawnSync(program, options, { stdio: ['ignore', 2, 2], ...settings });
  if (status !== 0) throw new Error(`${program} ${options.join(' ')}: ${error?.message ?? `exit ${status}`}`);
}
