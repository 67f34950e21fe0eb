// Crates whose models are the schemas of the suite, and a program that reads and writes values as any of them.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { generator, run, target, write } from './crates.mjs';
import { here, root } from './install.mjs';
import { stringify } from './lossless.mjs';

const workspace = join(target, 'json-schema');
const program = 'json-schema-driver';

/**
 * Generates a crate for each draft, `{ draft, openapi, cases }`, and builds the program; returns its path. The program reads lines `DRAFT/CASE VALUE`, where the value is that of the property `value`.
 */
export function build(drafts) {
  const oaxide = process.env.OAXIDE ?? generator();
  for (const draft of drafts) generate(oaxide, draft);
  const names = drafts.map(({ draft }) => crateOf(draft));
  write(join(workspace, 'Cargo.toml'), `[workspace]
resolver = "3"
members = [${['driver', ...names].map((name) => JSON.stringify(name)).join(', ')}]

[profile.dev]
debug = 0
`);
  const crates = names.map((name) => `${name} = { path = "../${name}", default-features = false, features = ["validate"] }\n`);
  write(join(workspace, 'driver', 'Cargo.toml'), `[package]
name = "${program}"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
serde = "1"
serde_json = "1"
${crates.join('')}`);
  write(join(workspace, 'driver', 'src', 'main.rs'), driver(drafts));
  // Versions of our own workspace: nothing is fetched that is not there already.
  copyFileSync(join(root, 'Cargo.lock'), join(workspace, 'Cargo.lock'));
  const environment = { ...process.env, CARGO_TARGET_DIR: join(target, 'build'), CARGO_INCREMENTAL: '0', CARGO_TERM_COLOR: 'never', RUSTFLAGS: '-Awarnings' };
  run('cargo', ['build', '--quiet', '--package', program], { cwd: workspace, env: environment });
  return join(target, 'build', 'debug', program);
}

const crateOf = (draft) => draft;
const moduleOf = (draft) => draft.replaceAll('-', '_');

/** A document whose components are the cases: each schema stays a file of its own, as the suite has it. */
function generate(oaxide, { draft, openapi, cases }) {
  const source = join(workspace, `${draft}.documents`);
  rmSync(source, { recursive: true, force: true });
  mkdirSync(join(source, 'schemas'), { recursive: true });
  const schemas = {};
  for (const { name, schema } of cases) {
    writeFileSync(join(source, 'schemas', `${name}.json`), stringify(schema));
    schemas[name] = { type: 'object', required: ['value'], properties: { value: { $ref: `schemas/${name}.json` } } };
  }
  // They are sent: what is only received has no limits.
  const properties = Object.fromEntries(cases.map(({ name }) => [name, { $ref: `#/components/schemas/${name}` }]));
  const content = { 'application/json': { schema: { type: 'object', properties } } };
  const paths = { '/cases': { post: { operationId: 'sendCases', requestBody: { required: true, content }, responses: { 204: { description: 'Read.' } } } } };
  const document = { openapi, info: { title: draft, version: '1' }, paths, components: { schemas } };
  writeFileSync(join(source, 'openapi.json'), JSON.stringify(document, null, 1));
  const folder = join(workspace, crateOf(draft));
  rmSync(join(folder, 'oaxide.lock'), { force: true });
  const options = ['new', join(source, 'openapi.json'), '--output', folder, '--name', crateOf(draft), '--config', join(here, 'json-schema', 'oaxide.toml')];
  const { status, stderr } = spawnSync(oaxide, options, { encoding: 'utf8', maxBuffer: 1 << 30 });
  const manifest = join(folder, 'Cargo.toml');
  if (status !== 0 || !existsSync(manifest)) throw new Error(`${draft}: oaxide ended with ${status}:\n${stderr.slice(-4_000)}`);
  // A crate of its own is its own workspace; here it is a member.
  write(manifest, readFileSync(manifest, 'utf8').replace(/^\[workspace\]\n/m, ''));
}

/** What a user would write, once for each model: `from_str`, `validate`, `to_string`. */
function driver(drafts) {
  const arms = drafts.flatMap(({ draft, cases }) => cases.map(({ name }) => `        "${draft}/${name}" => again!(${moduleOf(draft)}, ${name}),\n`));
  return `//! Reads lines \`DRAFT/CASE VALUE\`; answers \`decode WHY\`, \`limits WHY VALUE\` or \`fine VALUE\`.

/// Where a model has no limits, it has no \`validate\`.
trait WithoutLimits {
    fn validate(&self) -> Result<(), &'static str>;
}

impl<T> WithoutLimits for &T {
    fn validate(&self) -> Result<(), &'static str> {
        Ok(())
    }
}

macro_rules! again {
    ($package:ident, $model:ident) => {{
        #[allow(unused_imports)]
        use $package::runtime::Validate;
        |text: &str| {
            let value: $package::models::$model = serde_json::from_str(text).map_err(|error| format!("decode {error}"))?;
            let again = serde_json::to_string(&value).map_err(|error| format!("encode {error}"))?;
            match (&value).validate() {
                Ok(()) => Ok(again),
                Err(errors) => Err(format!("limits {errors}")),
            }
        }
    }};
}

fn model(name: &str) -> fn(&str) -> Result<String, String> {
    match name {
${arms.join('')}        _ => |_| Err("unknown".to_owned()),
    }
}

fn main() {
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let (name, text) = line.split_once(' ').unwrap();
        match model(name)(text) {
            Ok(again) => println!("fine {again}"),
            Err(error) => println!("{}", error.replace('\\n', "; ")),
        }
    }
}
`;
}
