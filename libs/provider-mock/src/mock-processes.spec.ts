import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PaymentId } from '@payments/domain';
import { sampleAttempt, samplePayment } from '@payments/domain/testing';
import { journalPath, mockProvider, readMockLedger, THINKS_MS, type MockProvider } from './index.ts';

/** A process of its own that submits the payments that it is told on one data folder, and then stays. */
const PROGRAM = `
  import { mockProvider } from '@payments/provider-mock';
  const [dataDir, token, ...ids] = process.argv.slice(1);
  const mock = mockProvider({ dataDir, now: () => new Date(), publicUrl: 'http://x' });
  const verdicts = [];
  for (const id of ids) {
    const payment = { id, money: { minor: 1999n, currency: 'USD' }, captureMethod: 'automatic', saveMethod: false };
    const params = mock.prepareSubmit(payment, { kind: 'token', token }, null);
    verdicts.push((await mock.submit(payment, { number: 1 }, { key: id + '.submit.1', params, first: true, sendBefore: null })).verdict);
  }
  console.log(verdicts.join(' '));
  setInterval(() => undefined, 1000);
`;

let dataDir: string;
const mocks: MockProvider[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'mock-'));
});
afterEach(async () => {
  for (const mock of mocks.splice(0)) mock.close();
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(dataDir, { recursive: true });
});

function open(knock?: (id: string) => void): MockProvider {
  const mock = mockProvider({ dataDir, now: () => new Date(), publicUrl: 'http://x', knock });
  mocks.push(mock);
  return mock;
}

async function run(token: string, ids: readonly PaymentId[]): Promise<{ child: ChildProcess; verdicts: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, dataDir, token, ...ids], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, verdicts: said.toString('utf8').trim() };
}

const ids = (count: number): PaymentId[] => Array.from({ length: count }, () => samplePayment(new Date()).id);

function submit(mock: MockProvider, id: PaymentId, token: string | null = null) {
  const payment = samplePayment(new Date(), { id });
  const params = mock.prepareSubmit(payment, token === null ? null : { kind: 'token', token }, null);
  return mock.submit(payment, sampleAttempt(), { key: `${id}.submit.1`, params, first: true, sendBefore: null });
}

