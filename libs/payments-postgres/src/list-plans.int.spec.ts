import pg from 'pg';
import { orderId, paymentId, userId, type EventType, type PaymentId } from '@payments/domain';
import { paid, samplePayment, testClock, uuidV7, WORKER } from '@payments/domain/testing';
import { SECONDS_TO_SEED, seedLists } from '../test/seed-lists.ts';
import { openTestStorage, type TestStorage } from '../test/test-storage.ts';
import { explained, watching, type Plan } from '../test/watched-plans.ts';
import { auditOf, auditPage } from './audit-list.ts';
import { cursorText } from './cursor.ts';
import { listEvents } from './event-log.ts';
import { listInbox } from './inbox-list.ts';
import { listOrphans } from './orphans.ts';
import { listPayments, type PaymentQuery, type PaymentSort } from './payment-list.ts';

/** The short form; `LIST_ROWS=1000000 npx jest list-plans` for the long one. */
const ROWS = Number(process.env['LIST_ROWS'] ?? 100_000);
const LIMIT = 20;
/** Page 1 000. */
const DEEP = 1_000 * LIMIT;
/** Rows that a page may look at where a filter leaves few of what its index walks: some thousand, whatever the table's size. */
const LOOKED_AT_MAX = 15_000;
/** What descending one more level of an index, and pages of it that are half empty, may cost. */
const SLACK_BUFFERS = 24;

const clock = testClock();
let opened: TestStorage;
let client: pg.Client;
let real: PaymentId;

beforeAll(async () => {
  opened = await openTestStorage(clock.now, () => uuidV7(clock.now()));
  const payment = samplePayment(clock.now(), { userId: userId('u_real'), orderId: orderId('order-real') });
  real = payment.id;
  await opened.storage.insertOnce({ payment, claim: null, cause: WORKER });
  await opened.storage.change(real, (p) => ({ payment: paid(p, clock.now()) }), { cause: WORKER });
  client = new pg.Client({ connectionString: opened.url });
  await client.connect();
  await seedLists(client, ROWS);
}, SECONDS_TO_SEED * 1_000);
afterAll(async () => {
  await client.end();
  await opened.close();
});

/** The statements that a list sends, explained as they run. */
async function plansOf(list: (context: TestStorage['context']) => Promise<unknown>): Promise<readonly Plan[]> {
  const { database, statements } = watching(opened.context.database);
  await list({ ...opened.context, database });
  expect(statements.length).toBeGreaterThan(0);
  const plans: Plan[] = [];
  for (const statement of statements) plans.push(await explained(client, statement));
  return plans;
}

/** Every big table by an index, and no more rows looked at or sorted than a page is worth. */
function expectFrugal(plans: readonly Plan[], rowsMax = LOOKED_AT_MAX): void {
  for (const plan of plans) {
    expect(plan.wholeTables).toEqual([]);
    expect(plan.mostRowsInOneNode).toBeLessThanOrEqual(rowsMax);
  }
}

const buffersOf = (plans: readonly Plan[]) => plans.reduce((sum, { buffers }) => sum + buffers, 0);

type Filter = readonly [string, Partial<PaymentQuery>, sql: string, rowsMax?: number];
/** A fifth of all: what one user has may be sorted by amount, where it is filtered besides. */
const OF_THE_USER = ROWS / 5;
const FROM = () => new Date(clock.now().getTime() - ROWS * 500);
const FILTERS: readonly Filter[] = [
  ['nothing', {}, 'true'],
  ['a user of many payments', { userId: 'u_big' }, `user_id = 'u_big'`],
  ['a user of few', { userId: 'u_7' }, `user_id = 'u_7'`],
  [
    'a user and a status',
    { userId: 'u_big', statuses: ['failed'] },
    `user_id = 'u_big' AND status = 'failed'`,
    OF_THE_USER,
  ],
  ['a rare status', { statuses: ['processing'] }, `status = 'processing'`],
  ['the usual status', { statuses: ['succeeded'] }, `status = 'succeeded'`],
  ['two statuses', { statuses: ['failed', 'succeeded'] }, `status IN ('failed', 'succeeded')`],
  ['a provider', { provider: 'simulated' }, `provider = 'simulated'`],
  ['a rare provider', { provider: 'rare' }, `provider = 'rare'`],
  ['an order', { orderId: 'order-77' }, `order_id = 'order-77'`],
  ['what waits for a person', { needsAttention: true }, 'attention_code IS NOT NULL'],
];
const SORTS: readonly PaymentSort[] = ['-created_at', 'created_at', '-amount', 'amount'];
const CASES = FILTERS.flatMap(([name, query, sql, rowsMax]) =>
  SORTS.map((sort) => ({ name, sort, query, sql, rowsMax })),
);

