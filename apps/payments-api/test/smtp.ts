import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedLetter {
  readonly to: string;
  readonly messageId: string;
  readonly raw: string;
}

/** A real SMTP server on loopback that can be away, and keeps every letter that it took. */
export interface TestSmtp {
  readonly url: string;
  readonly letters: readonly ReceivedLetter[];
  /** Goes away: connections are refused. */
  stop(): Promise<void>;
  /** Comes back on the same port. */
  start(): Promise<void>;
}

export async function testSmtp(refuse: (address: string) => boolean = () => false): Promise<TestSmtp> {
  const letters: ReceivedLetter[] = [];
  let server = make();
  await listen(server, 0);
  const { port } = server.server.address() as AddressInfo;

  function make(): SMTPServer {
    const made = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 200,
      onRcptTo: ({ address }, _, done) =>
        done(refuse(address) ? Object.assign(new Error('5.1.1 User unknown'), { responseCode: 550 }) : null),
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          const messageId = /^Message-ID:\s*(<[^>]+>)/im.exec(raw)?.[1] ?? '';
          letters.push({ to: envelope.rcptTo[0]?.address ?? '', messageId, raw });
          done(null);
        });
      },
    });
    made.on('error', () => undefined);
    return made;
  }
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    stop: () => new Promise((resolve) => server.close(resolve)),
    start: async () => {
      server = make();
      await listen(server, port);
    },
  };
}

function listen(server: SMTPServer, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
}
