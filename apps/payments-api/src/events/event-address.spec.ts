import { checkedEventUrl, isPublicAddress, publicLookup } from './event-address.ts';
import { eventPoster } from './post-event.ts';
import { subscriber } from '../../test/subscriber.ts';

const INSIDE = [
  '127.0.0.1',
  '127.8.8.8',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '192.0.2.1',
  '198.18.0.1',
  '::',
  '::1',
  'fe80::1',
  'fc00::1',
  'fd12::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  '::7f00:1',
  '64:ff9b:1::a00:1',
  'fec0::1',
  'no address',
];

describe("a subscriber's address", () => {
  it.each(INSIDE)('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it('is public where the world can reach it', () => {
    for (const address of ['93.184.216.34', '1.1.1.1', '2606:4700:4700::1111'])
      expect(isPublicAddress(address)).toBe(true);
  });

  it('must be https and public in production, however it is written', () => {
    const wrong = [
      'http://orders.example.com/',
      'ftp://orders.example.com/',
      'orders',
      '',
      'https://user:word@orders.example.com/',
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://[::1]/',
      'https://[::ffff:7f00:1]/',
      'https://localhost/',
      'https://a.localhost/',
      'https://169.254.169.254/latest/meta-data',
      `https://a.example.com/${'x'.repeat(3_000)}`,
    ];
    for (const url of wrong) expect(() => checkedEventUrl(url, true)).toThrow('url:');
    expect(checkedEventUrl('https://orders.example.com/hooks?a=1', true)).toBe('https://orders.example.com/hooks?a=1');
    expect(checkedEventUrl('http://127.0.0.1:3001/hooks', false)).toBe('http://127.0.0.1:3001/hooks');
  });

  it('is judged when the name is resolved, and only what is public is connected to', async () => {
    const resolve = (addresses: readonly string[]) =>
      publicLookup((_host, _options, done) =>
        done(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        ),
      );
    const looked = (addresses: readonly string[], all: boolean) =>
      new Promise((done) =>
        resolve(addresses)('rebound.example.com', { all }, (error, found) => done(error?.code ?? found)),
      );
    expect(await looked(['127.0.0.1', '10.0.0.1'], true)).toBe('address_refused');
    expect(await looked(['127.0.0.1', '93.184.216.34'], true)).toEqual([{ address: '93.184.216.34', family: 4 }]);
    expect(await looked(['10.0.0.1', '93.184.216.34'], false)).toBe('93.184.216.34');
  });

  it('inside is not called in production: not by name, not by number, but where the operator names it', async () => {
    const inside = await subscriber();
    const poster = eventPoster({ deadlineMs: 2_000, publicOnly: true });
    const port = new URL(inside.url).port;
    expect(await poster.post(`http://127.0.0.1:${port}/`, {}, '{}', false)).toMatchObject({ error: 'address_refused' });
    expect(await poster.post(`http://[::ffff:127.0.0.1]:${port}/`, {}, '{}', false)).toMatchObject({
      error: 'address_refused',
    });
    expect(await poster.post(`http://localhost:${port}/`, {}, '{}', false)).toMatchObject({ error: 'address_refused' });
    expect(inside.requests).toHaveLength(0);
    expect(await poster.post(`http://localhost:${port}/`, {}, '{}', true)).toMatchObject({ error: null });
    expect(await poster.post(`http://localhost:${port}/`, {}, '{}', false)).toMatchObject({ error: 'address_refused' });
    expect(inside.requests).toHaveLength(1);
    poster.close();
    await inside.close();
  });
});
