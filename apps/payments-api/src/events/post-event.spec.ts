import { Webhook } from 'standardwebhooks';
import { subscriber, type Subscriber } from '../../test/subscriber.ts';
import { eventPoster, type EventPoster } from './post-event.ts';
import { eventHeaders, newEventSecret } from './sign-event.ts';

let server: Subscriber;
let poster: EventPoster;

beforeEach(async () => {
  server = await subscriber();
  poster = eventPoster({ deadlineMs: 200, publicOnly: false });
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
      expect(performance.now() - started).toBeLessThan(1_000);
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

  it('says in a word why nobody was reached', async () => {
    await server.goAway();
    expect(await post()).toMatchObject({ status: null, answer: null, error: 'ECONNREFUSED' });
  });
});
