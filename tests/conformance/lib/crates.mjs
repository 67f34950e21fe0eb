// Clients with `dispatch`: generated, put into one workspace, built as one program.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './install.mjs';

/** Where suites and their crates lie. */
export const target = join(root, 'target', 'conformance');

/** A document's name as a crate's, which starts with a letter and is no keyword. */
const crateOf = (name) => name.toLowerCase().replaceAll('_', '-').replace(/^(?=\d|(box|crate|match|move|static|type|use|where|yield)$)/, 'api-');

/** A name as a module's. */
const moduleOf = (name) => `run_${crateOf(name).replaceAll('-', '_')}`;

/**
 * Generates a crate for each of `documents` (`{ name, path, config }`, the settings if there are any) and builds one program,
 * `PROGRAM NAME OPTIONS`, that is the example program of them all; returns its path. `OAXIDE` names another generator than
 * our own. Throws with what the generator or the compiler said; a document of which nothing can be made is given to
 * `missing`, and throws where that is not there.
 */
export function build(suite, documents, missing) {
  const workspace = join(target, suite);
  const program = `${suite}-driver`;
  const oaxide = process.env.OAXIDE ?? generator();
  const names = documents.filter((document) => generate(oaxide, workspace, document, missing)).map(({ name }) => name);
  write(join(workspace, 'Cargo.toml'), manifest(names));
  write(join(workspace, 'driver', 'Cargo.toml'), driverManifest(workspace, program, names));
  write(join(workspace, 'driver', 'src', 'main.rs'), driver(workspace, program, names));
  // Versions of our own workspace: nothing is fetched that is not there already.
  copyFileSync(join(root, 'Cargo.lock'), join(workspace, 'Cargo.lock'));
  const environment = { ...process.env, CARGO_TARGET_DIR: join(target, 'build'), CARGO_INCREMENTAL: '0', CARGO_TERM_COLOR: 'never', RUSTFLAGS: '-Awarnings' };
  run('cargo', ['build', '--quiet', '--package', program], { cwd: workspace, env: environment });
  return join(target, 'build', 'debug', program);
}

/** Builds the generator, as `cargo build` does it in our own workspace; returns its path. */
export function generator() {
  run('cargo', ['build', '--quiet', '--package', 'generator'], { cwd: root });
  return join(root, 'target', 'debug', 'oaxide');
}

function generate(oaxide, workspace, { name, path, config }, missing) {
  const folder = join(workspace, crateOf(name));
  // What the lock remembers of an older run would make the names depend on that run.
  rmSync(join(folder, 'oaxide.lock'), { force: true });
  const options = ['new', path, '--output', folder, '--name', crateOf(name), '--with', 'dispatch', ...(config ? ['--config', config] : [])];
  const { status, stderr } = spawnSync(oaxide, options, { encoding: 'utf8', maxBuffer: 1 << 30 });
  const manifest = join(folder, 'Cargo.toml');
  // Exit code 1 with a crate: some operations cannot be there. The others are called.
  if (status === 1 && !existsSync(manifest) && missing) {
    missing(name);
    return false;
  }
  if (status !== 0 && (status !== 1 || !existsSync(manifest))) throw new Error(`${name}: oaxide ended with ${status}:\n${stderr.slice(-2_000)}`);
  // A crate of its own is its own workspace; here it is a member.
  write(manifest, readFileSync(manifest, 'utf8').replace(/^\[workspace\]\n/m, ''));
  return true;
}

function manifest(names) {
  const members = ['driver', ...names.map(crateOf)].map((name) => `  ${JSON.stringify(name)},\n`).join('');
  return `[workspace]
resolver = "3"
members = [
${members}]

[profile.dev]
debug = 0
`;
}

function driverManifest(workspace, program, names) {
  // Without TLS, which nobody needs on a loopback address and which takes longer to compile than everything else.
  const crates = names.map(crateOf).map((name) => {
    const own = readFileSync(join(workspace, name, 'Cargo.toml'), 'utf8');
    const features = ['dispatch', ...(/^all = /m.test(own) ? ['all'] : [])];
    return `${name} = { path = "../${name}", default-features = false, features = ${JSON.stringify(features)} }\n`;
  });
  return `[package]
name = "${program}"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
tokio = { version = "1", features = ["rt", "time"] }
${crates.join('')}`;
}

/** The example program of each crate as a module of one program: linking 50 takes longer than compiling them. */
function driver(workspace, program, names) {
  const modules = names.map((name) => {
    const path = join(workspace, crateOf(name), 'examples', 'dispatch.rs');
    const text = readFileSync(path, 'utf8');
    const changed = text
      .replace(/^#!\[.*\]\n/gm, '')
      .replace(/^\/\/!.*\n/gm, '')
      .replace('fn main() ->', 'pub fn main() ->')
      .replace('std::env::args().skip(1)', 'std::env::args().skip(2)');
    if (!changed.includes('pub fn main() ->') || !changed.includes('skip(2)')) {
      throw new Error(`${path} does not look as expected`);
    }
    return `mod ${moduleOf(name)} {\n${changed}}\n`;
  });
  const arms = names.map((name) => `        Some("${name}") => ${moduleOf(name)}::main(),\n`);
  return `//! \`${program} NAME OPTIONS\` is the example program of that document's client.

use std::process::ExitCode;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
${arms.join('')}        _ => ExitCode::from(2),
    }
}

${modules.join('\n')}`;
}

/** Writes what changed only, so that cargo compiles that only. */
export function write(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}

/** Runs a program; throws where it fails. */
export function run(program, options, settings) {
  const { status, error } = spawnSync(program, options, { stdio: ['ignore', 2, 2], ...settings });
  if (status !== 0) throw new Error(`${program} ${options.join(' ')}: ${error?.message ?? `exit ${status}`}`);
}
