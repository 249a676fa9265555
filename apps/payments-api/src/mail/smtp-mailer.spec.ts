import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Mail } from './mailer.ts';
import { createSmtpMailer, type SmtpMailerSettings } from './smtp-mailer.ts';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

const mail = (change: Partial<Mail> = {}): Mail => ({
  messageId: '<receipt.2026-000001.abcdef@shop.example>',
  to: 'anna@example.com',
  subject: 'Квитанция № 2026-000001',
  text: 'Спасибо!\n',
  html: '<p>Спасибо!</p>',
  attachments: [
    { filename: 'receipt-2026-000001.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7 content') },
  ],
  ...change,
});

const refusal = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

/** The header lines of a raw message, folded ones joined. */
const headersOf = (raw: string): string[] => (raw.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]/g, ' ').split('\r\n');

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A real SMTP server on a free port that keeps what it takes, unless `options` make it refuse. */
async function smtpServer(options: SMTPServerOptions = {}): Promise<{ smtpUrl: string; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        received.push({ from, to: rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString('utf8') });
        done(null);
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  ends.push(() => new Promise((resolve) => server.close(() => resolve())));
  return { smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, received };
}

/** A server that does with a connection what it is told, and nothing else. */
async function rawServer(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Passes everything between a client and another server. */
function forward(client: Socket, smtpUrl: string): void {
  const { hostname, port } = new URL(smtpUrl);
  const upstream = connect(Number(port), hostname).on('error', () => undefined);
  client.pipe(upstream).pipe(client);
  client.on('close', () => upstream.destroy());
}

function mailerTo(smtpUrl: string, change: Partial<SmtpMailerSettings> = {}) {
  const mailer = createSmtpMailer({
    smtpUrl,
    from: 'Shop <shop@shop.example>',
    timeoutMs: 2_000,
    deadlineMs: 3_000,
    ...change,
  });
  ends.push(() => mailer.close());
  return mailer;
}

describe('mail by SMTP', () => {
  it('X9 arrives once, with its stable id, as text, HTML and PDF', async () => {
    const { smtpUrl, received } = await smtpServer();
    expect(await mailerTo(smtpUrl).send(mail())).toEqual({ kind: 'sent' });

    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ from: 'shop@shop.example', to: ['anna@example.com'] });
    const raw = received[0]?.raw ?? '';
    expect(headersOf(raw)).toEqual(
      expect.arrayContaining([
        'Message-ID: <receipt.2026-000001.abcdef@shop.example>',
        'To: anna@example.com',
        'From: Shop <shop@shop.example>',
        'Auto-Submitted: auto-generated',
      ]),
    );
    expect(raw).toContain('Content-Type: text/plain');
    expect(raw).toContain('Content-Type: text/html');
    expect(raw).toMatch(/Content-Type: application\/pdf; name=receipt-2026-000001\.pdf/);
    expect(raw).toContain(Buffer.from('%PDF-1.7 content').toString('base64'));
  });

  it('X9 sent again, it has the same id, by which a mail program knows the repeat', async () => {
    const { smtpUrl, received } = await smtpServer();
    const mailer = mailerTo(smtpUrl);
    await mailer.send(mail());
    await mailer.send(mail());
    const ids = received.map(({ raw }) => headersOf(raw).find((line) => line.startsWith('Message-ID')));
    expect(ids).toEqual(Array(2).fill('Message-ID: <receipt.2026-000001.abcdef@shop.example>'));
  });

  it('sends many at once over its few connections, each once', async () => {
    const { smtpUrl, received } = await smtpServer({ maxClients: 5 });
    const mailer = mailerTo(smtpUrl, { deadlineMs: 10_000, timeoutMs: 10_000 });
    const wanted = Array.from({ length: 60 }, (_, n) => `user${n}@example.com`);
    const outcomes = await Promise.all(wanted.map((to) => mailer.send(mail({ to }))));
    expect(outcomes.every(({ kind }) => kind === 'sent')).toBe(true);
    expect(received.flatMap(({ to }) => to).sort()).toEqual(wanted.sort());
  });

  it.each<[string, Partial<Mail>]>([
    ['the subject', { subject: 'Receipt\r\nBcc: thief@evil.example\r\n\r\nbody' }],
    [
      'the subject, by other line breaks',
      { subject: 'Receipt\nBcc: thief@evil.example\u2028Bcc: thief@evil.example\u0085x\u0000' },
    ],
    ['the message id', { messageId: '<a@b>\r\nBcc: thief@evil.example' }],
    [
      'a file name',
      {
        attachments: [
          {
            filename: 'a\r\nBcc: thief@evil.example\r\n.pdf',
            contentType: 'application/pdf',
            content: Buffer.from('x'),
          },
        ],
      },
    ],
    [
      'a content type',
      {
        attachments: [
          { filename: 'a.pdf', contentType: 'application/pdf\r\nBcc: thief@evil.example', content: Buffer.from('x') },
        ],
      },
    ],
  ])('can get no header and no recipient from a line break in %s', async (_, change) => {
    const { smtpUrl, received } = await smtpServer();
    expect(await mailerTo(smtpUrl).send(mail(change))).toEqual({ kind: 'sent' });
    expect(received).toHaveLength(1);
    expect(received[0]?.to).toEqual(['anna@example.com']);
    expect(received[0]?.raw).not.toMatch(/^(bcc|cc):/im);
  });

  it('cannot be told another sender by a line break in the setting', async () => {
    const { smtpUrl, received } = await smtpServer();
    await mailerTo(smtpUrl, { from: 'Shop\r\nBcc: thief@evil.example <shop@shop.example>' }).send(mail());
    expect(received[0]?.to).toEqual(['anna@example.com']);
    expect(received[0]?.raw).not.toMatch(/^bcc:/im);
  });

  it.each([
    '',
    'nobody',
    'a@b',
    'a@example.com, thief@evil.example',
    'Anna <anna@example.com>',
    'anna@example.com\r\nBcc: thief@evil.example',
    'anna@exa\u0000mple.com',
    '<anna@example.com>',
    `${'a'.repeat(65)}@example.com`,
  ])('refuses the malformed address %j for good, and asks no server', async (to) => {
    const { smtpUrl, received } = await smtpServer();
    expect(await mailerTo(smtpUrl).send(mail({ to }))).toEqual({ kind: 'refused', reason: 'malformed_address' });
    expect(received).toEqual([]);
  });

  it('an address that the server refuses with 550 is refused for good, and the reason holds no address', async () => {
    const { smtpUrl } = await smtpServer({
      onRcptTo: ({ address }, _, done) => done(refusal(550, `5.1.1 <${address}> User unknown`)),
    });
    expect(await mailerTo(smtpUrl).send(mail())).toEqual({ kind: 'refused', reason: 'RCPT TO 550 5.1.1' });
  });

  it('a letter that the server refuses with 554 is refused for good', async () => {
    const { smtpUrl } = await smtpServer({
      onData: (stream, _, done) => {
        stream.resume();
        stream.on('end', () => done(refusal(554, '5.7.1 Looks like spam')));
      },
    });
    expect(await mailerTo(smtpUrl).send(mail())).toEqual({ kind: 'refused', reason: 'DATA 554 5.7.1' });
  });

  it('a 451 (greylisting) is for later, and the next try arrives', async () => {
    let tries = 0;
    const { smtpUrl, received } = await smtpServer({
      onRcptTo: (_, __, done) => done(++tries === 1 ? refusal(451, '4.7.1 Greylisted, come back') : null),
    });
    const mailer = mailerTo(smtpUrl);
    expect(await mailer.send(mail())).toEqual({ kind: 'later', reason: 'RCPT TO 451 4.7.1' });
    expect(received).toEqual([]);
    expect(await mailer.send(mail())).toEqual({ kind: 'sent' });
    expect(received).toHaveLength(1);
  });

  it('a sender that the server refuses with 550 is our mistake: no address is given up for it', async () => {
    const { smtpUrl } = await smtpServer({
      onMailFrom: (_, __, done) => done(refusal(550, '5.7.1 Sender not allowed')),
    });
    expect(await mailerTo(smtpUrl).send(mail())).toEqual({ kind: 'later', reason: 'MAIL FROM 550 5.7.1' });
  });

  it('a wrong password is for later, and is in no reason', async () => {
    const { smtpUrl } = await smtpServer({
      allowInsecureAuth: true,
      onAuth: (_, __, done) => done(refusal(535, 'No such user shop')),
    });
    const outcome = await mailerTo(smtpUrl.replace('//', '//shop:s3cret@')).send(mail());
    expect(outcome).toMatchObject({ kind: 'later', reason: expect.stringMatching(/^AUTH PLAIN 535/) as string });
    expect(JSON.stringify(outcome)).not.toContain('s3cret');
  });

  it('a server that is away is for later', async () => {
    const { smtpUrl } = await smtpServer();
    await ends.pop()?.();
    expect(await mailerTo(smtpUrl).send(mail())).toEqual({ kind: 'later', reason: 'ESOCKET ECONNREFUSED' });
  });

  it('a server that never greets is for later', async () => {
    const smtpUrl = await rawServer(() => undefined);
    expect(await mailerTo(smtpUrl, { timeoutMs: 200 }).send(mail())).toEqual({
      kind: 'later',
      reason: 'ETIMEDOUT GREETING_TIMEOUT',
    });
  });

  it('a server that takes the letter and says nothing leaves it unknown', async () => {
    const { smtpUrl } = await smtpServer({ onData: (stream) => stream.resume() });
    expect(await mailerTo(smtpUrl, { timeoutMs: 300 }).send(mail())).toEqual({
      kind: 'unknown',
      reason: 'ETIMEDOUT SOCKET_TIMEOUT',
    });
  });

  it('a server that drops the connection after the letter leaves it unknown, and is not asked twice', async () => {
    let letters = 0;
    const { smtpUrl } = await smtpServer({
      onData: (stream) => {
        stream.resume();
        stream.on('end', () => {
          letters++;
          for (const client of clients) client.destroy();
        });
      },
    });
    const clients: Socket[] = [];
    const proxyUrl = await rawServer((client) => {
      clients.push(client);
      forward(client, smtpUrl);
    });
    expect((await mailerTo(proxyUrl).send(mail())).kind).toBe('unknown');
    expect(letters).toBe(1);
  });

  it('a server that drips its answer for ever ends at the deadline, and the next letter is not held up', async () => {
    let connections = 0;
    const { smtpUrl: good } = await smtpServer();
    const smtpUrl = await rawServer((socket) => {
      if (connections++ > 0) {
        forward(socket, good);
        return;
      }
      socket.write('220 here\r\n');
      const drip = setInterval(() => socket.write('250-still thinking\r\n'), 50);
      socket.on('close', () => clearInterval(drip));
    });
    const mailer = mailerTo(smtpUrl, { timeoutMs: 1_000, deadlineMs: 400 });
    const started = Date.now();
    expect(await mailer.send(mail())).toEqual({ kind: 'unknown', reason: 'EABORT' });
    expect(Date.now() - started).toBeLessThan(900);
    expect(await mailer.send(mail())).toEqual({ kind: 'sent' });
  });
});
