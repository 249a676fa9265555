import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const page = readFileSync(join(ROOT, 'docs/when-things-fail.md'), 'utf8');
const claims = page.split('\n').filter((line) => line.startsWith('- '));

/** Every test there is, and the contract suites that are run for each implementation. */
const tests = ['libs', 'apps'].flatMap((room) => testsIn(join(ROOT, room)));

describe('docs/when-things-fail.md', () => {
  it('has a claim for each thing that can fail', () => {
    const sections = page.split('\n## ').slice(1);
    expect(sections.length).toBeGreaterThan(8);
    for (const section of sections) expect(section).toMatch(/^- \*\*/m);
  });

  it.each(claims)('%s', (claim) => {
    const [, names = ''] = claim.split(' — ');
    const titles = [...names.matchAll(/`([^`]+)`/g)].map(([, title = '']) => title);
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.filter((title) => !tests.some((test) => test.startsWith(title)))).toEqual([]);
  });
});

function testsIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist|out-tsc)$/.test(entry.name) ? [] : testsIn(path);
    return /\.spec\.ts$/.test(entry.name) || /\/testing\/[^/]+\.ts$/.test(path) ? titlesOf(path) : [];
  });
}

function titlesOf(path: string): readonly string[] {
  const code = readFileSync(path, 'utf8');
  const found = code.matchAll(/\bit(?:\.each\([\s\S]*?\))?\(\s*(['"`])([\s\S]*?)\1,/g);
  return [...found].map(([, , title = '']) => title);
}
