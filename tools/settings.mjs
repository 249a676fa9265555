import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { settingsTable } from '../apps/payments-api/dist/config.js';

// npm run settings: writes docs/settings.md from the settings' own table; with --check it only says whether the file is current.
const file = join(import.meta.dirname, '..', 'docs', 'settings.md');
const text = `# Settings

All are environment variables, checked at start: one readable line per mistake, exit code 1. Written by \`npm run settings\`.

${settingsTable()}`;
const pretty = await format(text, { parser: 'markdown', printWidth: 120 });
if (!process.argv.includes('--check')) writeFileSync(file, pretty);
else if (readFileSync(file, 'utf8') !== pretty) {
  console.error('docs/settings.md is not current: run npm run settings');
  process.exit(1);
}
