import type { Answer, ProviderRefund } from '@payments/domain';
import type { Reply } from './yookassa-client.ts';
import { isRecord, refundOf } from './yookassa-objects.ts';
import { seen } from './yookassa-answers.ts';

/** YooKassa's largest page. */
const PAGE = '100';
/** Twenty thousand objects: a listing that has no end within it is not complete, and proves nothing. */
const PAGES_MAX = 200;

export type ListPage = (filters: Readonly<Record<string, string>>) => Promise<Reply>;
type Unread = Extract<Answer<never>, { verdict: 'unknown' }>;

/** Every object that the filters show, page by page; ends with why it is incomplete, or with `null`. */
export async function* everyObject(
  list: ListPage,
  filters: Readonly<Record<string, string>>,
): AsyncGenerator<unknown, Unread | null> {
  let cursor: string | null = null;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const reply = await list({ ...filters, limit: PAGE, ...(cursor === null ? {} : { cursor }) });
    const page = seen(reply, pageOf);
    if (page.verdict !== 'known')
      return { verdict: 'unknown', reason: page.verdict === 'unknown' ? page.reason : 'the listing can not be read' };
    yield* page.value.items;
    if (page.value.cursor === null) return null;
    cursor = page.value.cursor;
  }
  return { verdict: 'unknown', reason: 'the listing is longer than we read' };
}

/** The first object that `pick` takes; `absent` only after a complete listing. */
export async function firstOf<T>(
  list: ListPage,
  filters: Readonly<Record<string, string>>,
  pick: (object: unknown) => Answer<T> | null,
): Promise<Answer<T>> {
  const objects = everyObject(list, filters);
  for (;;) {
    const next = await objects.next();
    if (next.done) return next.value ?? { verdict: 'absent' };
    const answer = pick(next.value);
    if (answer !== null) return answer;
  }
}

/** All refunds of a payment; `null` where not every one could be read. */
export async function refundsOf(list: ListPage, providerPaymentId: string): Promise<readonly ProviderRefund[] | null> {
  const objects = everyObject(list, { payment_id: providerPaymentId });
  const refunds: ProviderRefund[] = [];
  for (;;) {
    const next = await objects.next();
    if (next.done) return next.value === null ? refunds : null;
    const refund = refundOf(next.value);
    if (refund === null) return null;
    refunds.push(refund);
  }
}

function pageOf(value: unknown): { readonly items: readonly unknown[]; readonly cursor: string | null } | null {
  if (!isRecord(value) || !Array.isArray(value['items'])) return null;
  // A row that can't be told apart could be the one that is looked for: then the listing proves nothing.
  if (!value['items'].every((row) => isRecord(row) && typeof row['id'] === 'string')) return null;
  const cursor = value['next_cursor'];
  return { items: value['items'], cursor: typeof cursor === 'string' && cursor !== '' ? cursor : null };
}
