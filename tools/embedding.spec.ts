import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The example in the documentation, as a reader would copy it. */
function example(): string {
  const code = /```js\n([\s\S]+?)```/.exec(readFileSync(join(root, 'docs/embedding.md'), 'utf8'))?.[1];
  if (code === undefined) throw new Error('docs/embedding.md has no example');
  return code;
}

describe('the domain as a package', () => {
  it('installs into an empty folder without anything else, and the documented example prints succeeded', () => {
    const folder = mkdtempSync(join(tmpdir(), 'payments-embedding-'));
    try {
      const run = (command: string, args: readonly string[], cwd: string) =>
        execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      const [packed] = JSON.parse(
        run('npm', ['pack', '--json', '--pack-destination', folder], join(root, 'libs/payments-domain')),
      ) as { filename: string }[];
      writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}');
      run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, packed?.filename ?? '')], folder);
      writeFileSync(join(folder, 'example.mjs'), example());
      expect(run(process.execPath, ['example.mjs'], folder)).toBe('succeeded\n');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('imports only the domain and its testing entry in that example', () => {
    const imported = [...example().matchAll(/from '([^']+)'/g)].map(([, name]) => name);
    expect(imported).toEqual(['@payments/domain', '@payments/domain/testing']);
  });
});
