import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const jest = join(root, 'node_modules/jest/bin/jest.js');
/** A type check and a run of Jest, on a machine with two busy cores. */
const LIMIT_MS = 180_000;

let house: string;
beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'payments-new-provider-'));
  mkdirSync(join(house, 'libs'));
});
afterEach(() => rmSync(house, { recursive: true, force: true }));

function run(args: readonly string[], cwd = root) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}
const write = (name: string) => run(['tools/new-provider.mjs', name, '--into', join(house, 'libs')]);

/** What a package of this house finds around it. */
function furnish(): void {
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  symlinkSync(join(root, 'libs/payments-domain'), join(house, 'libs/payments-domain'));
  for (const file of ['tsconfig.base.json', 'jest.preset.mjs', '.swcrc', 'package.json'])
    cpSync(join(root, file), join(house, file));
}

describe('a new provider', () => {
  it(
    'is written with types that hold, and with a contract suite that is red until there is a simulator',
    () => {
      expect(write('pay-pal')).toMatchObject({ status: 0, said: expect.stringContaining('providers.ts') as string });
      furnish();
      const room = join(house, 'libs/provider-pay-pal');
      const check = { extends: '../../tsconfig.base.json', include: ['src', 'test'] };
      const compilerOptions = { noEmit: true, composite: false, declarationMap: false, types: ['node', 'jest'] };
      writeFileSync(join(room, 'tsconfig.check.json'), JSON.stringify({ ...check, compilerOptions }));
      expect(run([tsc, '-p', 'tsconfig.check.json'], room)).toEqual({ status: 0, said: '' });
      const tested = run(['--experimental-vm-modules', jest], room);
      expect(tested.status).toBe(1);
      expect(tested.said).toContain('starts no simulator of PayPal yet');
      expect(tested.said).not.toContain('Test suite failed to run');
    },
    LIMIT_MS,
  );

  it.each(['', 'PayPal', '../x', 'pay_pal', '9pay'])('is not written under the name %j', (name) => {
    expect(write(name)).toMatchObject({ status: 1, said: expect.stringContaining('say its name') as string });
  });

  it('never takes the place of one that is there', () => {
    mkdirSync(join(house, 'libs/provider-twice'));
    expect(write('twice')).toMatchObject({ status: 1 });
    expect(existsSync(join(house, 'libs/provider-twice/package.json'))).toBe(false);
  });
});
