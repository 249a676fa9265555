import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { paymentId, type AlertCode } from '@payments/domain';
import { paid, samplePayment, sampleRefund } from '@payments/domain/testing';
import { claimMails, listMails, pumpOutbox, type LoggedMail } from '@payments/postgres';
import { apiRig, type ApiRig } from '../../test/api-rig.ts';
import { testSmtp, type TestSmtp } from '../../test/smtp.ts';
import { createFileMailer } from '../mail/file-mailer.ts';
import type { Mailer } from '../mail/mailer.ts';
import { createSmtpMailer } from '../mail/smtp-mailer.ts';
import type { Loop } from './loop.ts';
import { startMail, type MailHost } from './mail.job.ts';
import { receiptConsumers } from './receipts.ts';

let api: ApiRig;
let smtp: TestSmtp;
let host: MailHost;
const loops: Loop[] = [];
beforeEach(async () => {
  api = await apiRig({ ADMIN_EMAIL: 'admin@example.com', RECOVERY_AFTER_MS: '500', WORKER_INTERVAL_MS: '20' });
  smtp = await testSmtp((address) => address.startsWith('nobody'));
  host = hostWith(createSmtpMailer({ smtpUrl: smtp.url, from: 'Shop <shop@example.com>', timeoutMs: 1_000 }));
});
afterEach(async () => {
  await Promise.all(loops.splice(0).map((loop) => loop.stop()));
  await host.mailer?.close();
  await smtp.stop();
  await api.close();
});

const hostWith = (mailer: Mailer): MailHost => ({ ...api.host, mailer });
const cause = { cause: { actor: { type: 'worker', id: 'test' }, requestId: null } } as const;

function work(firstPauseMs = 50, on: MailHost = host): void {
  const loop = startMail(on, { firstPauseMs });
  if (loop) loops.push(loop);
}
async function numbered(): Promise<void> {
  while ((await pumpOutbox(api.host.context, { consumers: receiptConsumers(host) })).events > 0);
}
async function payment(customerEmail: string | null, description: string | null = null) {
  const { storage } = api.host.deps;
  const made = await storage.insertOnce({
    payment: samplePayment(new Date(), { customerEmail, description }),
    claim: null,
    ...cause,
  });
  if (made.kind !== 'inserted') throw new Error(made.kind);
  const { id } = made.snapshot.payment;
  const outcome = await storage.change(id, (before) => ({ payment: paid(before, new Date()) }), cause);
  if (outcome.kind !== 'done') throw new Error(outcome.kind);
  return outcome.snapshot.payment;
}
const mailsOf = (id: string) => listMails(api.host.context, paymentId(id));
async function until(id: string, is: (mails: readonly LoggedMail[]) => boolean): Promise<readonly LoggedMail[]> {
  for (let tries = 0; tries < 400; tries++) {
    const mails = await mailsOf(id);
    if (is(mails)) return mails;
    await sleep(25);
  }
  throw new Error(`it did not come to that: ${JSON.stringify(await mailsOf(id))}`);
}
const settled = (mails: readonly LoggedMail[]) => mails.length > 0 && mails.every(({ state }) => state !== 'pending');

