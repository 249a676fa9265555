import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { maskLine } from '../log-masks.ts';
import { createFileMailer } from './file-mailer.ts';
import type { Mail } from './mailer.ts';

const mail: Mail = {
  messageId: '<receipt.2026-000001.abcdef@localhost>',
  to: 'anna@example.com',
  subject: 'Квитанция',
  text: 'Спасибо!',
  html: '<p>Спасибо!</p>',
  attachments: [{ filename: 'receipt.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
};

describe('mail in development', () => {
  let dataDir: string;
  let lines: string[];
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'payments-mail-'));
    lines = [];
  });
  afterEach(() => rm(dataDir, { recursive: true }));
  const mailer = () => createFileMailer({ dataDir, from: 'shop@localhost', log: (line) => lines.push(line) });

  it('is an .eml file that the log names, also through its masks, without the address', async () => {
    expect(await mailer().send(mail)).toEqual({ kind: 'sent' });
    const file = join(dataDir, 'mail', 'receipt.2026-000001.abcdef.eml');
    expect(lines.map(maskLine)).toEqual([`mail written to ${file}`]);
    const raw = await readFile(file, 'utf8');
    expect(raw).toMatch(/^To: anna@example\.com\r$/m);
    expect(raw).toMatch(/^Message-ID: <receipt\.2026-000001\.abcdef@localhost>\r$/m);
    expect(raw).toContain(Buffer.from('%PDF-1.7').toString('base64'));
  });

  it('X9 is one file when it is sent again', async () => {
    const outcomes = await Promise.all([mailer().send(mail), mailer().send(mail)]);
    expect(outcomes).toEqual([{ kind: 'sent' }, { kind: 'sent' }]);
    await mailer().send(mail);
    expect(await readdir(join(dataDir, 'mail'))).toEqual(['receipt.2026-000001.abcdef.eml']);
  });

  it('never leaves its folder, whatever the message id says', async () => {
    for (const messageId of ['<../../evil@x>', '</etc/passwd@x>', '<..>', '<.hidden@x>', `<${'a'.repeat(1000)}@x>`]) {
      expect(await mailer().send({ ...mail, messageId })).toEqual({ kind: 'sent' });
    }
    expect(await readdir(dataDir)).toEqual(['mail']);
    expect(await readdir(join(dataDir, 'mail'))).toHaveLength(5);
  });

  it('refuses a malformed address as the real one does', async () => {
    expect(await mailer().send({ ...mail, to: 'nobody' })).toEqual({ kind: 'refused', reason: 'malformed_address' });
  });

  it('is for later where the folder cannot be written', async () => {
    await writeFile(join(dataDir, 'mail'), 'a file is in the way');
    expect(await mailer().send(mail)).toEqual({ kind: 'later', reason: 'EEXIST' });
  });
});
