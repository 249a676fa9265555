import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A rule that nobody breaks may have stopped working: each is held against code that breaks it on purpose. */
type Planted = { readonly path: string; readonly code: string; readonly rule: string | null };
type Message = { readonly ruleId: string | null; readonly message: string };

const root = join(import.meta.dirname, '..');
const CYCLE = 'tools/fixtures/cycle/one.ts';
const BOUNDARY = '@nx/enforce-module-boundaries';
const RESTRICTED = '@typescript-eslint/no-restricted-imports';
const imports = (name: string): string => `import * as it from '${name}';\nexport const planted = it;\n`;

const DOMAIN = 'libs/payments-domain/src/planted.ts';
const STRIPE = 'libs/provider-stripe/src/planted.ts';
const POSTGRES = 'libs/payments-postgres/src/planted.ts';
const API = 'apps/payments-api/src/planted.ts';
const WEB = 'apps/payments-web/src/planted.ts';
const STRIPE_SIMULATOR = 'tools/stripe-simulator/src/planted.ts';

const CASES: readonly (Planted & { readonly title: string })[] = [
  { title: 'the domain imports no adapter', path: DOMAIN, code: imports('@payments/postgres'), rule: BOUNDARY },
  {
    title: 'an adapter imports no other adapter',
    path: STRIPE,
    code: imports('@payments/provider-mock'),
    rule: BOUNDARY,
  },
  { title: 'an adapter imports no app', path: POSTGRES, code: imports('@payments/api'), rule: BOUNDARY },
  {
    title: 'an adapter starts no database but in its tests',
    path: POSTGRES,
    code: imports('@payments/embedded-database'),
    rule: BOUNDARY,
  },
  {
    title: 'an adapter imports a simulator in its tests only',
    path: STRIPE,
    code: imports('@payments/stripe-simulator'),
    rule: BOUNDARY,
  },
  { title: 'the pages talk HTTP, through the client', path: WEB, code: imports('@payments/domain'), rule: BOUNDARY },
  {
    title: 'the client imports nothing of ours',
    path: 'libs/payments-client/src/planted.ts',
    code: imports('@payments/domain'),
    rule: BOUNDARY,
  },
  {
    title: 'a simulator imports nothing of ours',
    path: STRIPE_SIMULATOR,
    code: imports('@payments/domain'),
    rule: BOUNDARY,
  },
  {
    title: 'the embedded database stands alone',
    path: 'libs/embedded-database/src/planted.ts',
    code: imports('@payments/domain'),
    rule: BOUNDARY,
  },
  {
    title: 'the service uses the client in its tests only',
    path: API,
    code: imports('@payments/client'),
    rule: BOUNDARY,
  },
  {
    title: 'no lib is imported by the path of its files',
    path: POSTGRES,
    code: imports('../../payments-domain/src/index.ts'),
    rule: BOUNDARY,
  },

  { title: 'TypeORM lives in one lib', path: API, code: imports('typeorm'), rule: RESTRICTED },
  { title: "Stripe's SDK lives in one lib", path: API, code: imports('stripe'), rule: RESTRICTED },
  {
    title: "the Stripe simulator does not lean on Stripe's SDK",
    path: STRIPE_SIMULATOR,
    code: imports('stripe'),
    rule: RESTRICTED,
  },
  { title: "YooKassa's SDK lives in one lib", path: STRIPE, code: imports('@a2seven/yoo-checkout'), rule: RESTRICTED },
  { title: 'Nest lives in one app', path: POSTGRES, code: imports('@nestjs/common'), rule: RESTRICTED },
  { title: 'the domain imports no package', path: DOMAIN, code: imports('uuid'), rule: RESTRICTED },
  { title: 'the domain imports nothing of Node but crypto', path: DOMAIN, code: imports('node:fs'), rule: RESTRICTED },
  {
    title: 'the domain draws no random ids',
    path: DOMAIN,
    code: "import { randomUUID } from 'node:crypto';\nexport const id = randomUUID();\n",
    rule: RESTRICTED,
  },

  {
    title: 'the domain reads no clock: Date.now',
    path: DOMAIN,
    code: 'export const at = Date.now();\n',
    rule: 'no-restricted-syntax',
  },
  {
    title: 'the domain reads no clock: new Date()',
    path: DOMAIN,
    code: 'export const at = new Date();\n',
    rule: 'no-restricted-syntax',
  },
  {
    title: 'the domain knows no chance',
    path: DOMAIN,
    code: 'export const n = Math.random();\n',
    rule: 'no-restricted-syntax',
  },
  {
    title: 'the domain knows no environment',
    path: DOMAIN,
    code: "export const port = process.env['PORT'];\n",
    rule: 'no-restricted-globals',
  },
  {
    title: 'the domain waits for no timer',
    path: DOMAIN,
    code: 'setTimeout(() => undefined, 1);\nexport {};\n',
    rule: 'no-restricted-globals',
  },

  {
    title: 'no module needs itself by way of another',
    path: CYCLE,
    code: readFileSync(join(root, CYCLE), 'utf8'),
    rule: 'import-x/no-cycle',
  },
  {
    title: 'no cast through unknown',
    path: API,
    code: "export const n = 'x' as unknown as number;\n",
    rule: 'no-restricted-syntax',
  },
  { title: 'no any', path: API, code: 'export const n: any = 1;\n', rule: '@typescript-eslint/no-explicit-any' },
  {
    title: 'no rule is switched off in a line',
    path: API,
    code: '/* eslint-disable */\nexport const n: any = 1;\n',
    rule: '@typescript-eslint/no-explicit-any',
  },

  { title: 'allowed: an adapter imports the domain', path: POSTGRES, code: imports('@payments/domain'), rule: null },
  {
    title: 'allowed: an adapter starts a database in its tests',
    path: POSTGRES.replace('.ts', '.int.spec.ts'),
    code: imports('@payments/embedded-database'),
    rule: null,
  },
  {
    title: 'allowed: the domain hashes',
    path: DOMAIN,
    code: "import { createHash } from 'node:crypto';\nexport const hash = createHash;\n",
    rule: null,
  },
  {
    title: 'allowed: the domain reads a time it is given',
    path: DOMAIN,
    code: 'export const at = (ms: number): Date => new Date(ms);\n',
    rule: null,
  },
  { title: 'allowed: TypeORM in its lib', path: POSTGRES, code: imports('typeorm'), rule: null },
];