describe('the letters', () => {
  it('an outage of the mail server delays and loses nothing: each payer has one letter afterwards', async () => {
    await smtp.stop();
    work();
    const payments = await Promise.all(Array.from({ length: 20 }, (_, n) => payment(`payer${n}@example.com`)));
    await numbered();
    for (const { id } of payments) await until(id, ([mail]) => mail?.lastError === 'ESOCKET ECONNREFUSED');
    expect(smtp.letters).toHaveLength(0);
    await smtp.start();
    for (const { id } of payments) expect(await until(id, settled)).toMatchObject([{ state: 'sent', lastError: null }]);
    expect(smtp.letters.map(({ to }) => to).sort()).toEqual(payments.map((_, n) => `payer${n}@example.com`).sort());
  });

  it('two workers send each letter once', async () => {
    const payments = await Promise.all(Array.from({ length: 30 }, (_, n) => payment(`payer${n}@example.com`)));
    await numbered();
    work();
    work();
    for (const { id } of payments) await until(id, settled);
    expect(smtp.letters).toHaveLength(30);
    expect(new Set(smtp.letters.map(({ messageId }) => messageId)).size).toBe(30);
  });

  it('an address that is missing, malformed or refused for good is recorded, and not tried again', async () => {
    const [none, malformed, refused] = [
      await payment(null),
      await payment('anna@example.com\r\nBcc: thief@evil.example'),
      await payment('nobody@example.com', 'Course\r\nBcc: thief@evil.example'),
    ];
    await numbered();
    expect(await mailsOf(none.id)).toMatchObject([{ state: 'no_address', kind: 'receipt' }]);
    expect(await mailsOf(malformed.id)).toMatchObject([{ state: 'refused', lastError: 'malformed_address', tries: 0 }]);
    work();
    expect(await until(refused.id, settled)).toMatchObject([
      { state: 'refused', lastError: 'RCPT TO 550 5.1.1', tries: 1 },
    ]);
    expect(smtp.letters).toHaveLength(0);
    const { token, call } = api;
    const timeline = await call('GET', `/api/payments/${refused.id}/timeline`, { as: await token('a', 'admin') });
    expect(JSON.stringify(timeline.body)).toMatch(/receipt\.not_mailed.*RCPT TO 550 5\.1\.1/);
    expect(JSON.stringify(timeline.body)).not.toContain('nobody@example.com');
  });

  it('X9 who dies between sending and recording leaves the letter to another, under the same Message-ID', async () => {
    const { id } = await payment('anna@example.com');
    await numbered();
    const [claimed] = await claimMails(api.host.context, 1, 300);
    const sent = await claimed?.open();
    expect(sent?.receipt?.number).toBe((await mailsOf(id))[0]?.receiptNumber);
    // That process is gone here. Its letter went out, and nobody knows.
    work();
    await sleep(150);
    expect(smtp.letters).toHaveLength(0);
    expect(await until(id, settled)).toMatchObject([{ state: 'sent', tries: 2 }]);
    expect(smtp.letters.map(({ messageId }) => messageId)).toEqual([claimed?.messageId]);
  });

  it('is dead after its last try, and says why', async () => {
    await smtp.stop();
    const { id } = await payment('anna@example.com');
    await numbered();
    work(0);
    expect(await until(id, settled)).toMatchObject([{ state: 'dead', lastError: 'ESOCKET ECONNREFUSED', tries: 30 }]);
  });

  it('R10 a failed refund and an alert go to the administrator, once an event; the payer hears of what was told them', async () => {
    const before = await payment('anna@example.com');
    const { storage } = api.host.deps;
    const refund = sampleRefund(before, new Date(), { money: { ...before.money, minor: 500n } });
    for (const status of ['pending', 'succeeded', 'failed'] as const) {
      const alerts: AlertCode[] = status === 'failed' ? ['contradiction'] : [];
      await storage.change(before.id, (p) => ({ payment: p, refunds: [{ ...refund, status }], alerts }), cause);
    }
    await numbered();
    work();
    const mails = await until(before.id, (all) => all.length === 5 && settled(all));
    expect(mails.map(({ kind }) => kind).sort()).toEqual([
      'alert',
      'credit_note',
      'credit_note_reversal',
      'receipt',
      'refund_failed',
    ]);
    const to = (address: string) => smtp.letters.filter((letter) => letter.to === address).length;
    expect([to('anna@example.com'), to('admin@example.com')]).toEqual([3, 2]);
  });

  it('without SMTP each letter is a file that a mail program opens', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'payments-mail-'));
    const { id } = await payment('anna@example.com', 'Course\r\nBcc: thief@evil.example');
    await numbered();
    work(50, hostWith(createFileMailer({ dataDir, from: 'shop@example.com', log: () => undefined })));
    await until(id, settled);
    const files = await readdir(join(dataDir, 'mail'));
    expect(files).toEqual([expect.stringMatching(/^receipt\.\d{4}-000001\..*\.eml$/)]);
    const text = await readFile(join(dataDir, 'mail', files[0] ?? ''), 'utf8');
    expect(text).toMatch(/^To: anna@example\.com\r$/m);
    expect(text).not.toMatch(/^Bcc:/im);
    await rm(dataDir, { recursive: true });
  });
});
