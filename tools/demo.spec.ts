import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** A database made anew and a story with waiting in it, on a machine with two busy cores. */
const LIMIT_MS = 240_000;

it(
  'npm run demo tells its story to the end, and leaves nothing behind',
  () => {
    const { status, stdout } = spawnSync(process.execPath, ['tools/demo.mjs'], { cwd: root, encoding: 'utf8' });
    expect(stdout).toContain('the audit is verified');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('everything was stopped, and nothing stays behind');
    expect(status).toBe(0);
  },
  LIMIT_MS,
);