describe('the house rules of imports', () => {
  let found: readonly (readonly Message[])[] = [];

  beforeAll(() => {
    found = lint(CASES);
  }, 60_000);

  it.each(CASES.map((planted, index) => ({ ...planted, index })))('$title', ({ rule, index }) => {
    const rules = found[index]?.map(({ ruleId, message }) => ruleId ?? message);
    if (rule === null) expect(rules).toEqual([]);
    else expect(rules).toContain(rule);
  });
});

/** In a process of its own: what the linter loads is to be Node's, not Jest's. The files need not exist, so no types. */
function lint(files: readonly Planted[]): readonly (readonly Message[])[] {
  const program = `
    import { ESLint } from 'eslint';
    import tseslint from 'typescript-eslint';
    import { text } from 'node:stream/consumers';
    const eslint = new ESLint({ ignore: false, overrideConfig: [tseslint.configs.disableTypeChecked] });
    const results = [];
    for (const { path, code } of JSON.parse(await text(process.stdin))) {
      const [result] = await eslint.lintText(code, { filePath: path });
      results.push(result.messages.map(({ ruleId, message }) => ({ ruleId, message })));
    }
    console.log('planted:' + JSON.stringify(results));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
    input: JSON.stringify(files),
    encoding: 'utf8',
  });
  const line = stdout.split('\n').find((each) => each.startsWith('planted:'));
  if (line === undefined) throw new Error(`the linter did not answer: ${stderr}`);
  return JSON.parse(line.slice('planted:'.length));
}
