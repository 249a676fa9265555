import { clientAddress, inRanges, parseRanges } from './peer-address.ts';

const YOOKASSA = parseRanges(['185.71.76.0/27', '77.75.156.11', '2a02:5180::/32']);

it.each([
  ['185.71.76.1', true],
  ['185.71.76.31', true],
  ['185.71.76.32', false],
  ['::ffff:185.71.76.1', true],
  ['::ffff:b947:4c01', true],
  ['77.75.156.11', true],
  ['77.75.156.12', false],
  ['2a02:5180:0:1509::1', true],
  ['2a02:5181::1', false],
  ['0xb9.71.76.1', false],
  ['nonsense', false],
  ['', false],
])('W6 %s lies in the ranges: %s', (ip, inside) => {
  expect(inRanges(ip, YOOKASSA)).toBe(inside);
});

it('a mapped range counts as what it is', () => {
  expect(inRanges('10.1.2.3', parseRanges(['::ffff:10.0.0.0/104']))).toBe(true);
});

describe('W6 the true client', () => {
  const proxies = parseRanges(['10.0.0.0/8', '::1']);

  it.each<[string, string, string | undefined, string]>([
    ['is the peer where no proxy is trusted', '203.0.113.9', '185.71.76.1', '203.0.113.9'],
    ['is what a trusted proxy saw', '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['is not what the client wrote to the left', '10.0.0.1', '185.71.76.1, 203.0.113.9', '203.0.113.9'],
    ['is behind a row of proxies', '::ffff:10.0.0.1', '203.0.113.9, 10.0.0.3, 10.0.0.2', '203.0.113.9'],
    ['is the proxy itself where it says nothing', '10.0.0.1', undefined, '10.0.0.1'],
    ['is the proxy where it says nonsense', '10.0.0.1', 'unknown', '10.0.0.1'],
    ['may have a port', '::1', '[2001:DB8::5]:443', '2001:db8::5'],
    ['may have a port in IPv4', '::1', '203.0.113.9:5678', '203.0.113.9'],
    ['is plain when mapped', '::ffff:203.0.113.9', undefined, '203.0.113.9'],
  ])('%s', (_, peer, forwardedFor, client) => {
    expect(clientAddress(peer, forwardedFor, proxies)).toBe(client);
  });
});