describe('several of them are one provider', () => {
  it('promise 1: two instances with the same key at once are one charge', async () => {
    const [one, two] = [open(), open()];
    const wanted = ids(50);
    const answers = await Promise.all(wanted.flatMap((id) => [submit(one, id), submit(two, id)]));
    expect(answers.every((answer) => answer.verdict === 'known' && answer.value.status === 'succeeded')).toBe(true);
    const ledger = readMockLedger(dataDir);
    for (const id of wanted) expect([ledger.objects.get(id), ledger.charges(id).length]).toEqual([1, 1]);
  });

  it('promise 1: four processes with the same 200 keys at once are 200 charges', async () => {
    const wanted = ids(200);
    const said = await Promise.all(Array.from({ length: 4 }, () => run('mock_success', wanted)));
    for (const { verdicts } of said) expect(verdicts).toBe(Array(200).fill('known').join(' '));
    const ledger = readMockLedger(dataDir);
    expect(ledger.lines.filter((line) => line.kind === 'charge')).toHaveLength(200);
    for (const id of wanted) expect([ledger.objects.get(id), ledger.charges(id).length]).toEqual([1, 1]);
  });

  it('of a capture and a cancel at once, one wins, and both hear of it', async () => {
    const [one, two] = [open(), open()];
    const payment = samplePayment(new Date(), { captureMethod: 'manual' });
    const params = one.prepareSubmit(payment, null, null);
    const send = (key: string) => ({ key, params, first: true, sendBefore: null });
    const held = await one.submit(payment, sampleAttempt(), send('s.1'));
    const id = held.verdict === 'known' ? held.value.providerPaymentId : '';
    const [captured, canceled] = await Promise.all([
      one.capture(payment, id, 1999n, send('capture.1')),
      two.cancel(payment, id, send('cancel.1')),
    ]);
    expect(captured).toMatchObject({ verdict: 'known', value: { status: 'succeeded' } });
    expect(canceled).toMatchObject({ verdict: 'known', value: { status: 'succeeded', open: false } });
  });

  it('a process that was killed after it acted has forgotten nothing', async () => {
    const [id] = ids(1) as [PaymentId];
    const { child, verdicts } = await run('mock_timeout', [id]);
    expect(verdicts).toBe('unknown');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const mock = open();
    expect(await mock.find(id, 1, new Date())).toMatchObject({ verdict: 'known', value: { status: 'succeeded' } });
    expect(await submit(mock, id, 'mock_timeout')).toMatchObject({ verdict: 'known' });
    expect(readMockLedger(dataDir).charges(id)).toHaveLength(1);
  });

  it('a line that a dying process left torn spoils nothing but itself', async () => {
    const [before, after] = ids(2) as [PaymentId, PaymentId];
    const mock = open();
    await submit(mock, before);
    const [, whole = ''] = readFileSync(journalPath(dataDir), 'utf8').split('\n');
    appendFileSync(journalPath(dataDir), `\n${whole.slice(0, whole.length / 2)}`);
    expect(await submit(mock, after)).toMatchObject({ verdict: 'known', value: { status: 'succeeded' } });
    appendFileSync(journalPath(dataDir), '\nnull\n17\n{"w":1}\n{"w":"x","n":1,"record":{"do":"unheard of"}}\n\u0000\n');
    const second = open();
    for (const id of [before, after]) expect((await second.find(id, 1, new Date())).verdict).toBe('known');
    expect(readMockLedger(dataDir).lines).toHaveLength(2);
  });

  it('a journal longer than one read is read whole, and what follows it, too', async () => {
    const wanted = ids(400);
    const writer = open();
    const reader = open();
    for (const id of wanted) await submit(writer, id);
    for (const id of [wanted[0], wanted[399]]) expect((await reader.find(id!, 1, new Date())).verdict).toBe('known');
    const [late] = ids(1) as [PaymentId];
    await submit(writer, late);
    expect((await reader.find(late, 1, new Date())).verdict).toBe('known');
  });

  it('a data folder that cannot be written is doubt, never a no', async () => {
    const mock = mockProvider({ dataDir: '/dev/null', now: () => new Date(), publicUrl: 'http://x' });
    expect((await submit(mock, ids(1)[0]!)).verdict).toBe('unknown');
    expect((await mock.fetch('mock_1')).verdict).toBe('unknown');
  });
});

describe('its knock', () => {
  it('comes by itself when the bank has decided, and after each thing done by hand', async () => {
    const knocks: string[] = [];
    const mock = open((id) => knocks.push(id));
    const pending = await submit(mock, ids(1)[0]!, 'mock_pending');
    const asked = await submit(mock, ids(1)[0]!, 'mock_requires_action');
    if (pending.verdict !== 'known' || asked.verdict !== 'known') throw new Error('both are known');
    const id = asked.value.providerPaymentId;
    mock.finish(id, 'pay');
    mock.dashboardRefund(id, 5n);
    expect(knocks).toEqual([id, id]);
    await sleep(THINKS_MS + 200);
    expect(knocks).toEqual([id, id, pending.value.providerPaymentId]);
    expect(await mock.fetch(pending.value.providerPaymentId)).toMatchObject({ value: { status: 'succeeded' } });
  });

  it('comes from the next process where the first one died before it', async () => {
    const [id] = ids(1) as [PaymentId];
    const { child } = await run('mock_pending', [id]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const knocks: string[] = [];
    const mock = open((knocked) => knocks.push(knocked));
    await mock.fetch('anything');
    await sleep(THINKS_MS + 200);
    expect(knocks).toHaveLength(1);
    expect(readMockLedger(dataDir).charges(id)).toHaveLength(1);
  });
});
