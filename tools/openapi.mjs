import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

// npm run openapi: writes docs/openapi.yaml from the controllers; with --check it only says whether the file is current.
const root = join(import.meta.dirname, '..');
const file = join(root, 'docs', 'openapi.yaml');

// The service alone: the pages are made of a client that is made of this file.
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
const json = execFileSync(process.execPath, [join(root, 'apps/payments-api/dist/write-openapi.js')], {
  maxBuffer: 64 * 1024 * 1024,
});
const yaml = `# Written by npm run openapi; do not edit.\n${stringify(JSON.parse(json.toString()), { lineWidth: 0, aliasDuplicateObjects: false })}`;
if (!process.argv.includes('--check')) writeFileSync(file, yaml);
else if (readFileSync(file, 'utf8') !== yaml) {
  console.error('docs/openapi.yaml is not current: run npm run openapi');
  process.exit(1);
}
