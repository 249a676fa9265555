import {
  PaymentError,
  recordMethodChange,
  type KeyClaim,
  type MethodChangeOptions,
  type MethodChangeOutcome,
  type MethodId,
  type PaymentMethod,
  type ProviderName,
  type UserId,
} from '@payments/domain';
import type { Context } from './context.ts';
import type { Queryer } from './database.ts';
import { claimText, claimValues, findKey, sealedAnswer, settleText, settleValues } from './keys.ts';
import { METHOD_FIELDS, methodFrom, type MethodRow } from './method-rows.ts';
import { Placeholders, textOf } from './table.ts';
import { writeMethod } from './write-method.ts';

export async function insertMethod(
  context: Context,
  method: PaymentMethod,
  options: MethodChangeOptions,
): Promise<MethodChangeOutcome> {
  return withKey(context, method.id, options, (q) => write(context, q, null, method, options));
}

/** Under the row's lock: methods change seldom, so round trips don't matter here. Throws `PaymentError` `not_found`. */
export async function changeMethod(
  context: Context,
  id: MethodId,
  decide: (method: PaymentMethod, now: Date) => PaymentMethod | null,
  options: MethodChangeOptions,
): Promise<MethodChangeOutcome> {
  return withKey(context, id, options, async (q) => {
    const [row] = await q.query<MethodRow>({
      name: 'method_lock',
      text: `SELECT ${METHOD_FIELDS} FROM payment_methods WHERE id = $1 FOR UPDATE`,
      values: [id],
    });
    if (!row) throw new PaymentError('not_found', 'There is no such payment method.');
    const before = methodFrom(row, context.box);
    const after = decide(before, context.now());
    return write(context, q, before, after, options);
  });
}

export async function loadMethod({ database, box }: Context, id: MethodId): Promise<PaymentMethod | null> {
  const [row] = await database.query<MethodRow>({
    name: 'method_load',
    text: `SELECT ${METHOD_FIELDS} FROM payment_methods WHERE id = $1`,
    values: [id],
  });
  return row ? methodFrom(row, box) : null;
}

/** Active ones, the default first, then the newest. */
export async function listMethods({ database, box }: Context, userId: UserId): Promise<readonly PaymentMethod[]> {
  const rows = await database.query<MethodRow>({
    name: 'method_list',
    text: `SELECT ${METHOD_FIELDS} FROM payment_methods WHERE user_id = $1 AND status = 'active' ORDER BY is_default DESC, id DESC`,
    values: [userId],
  });
  return rows.map((row) => methodFrom(row, box));
}

export async function findMethodByReference(
  { database, box }: Context,
  provider: ProviderName,
  reference: string,
): Promise<PaymentMethod | null> {
  const [row] = await database.query<MethodRow>({
    name: 'method_by_reference',
    text: `SELECT ${METHOD_FIELDS} FROM payment_methods WHERE provider = $1 AND reference = $2`,
    values: [provider, reference],
  });
  return row ? methodFrom(row, box) : null;
}

export async function customerOf(
  { database }: Context,
  userId: UserId,
  provider: ProviderName,
): Promise<string | null> {
  const [row] = await database.query<{ customer: string }>({
    name: 'customer_find',
    text: 'SELECT customer FROM provider_customers WHERE user_id = $1 AND provider = $2',
    values: [userId, provider],
  });
  return row?.customer ?? null;
}

/** The one that is kept afterwards: this one, or the one that was first. */
export async function keepCustomer(
  { database }: Context,
  userId: UserId,
  provider: ProviderName,
  customer: string,
): Promise<string> {
  const [row] = await database.query<{ customer: string }>({
    name: 'customer_keep',
    text: `INSERT INTO provider_customers AS kept (user_id, provider, customer) VALUES ($1, $2, $3)
      ON CONFLICT (user_id, provider) DO UPDATE SET customer = kept.customer RETURNING customer`,
    values: [userId, provider, customer],
  });
  return row?.customer ?? customer;
}

/** A transaction that begins with the key: where it is there, nothing else happens. */
async function withKey(
  context: Context,
  id: MethodId,
  { claim }: MethodChangeOptions,
  work: (q: Queryer) => Promise<MethodChangeOutcome>,
): Promise<MethodChangeOutcome> {
  for (;;) {
    const outcome = await context.database.transaction(async (q) => {
      if (claim && !(await claimKey(context, q, claim, id))) return null;
      return work(q);
    });
    if (outcome) return outcome;
    const found = claim && (await findKey(context, claim));
    if (found) return { kind: 'key', found };
  }
}

async function claimKey({ now }: Context, q: Queryer, claim: KeyClaim, subject: string): Promise<boolean> {
  const name = 'key_claim';
  const rows = await q.query({
    name,
    text: textOf(name, () => claimText(new Placeholders(), '')),
    values: claimValues({ claim, subject, paymentId: null, answer: null }, now()),
  });
  return rows.length > 0;
}

async function write(
  context: Context,
  q: Queryer,
  before: PaymentMethod | null,
  after: PaymentMethod | null,
  { cause, settle }: MethodChangeOptions,
): Promise<MethodChangeOutcome> {
  const record = after && recordMethodChange(before, after, cause, context.now(), context.newId);
  const method = record?.method ?? before;
  if (!method) throw new Error('a method is neither there nor new');
  if (record) {
    if (method.isDefault) await giveUpOtherDefaults(q, method);
    await writeMethod(context, q, record, before ? 'update' : 'insert');
  }
  const answer = settle?.answer(method) ?? null;
  if (settle && answer) {
    const name = 'key_settle_with';
    const values = settleValues(settle.ref, sealedAnswer(settle.ref, answer, context.box));
    await q.query({ name, text: textOf(name, () => settleText(new Placeholders(), '')), values });
  }
  return { kind: 'done', method, changed: record !== null };
}

/** A user has one default; two that are made so at once follow one another. */
async function giveUpOtherDefaults(q: Queryer, method: PaymentMethod): Promise<void> {
  await q.query({
    name: 'method_default_lock',
    text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`payment_methods:${method.userId}`],
  });
  await q.query({
    name: 'method_default_give_up',
    text: 'UPDATE payment_methods SET is_default = false, version = version + 1 WHERE user_id = $1 AND is_default AND id <> $2',
    values: [method.userId, method.id],
  });
}
