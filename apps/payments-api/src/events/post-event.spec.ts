import type { Socket } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { subscriber, type Subscriber } from '../../test/subscriber.ts';
import { eventPoster, INTERRUPTED, type EventPoster } from './post-event.ts';
import { eventHeaders, newEventSecret } from './sign-event.ts';

/** No test waits for it; one that did would say so. */
const DEADLINE_MS = 10_000;

let server: Subscriber;
let poster: EventPoster;
let interrupt: AbortController;

beforeEach(async () => {
  server = await subscriber();
  interrupt = new AbortController();
  poster = eventPoster({ deadlineMs: DEADLINE_MS, publicOnly: false, signal: interrupt.signal });
});
afterEach(async () => {
  poster.close();
  await server.close();
});
const post = (body = '{}', headers: Record<string, string> = {}) => poster.post(server.url, headers, body, false);

describe('a try to deliver', () => {
  it('is signed as Standard Webhooks, by each secret of a roll, so that a subscriber with either one verifies it', async () => {
    const [fresh, old] = [newEventSecret(), newEventSecret()];
    const body = '{"id":"evt","text":"Привет"}';
    await post(body, eventHeaders('evt', new Date(), body, [fresh, old]));
    const [received] = server.requests;
    const headers = received?.headers as Record<string, string>;
    for (const secret of [fresh, old])
      expect(new Webhook(secret).verify(received?.body ?? '', headers)).toMatchObject({ id: 'evt' });
    expect(() => new Webhook(newEventSecret()).verify(received?.body ?? '', headers)).toThrow();
  });

  it('counts with a 2xx alone', async () => {
    server.next(200, 204, 299, 400, 500, 410);
    const errors: (string | null)[] = [];
    for (let n = 0; n < 6; n++) errors.push((await post()).error);
    expect(errors).toEqual([null, null, null, 'answered 400', 'answered 500', 'answered 410']);
  });

  it('follows no redirect', async () => {
    server.next(301);
    expect(await post()).toMatchObject({ status: 301, error: 'redirected (301), which is not followed' });
    expect(server.requests).toHaveLength(1);
  });

  it('ends at its deadline, and then what counts is whether a 2xx had come', async () => {
    poster.close();
    poster = eventPoster({ deadlineMs: 500, publicOnly: false });
    server.next('hangs');
    expect(await post()).toMatchObject({ status: null, error: 'no answer in time' });
    let drip: NodeJS.Timeout | undefined;
    for (const [status, error] of [
      [200, null],
      [500, 'answered 500'],
    ] as const) {
      server.next((response) => {
        response.writeHead(status);
        drip = setInterval(() => response.write('a'), 20);
      });
      const started = performance.now();
      expect(await post()).toMatchObject({ status, error });
      expect(performance.now() - started).toBeLessThan(5_000);
      clearInterval(drip);
    }
  });

  it('keeps a page of the answer, without secrets, card numbers and zeros', async () => {
    server.next((response) => response.writeHead(200).end('x'.repeat(1_000_000)));
    expect((await post()).answer).toHaveLength(1_024);
    server.next((response) =>
      response.writeHead(500).end('no\0: 4242424242424242 whsec_c2VjcmV0c2VjcmV0 Bearer abcdefghijklmnop'),
    );
    const { answer } = await post();
    expect(answer).not.toMatch(/4242424242424242|c2VjcmV0|abcdefghijklmnop|\0/);
    expect(answer).toContain('no');
  });

  it('is made again at once where a kept connection was closed by the other side', async () => {
    const sockets = new Set<Socket>();
    server.usually = (response) => {
      const { socket } = response;
      if (socket === null) return;
      // The second request on one connection meets its end, as at a server that closes idle ones.
      if (sockets.has(socket)) return void socket.destroy();
      sockets.add(socket);
      response.writeHead(204).end();
    };
    expect([await post(), await post()]).toMatchObject([{ status: 204 }, { status: 204 }]);
    expect(sockets.size).toBe(2);
    server.usually = (response) => void response.socket?.destroy();
    expect(await post()).toMatchObject({ status: null, error: 'ECONNRESET' });
  });

  it('waits for no other subscriber behind the same host, however many hang there', async () => {
    server.usually = (response, { id }) => void (id === 'hangs' || response.end());
    const hanging = Array.from({ length: 70 }, () => post('{}', { 'webhook-id': 'hangs' }));
    expect(await post('{}', { 'webhook-id': 'quick' })).toMatchObject({ status: 200, error: null });
    interrupt.abort();
    for (const one of await Promise.all(hanging)) expect(one.error).toBe(INTERRUPTED);
  });

  it('says in a word why nobody was reached', async () => {
    await server.goAway();
    expect(await post()).toMatchObject({ status: null, answer: null, error: 'ECONNREFUSED' });
  });
});
