import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPayables } from './payables.ts';

let server: Server;
let asked: readonly string[] = [];
let answer: object = {};
beforeAll(async () => {
  server = createServer((request, response) => {
    asked = [...asked, request.url ?? ''];
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const PRICED = {
  ...{ id: 'a-1', type: 'appointment', status: 'open', user_id: 'payer', currency: 'rub', amount: 700 },
  ...{ deposit_amount: 300, description: 'Lesson', service_slug: 'maths', customer_email: 'a@b.example' },
  items: [{ description: 'Lesson', quantity: 1, unit_amount: 700 }],
};
const find = (change: object = {}, id = 'a-1') => {
  answer = { ...PRICED, ...change };
  const { port } = server.address() as AddressInfo;
  return createPayables({ payablesUrl: `http://127.0.0.1:${port}/p`, payablesToken: undefined }).find(
    'appointment',
    id,
  );
};

it('nothing may be written as null, as an empty text, as 0, or not at all', async () => {
  const nothing = { depositAmount: null, description: null, serviceSlug: null, customerEmail: null, items: [] };
  const empty = { deposit_amount: 0, description: '', service_slug: '', customer_email: '', items: [] };
  const none = { deposit_amount: null, description: null, service_slug: null, customer_email: null, items: null };
  const absent = Object.fromEntries(Object.keys(empty).map((field) => [field, undefined]));
  for (const change of [empty, none, absent]) expect(await find(change)).toMatchObject(nothing);
});

it.each([
  ['do not add up', [{ description: 'Lesson', quantity: 1, unit_amount: 600 }]],
  ['have a line that is free', [...PRICED.items, { description: 'Tea', quantity: 1, unit_amount: 0 }]],
  ['are halves', [{ description: 'Lesson', quantity: 0.5, unit_amount: 1400 }]],
  ['are too many', Array.from({ length: 700 }, () => ({ description: 'Lesson', quantity: 1, unit_amount: 1 }))],
  ['are words', ['Lesson']],
])('items that %s are left out: the total is what counts', async (_, items) => {
  expect(await find({ items })).toMatchObject({ amount: 700n, items: [] });
});

it.each([
  ['an amount that is no whole number', { amount: 7.5 }],
  ['an amount in words', { amount: '700' }],
  ['nothing to pay', { amount: 0 }],
  ['a negative deposit', { deposit_amount: -1 }],
  ['more than there is', { amount: 100_000_000 }],
  ['another appointment', { id: 'a-2' }],
  ['another kind of thing', { type: 'order' }],
  ['a status that nobody knows', { status: 'maybe' }],
  ['a currency that is none', { currency: 'XXZ' }],
  ['nobody who pays', { user_id: '' }],
  ['a name that can not be kept', { user_id: 'a\u0000b' }],
])('%s is no price: nothing is charged by it', async (_, change) => {
  await expect(find(change)).rejects.toMatchObject({ code: 'provider_unavailable' });
});

it('A5 words are cut between characters, and hold no card number', async () => {
  const found = await find({ description: `\0\ud83d4242 4242 4242 4242 ${'😀'.repeat(200)}` });
  expect(found?.description).not.toContain('4242 4242');
  expect([...(found?.description ?? '')]).toHaveLength(128);
  expect(found?.description).toMatch(/^[^\0\p{Cs}]*😀$/u);
});

it.each(['.', '..'])('%s is no appointment, and is not asked for', async (id) => {
  asked = [];
  expect(await find({ id }, id)).toBeNull();
  expect(asked).toEqual([]);
});
