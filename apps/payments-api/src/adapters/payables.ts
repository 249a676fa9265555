import {
  parseAmount,
  parseCurrency,
  PaymentError,
  userId,
  type Item,
  type Payable,
  type Payables,
} from '@payments/domain';
import { z } from 'zod';
import type { Settings } from '../config.ts';
import { askJson } from './ask-json.ts';
import { BUILT_IN_PAYABLES } from './built-in-payables.ts';
import { cleanText } from './clean-text.ts';

/** A payer waits meanwhile. */
const DEADLINE_MS = 3_000;

const MINOR = z.int().min(1).max(99_999_999);
/** A name: it is taken as it is, or not at all, and so without what PostgreSQL can't keep (NUL, half a surrogate pair). */
const NAME = z.string().regex(/^[^\0\p{Cs}]*$/u);
/** Nothing is `null` in the contract; some write it as an empty text, or as 0. */
const orNothing = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => (value === '' || value === 0 ? null : value), type.nullish());

const ANSWER = z.object({
  id: z.string(),
  type: z.string(),
  status: z.enum(['open', 'paid', 'cancelled']),
  user_id: NAME.min(1).max(200),
  currency: z.string(),
  amount: MINOR,
  deposit_amount: orNothing(MINOR),
  description: orNothing(z.string()),
  service_slug: orNothing(NAME.max(200)),
  customer_email: orNothing(z.email().max(254)),
  // Lines that are none are as good as lines that don't add up: the total is what counts.
  items: z
    .array(z.object({ description: z.string().min(1), quantity: z.int().min(1).max(10_000), unit_amount: MINOR }))
    .max(100)
    .nullish()
    .catch(null),
});

/** Who prices appointments: the service at `PAYABLES_URL`, asked anew each time, or the built-in list where none is set. */
export function createPayables(settings: Pick<Settings, 'payablesUrl' | 'payablesToken'>): Payables {
  const { payablesUrl, payablesToken } = settings;
  if (payablesUrl === undefined) return BUILT_IN_PAYABLES;
  const base = payablesUrl.replace(/\/+$/, '');
  return {
    find: async (type, id) => {
      // Encoded or not, these lead out of their place in the address.
      if (id === '.' || id === '..') return null;
      const url = `${base}/${encodeURIComponent(type)}/${encodeURIComponent(id)}`;
      const answer = await askJson({ url, token: payablesToken, deadlineMs: DEADLINE_MS });
      if (answer?.status === 404) return null;
      const read = answer?.status === 200 ? ANSWER.safeParse(answer.body) : null;
      // What does not fit is no price: nothing is charged by it.
      if (!read?.success || read.data.id !== id || read.data.type !== type) throw away();
      return payableOf(read.data);
    },
  };
}

function payableOf(found: z.infer<typeof ANSWER>): Payable {
  const amount = parseAmount(found.amount);
  return {
    id: found.id,
    type: found.type,
    status: found.status,
    userId: userId(found.user_id),
    currency: currencyOf(found.currency),
    amount,
    depositAmount: found.deposit_amount == null ? null : parseAmount(found.deposit_amount),
    description: found.description == null ? null : cleanText(found.description, DESCRIPTION_MAX),
    serviceSlug: found.service_slug ?? null,
    customerEmail: found.customer_email ?? null,
    items: itemsOf(found.items ?? [], amount),
  };
}

/** As for our own callers. */
const DESCRIPTION_MAX = 128;

/** Lines that don't add up are left out: the total is what counts. */
function itemsOf(items: NonNullable<z.infer<typeof ANSWER>['items']>, total: bigint): readonly Item[] {
  const lines = items.map((item) => ({
    description: cleanText(item.description, DESCRIPTION_MAX),
    quantity: item.quantity,
    unitAmount: BigInt(item.unit_amount),
  }));
  const sum = lines.reduce((all, line) => all + line.unitAmount * BigInt(line.quantity), 0n);
  return sum === total ? lines : [];
}

function currencyOf(code: string) {
  try {
    return parseCurrency(code);
  } catch {
    throw away(); // The caller did not send this currency: it is not their mistake.
  }
}

function away(): PaymentError {
  return new PaymentError(
    'provider_unavailable',
    'The price can not be found out now. Nothing was charged; try again.',
  );
}
