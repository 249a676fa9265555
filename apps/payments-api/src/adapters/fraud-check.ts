import { PaymentError, type FraudCheck, type FraudQuestion } from '@payments/domain';
import type { Settings } from '../config.ts';
import { createRateLimiter } from '../http/rate-limit.ts';
import { askJson } from './ask-json.ts';
import { cleanText } from './clean-text.ts';

type FraudSettings = Pick<Settings, 'fraudCheckUrl' | 'fraudMaxPerMinute' | 'fraudMaxAmount' | 'fraudWhenAway'>;
type Verdict = Awaited<ReturnType<FraudCheck['judge']>>;

/** A payer waits meanwhile. */
const DEADLINE_MS = 2_000;
/** A reason is a word for support, shown beside the failure. */
const REASON_MAX = 100;

const ALLOWED: Verdict = { decision: 'allow', reason: null };

/**
 * Asked before a charge: the built-in rules first, then `FRAUD_CHECK_URL`. `null` where neither has anything to say.
 * The rule of creates a minute counts in this process: it stops a script, not an army.
 */
export function createFraudCheck(settings: FraudSettings, now: () => number = Date.now): FraudCheck | null {
  const { fraudCheckUrl, fraudMaxPerMinute, fraudMaxAmount, fraudWhenAway } = settings;
  if (fraudCheckUrl === undefined && fraudMaxPerMinute === 0 && fraudMaxAmount === undefined) return null;
  const isTooOften = limitPerUser(fraudMaxPerMinute, now);
  return {
    judge: async (question) => {
      if (fraudMaxAmount !== undefined && question.amount > BigInt(fraudMaxAmount)) return rejected('amount_too_high');
      if (isTooOften(question.userId)) return rejected('too_many_payments');
      return fraudCheckUrl === undefined ? ALLOWED : ask(fraudCheckUrl, question, fraudWhenAway);
    },
  };
}

function limitPerUser(perMinute: number, now: () => number): (user: string) => boolean {
  const limiter = createRateLimiter(perMinute, now);
  return (user) => {
    try {
      limiter.take(user);
      return false;
    } catch (error) {
      if (error instanceof PaymentError && error.code === 'rate_limited') return true;
      throw error;
    }
  };
}

async function ask(url: string, question: FraudQuestion, whenAway: Settings['fraudWhenAway']): Promise<Verdict> {
  const { paymentId, userId, orderId, amount, currency, customerEmail, ip } = question;
  const answer = await askJson({
    url,
    body: {
      payment_id: paymentId,
      user_id: userId,
      order_id: orderId,
      amount: Number(amount),
      currency,
      customer_email: customerEmail,
      ip,
    },
    deadlineMs: DEADLINE_MS,
  });
  const verdict = answer !== null && answer.status >= 200 && answer.status < 300 ? verdictOf(answer.body) : null;
  return verdict ?? (whenAway === 'reject' ? rejected('fraud_check_away') : ALLOWED);
}

/** `null` for what is no verdict: then it is as if the checker were away. */
function verdictOf(body: unknown): Verdict | null {
  if (typeof body !== 'object' || body === null || !('decision' in body)) return null;
  const { decision } = body;
  const reason = 'reason' in body && typeof body.reason === 'string' ? cleanText(body.reason, REASON_MAX) : null;
  if (decision === 'allow') return ALLOWED;
  return decision === 'reject' ? rejected(reason) : null;
}

const rejected = (reason: string | null): Verdict => ({ decision: 'reject', reason });
