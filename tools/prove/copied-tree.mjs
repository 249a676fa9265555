import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
const HTTP = 'apps/payments-api/dist/http';

/**
 * The built libraries, what of the service is broken, and this proof in a temporary folder, where they may be broken without harm. Everything from outside is
 * linked; `@payments/…` is the copy.
 */
export function copyTree() {
  const to = mkdtempSync(join(tmpdir(), 'payments-broken-'));
  const libs = readdirSync(join(ROOT, 'libs')).filter((lib) => existsSync(join(ROOT, 'libs', lib, 'dist')));
  for (const lib of libs) {
    for (const part of ['package.json', 'dist'])
      cpSync(join(ROOT, 'libs', lib, part), join(to, 'libs', lib, part), { recursive: true });
    const own = join(ROOT, 'libs', lib, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(to, 'libs', lib, 'node_modules'));
  }
  for (const part of ['package.json', 'tools/prove', 'tools/build.mjs', 'apps/payments-api/package.json', HTTP])
    cpSync(join(ROOT, part), join(to, part), { recursive: true });
  linkModules(to);
  return { folder: to, remove: () => rmSync(to, { recursive: true, force: true }) };
}

function linkModules(to) {
  const from = join(ROOT, 'node_modules');
  mkdirSync(join(to, 'node_modules/@payments'), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== '@payments') symlinkSync(join(from, name), join(to, 'node_modules', name));
  }
  for (const name of readdirSync(join(from, '@payments'))) {
    const lib = ['payments-', ''].map((prefix) => prefix + name).find((one) => existsSync(join(to, 'libs', one)));
    if (lib) symlinkSync(join(to, 'libs', lib), join(to, 'node_modules/@payments', name));
  }
}
