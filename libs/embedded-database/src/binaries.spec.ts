import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeReady } from './binaries.ts';

describe('the programs of PostgreSQL', () => {
  let root = '';

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'binaries-'));
    mkdirSync(join(root, 'native/bin'), { recursive: true });
    mkdirSync(join(root, 'native/lib'));
    writeFileSync(join(root, 'native/bin/postgres'), '', { mode: 0o600 });
    writeFileSync(join(root, 'native/lib/libicuuc.so.60.2'), 'the library');
    const links = [{ source: 'native/lib/libicuuc.so.60.2', target: 'native/lib/libicuuc.so.60' }];
    writeFileSync(join(root, 'native/pg-symlinks.json'), JSON.stringify(links));
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('get their links and modes where the install script was not run', () => {
    expect(makeReady(join(root, 'native'))).toBe(true);
    expect(readFileSync(join(root, 'native/lib/libicuuc.so.60'), 'utf8')).toBe('the library');
    // Relative, so that the folder can be copied.
    expect(readlinkSync(join(root, 'native/lib/libicuuc.so.60'))).toBe('libicuuc.so.60.2');
    expect(statSync(join(root, 'native/bin/postgres')).mode & 0o555).toBe(0o555);
  });

  it('are left as they are where nothing is missing', () => {
    makeReady(join(root, 'native'));
    const before = statSync(join(root, 'native/lib')).mtimeMs;
    expect(makeReady(join(root, 'native'))).toBe(true);
    expect(statSync(join(root, 'native/lib')).mtimeMs).toBe(before);
  });
});
