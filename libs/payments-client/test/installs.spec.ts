import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The package as a stranger gets it: packed, unpacked into an empty project, and judged by their compiler. */
const room = join(import.meta.dirname, '..');
const modules = join(room, '../../node_modules');
const tsc = join(modules, 'typescript/bin/tsc');
/** What npm would install beside it. */
const DEPENDENCIES = [
  'openapi-fetch',
  'openapi-typescript-helpers',
  'standardwebhooks',
  '@stablelib/base64',
  'fast-sha256',
];
const STRICT = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    target: 'es2022',
    lib: ['es2022', 'dom'],
    module: 'nodenext',
    moduleResolution: 'nodenext',
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    types: [],
  },
};
const OPENING = `import { createPaymentsClient, orThrow, verifyEvent } from '@payments/client';
const client = createPaymentsClient({ baseUrl: 'http://localhost:3000', token: 'jwt' });
`;

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'payments-client-'));
  execFileSync(process.execPath, [tsc, '-b', join(room, 'tsconfig.lib.json')]);
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], {
    cwd: room,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const tarball = /"filename":\s*"([^"]+)"/.exec(packed)?.[1] ?? '';
  const home = join(project, 'node_modules/@payments/client');
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['-xzf', join(project, tarball), '--strip-components=1', '-C', home]);
  for (const name of DEPENDENCIES) {
    mkdirSync(dirname(join(project, 'node_modules', name)), { recursive: true });
    cpSync(join(modules, name), join(project, 'node_modules', name), { recursive: true });
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
}, 120_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

const RIGHT = `
  const payment = await orThrow(client.POST('/api/payments', { body: { amount: 1999, currency: 'USD', order_id: 'o' } }));
  const amount: number = payment.amount;
  const list = await orThrow(client.GET('/api/payments', { params: { query: { status: ['failed', 'refunded'] } } }));
  const codes = list.data.map((one) => one.failure?.code ?? one.status);
  const { error } = await client.POST('/api/payments/{id}/refunds', { params: { path: { id: payment.id } }, body: {} });
  if (error?.code === 'amount_exceeds_refundable') console.log(error.request_id, amount, codes);
  const event = verifyEvent(new Headers(), '{}', 'whsec_');
  if (event.type === 'refund.failed') console.log(event.data.refund.amount);
  export {};`;

/** Each is one mistake, and what the compiler must say of it. */
const WRONG: readonly (readonly [name: string, program: string, said: RegExp])[] = [
  [
    'a field that is not there',
    `client.POST('/api/payments', { body: { amount: 1, currency: 'USD', sum: 2 } });`,
    /'sum'/,
  ],
  [
    'an amount as a text',
    `client.POST('/api/payments', { body: { amount: '1', currency: 'USD' } });`,
    /to type 'number'/,
  ],
  ['a create without its currency', `client.POST('/api/payments', { body: { amount: 1 } });`, /'currency' is missing/],
  ['a path that is not there', `client.GET('/api/payment', {});`, /"\/api\/payment"/],
  ['a status that is none', `client.GET('/api/payments', { params: { query: { status: ['paid'] } } });`, /"paid"/],
  ['a path without its id', `client.GET('/api/payments/{id}', {});`, /'params' is missing/],
  [
    'a field of an answer that is not there',
    `orThrow(client.GET('/api/payments/{id}', { params: { path: { id: 'p' } } })).then((payment) => payment.total);`,
    /'total'/,
  ],
  [
    'the refund of an event about a payment',
    `const event = verifyEvent({}, '', ''); if (event.type === 'payment.failed') event.data.refund;`,
    /'refund'/,
  ],
];

/** What the compiler says, by file: one run judges all. */
function judge(programs: Readonly<Record<string, string>>): Record<string, string> {
  for (const [name, program] of Object.entries(programs)) writeFileSync(join(project, name), OPENING + program);
  const files = Object.keys(programs);
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ ...STRICT, files }));
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', project, '--pretty', 'false'], { encoding: 'utf8' });
  const said = Object.fromEntries(files.map((name) => [name, '']));
  let file = '';
  for (const line of stdout.split('\n')) {
    file = /([\w-]+\.ts)\(\d+,\d+\): error/.exec(line)?.[1] ?? file;
    said[file] = `${said[file] ?? ''}${line}\n`;
  }
  return said;
}

describe('the packed client in an empty project', () => {
  let said: Record<string, string>;
  beforeAll(() => {
    const wrong = WRONG.map(([, program], at) => [`wrong-${at}.ts`, `${program}\nexport {};`] as const);
    said = judge({ 'right.ts': RIGHT, ...Object.fromEntries(wrong) });
  }, 120_000);

  it('type-checks, down to the events, its own declarations included', () => {
    expect(said['right.ts']).toBe('');
    expect(Object.keys(said).filter((file) => !/^(right|wrong-\d)\.ts$/.test(file))).toEqual([]);
  });

  it.each(WRONG.map(([name, , expected], at) => ({ name, expected, file: `wrong-${at}.ts` })))(
    'refuses $name',
    ({ expected, file }) => {
      expect(said[file]).toMatch(expected);
    },
  );

  it('runs', () => {
    const program = `import { createPaymentsClient, verifyEvent } from '@payments/client';
      const answer = async () => new Response('{"code":"not_found"}', { status: 404 });
      const { error } = await createPaymentsClient({ baseUrl: 'http://x', fetch: answer }).GET('/api/payments');
      console.log(typeof verifyEvent, error.code);`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: project,
      encoding: 'utf8',
    });
    expect(printed.trim()).toBe('function not_found');
  });
});