describe('payments', () => {
  it.each(CASES)(
    'by $name, sorted by $sort: each page costs what the first costs',
    async ({ sort, query, sql, rowsMax }) => {
      const first = await plansOf((context) => listPayments(context, { ...query, sort, limit: LIMIT }));
      expectFrugal(first, rowsMax);
      const cursor = await deepCursor(sort, sql);
      if (cursor === null) return;
      const deep = await plansOf((context) => listPayments(context, { ...query, sort, cursor, limit: LIMIT }));
      expectFrugal(deep, rowsMax);
      expect(buffersOf(deep)).toBeLessThanOrEqual(Math.ceil(buffersOf(first) * 1.3) + SLACK_BUFFERS);
    },
  );

  it.each<readonly [string, () => Partial<PaymentQuery>]>([
    ['of a window of time', () => ({ createdFrom: FROM(), createdTo: new Date(FROM().getTime() + 3_600_000) })],
    ['of a user in a window of time', () => ({ userId: 'u_big', createdFrom: FROM() })],
    ['found by their own id', () => ({ q: real })],
    ['found by an order', () => ({ q: 'order-77' })],
    ['found by a provider’s id', () => ({ q: 'sim_77' })],
    ['that nobody has', () => ({ q: 'nothing at all' })],
  ])('%s are found by an index', async (_, query) => {
    expectFrugal(await plansOf((context) => listPayments(context, { ...query(), limit: LIMIT })));
  });
});

/** The place of page 1 000, or of the middle where a list has fewer pages; `null` where it has only one. */
async function deepCursor(sort: PaymentSort, where: string): Promise<string | null> {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  const order = sort.endsWith('amount') ? `amount ${direction}, id ${direction}` : `id ${direction}`;
  const { rows } = await client.query<{ id: string; amount: string }>(
    `SELECT id, amount FROM payments WHERE ${where} ORDER BY ${order}
     OFFSET (SELECT least(${DEEP}, count(*) / 2) FROM payments WHERE ${where}) LIMIT ${LIMIT + 1}`,
  );
  const [row] = rows;
  if (!row || rows.length <= LIMIT) return null;
  return cursorText(`payments ${sort}`, { id: row.id, value: sort.endsWith('amount') ? row.amount : null });
}

/** The id at page 1 000 of a table that is listed by its ids. */
async function deepId(table: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM ${table} ORDER BY id DESC OFFSET ${DEEP} LIMIT 1`,
  );
  return rows[0]!.id;
}

async function expectSameCost(
  list: (context: TestStorage['context'], cursor: string | null) => Promise<unknown>,
  cursor: string,
): Promise<void> {
  const first = await plansOf((context) => list(context, null));
  const deep = await plansOf((context) => list(context, cursor));
  expectFrugal([...first, ...deep]);
  expect(buffersOf(deep)).toBeLessThanOrEqual(Math.ceil(buffersOf(first) * 1.3) + SLACK_BUFFERS);
}

describe('the audit', () => {
  it.each([
    ['over all', {}],
    ['of an actor', { actorId: 'u_big' }],
    ['of an action that every payment has', { action: 'payment.succeeded' }],
    ['of a rare action', { action: 'payment.failed' }],
    ['of a payment', { paymentId: 'real' }],
  ])(
    '%s: page 1 000 costs what page 1 costs',
    async (_, { paymentId: of, ...filters }: Readonly<Record<string, string>>) => {
      const narrow = { ...filters, ...(of ? { paymentId: real } : {}) };
      const cursor = cursorText('audit', { id: await deepId('audit_entries'), value: null });
      await expectSameCost((context, at) => auditPage(context, { ...narrow, cursor: at, limit: LIMIT }), cursor);
    },
  );

  it('of a payment, with the refused tries about it, is found by indexes', async () => {
    expectFrugal(await plansOf((context) => auditOf(context, paymentId(real))));
  });
});

it.each([
  ['all', {}],
  ['those that are stuck', { statuses: ['parked', 'dead'] as const }],
  ['those that are done', { statuses: ['done'] as const }],
  ['those of a provider', { provider: 'simulated' }],
  ['those of a payment', { paymentId: paymentId('00000000-0000-7000-8000-000000000000') }],
])('webhooks, %s: page 1 000 costs what page 1 costs', async (_, query) => {
  const cursor = cursorText('inbox', { id: await deepId('webhook_inbox'), value: null });
  await expectSameCost((context, at) => listInbox(context, { ...query, cursor: at, limit: LIMIT }), cursor);
});

it.each([
  ['all', {}],
  ['of the usual type', { type: 'payment.succeeded' as const }],
  ['of a payment', { paymentId: 'real' }],
])(
  'events, %s: page 1 000 costs what page 1 costs',
  async (_, { paymentId: of, ...query }: { paymentId?: string; type?: EventType }) => {
    const narrow = { type: null, ...query, paymentId: of ? real : null, limit: LIMIT };
    await expectSameCost((context, before) => listEvents(context, { ...narrow, before }), await deepId('outbox'));
  },
);

it('orphans: page 1 000 costs what page 1 costs', async () => {
  const { rows } = await client.query<{ place: [Date, string, string] }>(
    `SELECT json_build_array(found_at, provider, provider_payment_id) AS place FROM orphans
     ORDER BY found_at DESC, provider DESC, provider_payment_id DESC OFFSET ${DEEP} LIMIT 1`,
  );
  const cursor = Buffer.from(JSON.stringify(rows[0]!.place)).toString('base64url');
  await expectSameCost((context, at) => listOrphans(context, { cursor: at, limit: LIMIT }), cursor);
});
