import { readFileSync } from 'node:fs';
import { FAILURES } from '@payments/domain';
import { CANCELLATIONS, endingOf, PARTIES, refundFailure } from './yookassa-status.ts';

/** YooKassa's own description, as the simulator is held against it. */
const described = JSON.parse(
  readFileSync(new URL('../../../tools/yookassa-simulator/fixtures/yookassa-schemas.json', import.meta.url), 'utf8'),
) as {
  readonly $defs: Readonly<Record<string, { readonly properties: Readonly<Record<string, { enum: string[] }>> }>>;
};
const enumOf = (object: string, field: string): readonly string[] =>
  described.$defs[object]?.properties[field]?.enum ?? [];
const reasons = enumOf('PaymentCancellationDetails', 'reason');

describe('why a payment was canceled', () => {
  it('has a row for every published reason, and for no other', () => {
    expect(reasons).toHaveLength(20);
    expect(Object.keys(CANCELLATIONS).toSorted()).toEqual(reasons.toSorted());
    expect(PARTIES.toSorted()).toEqual(enumOf('PaymentCancellationDetails', 'party').toSorted());
  });

  it.each(reasons.flatMap((reason) => PARTIES.map((party) => ({ reason, party }))))(
    'by $party: $reason is told in our words, with theirs for support',
    ({ reason, party }) => {
      const { status, failure } = endingOf({ party, reason });
      expect(failure).toMatchObject({ providerCode: reason, message: FAILURES[failure.code].message.en });
      expect(['failed', 'canceled']).toContain(status);
      // Whoever says it: a word has one meaning.
      expect(status).toBe(endingOf({ party: 'yoo_money', reason }).status);
    },
  );

  it.each([
    ['insufficient_funds', 'payment_network', 'failed', 'insufficient_funds'],
    ['general_decline', 'payment_network', 'failed', 'card_declined'],
    ['3d_secure_failed', 'payment_network', 'failed', 'authentication_failed'],
    ['card_expired', 'payment_network', 'failed', 'expired_card'],
    ['fraud_suspected', 'yoo_money', 'failed', 'fraud_suspected'],
    ['permission_revoked', 'yoo_money', 'failed', 'method_not_supported'],
    ['canceled_by_merchant', 'merchant', 'canceled', 'canceled_by_merchant'],
    ['expired_on_confirmation', 'yoo_money', 'canceled', 'expired'],
    ['expired_on_capture', 'yoo_money', 'canceled', 'expired'],
  ])('a bank’s refusal is failed, an end that nobody refused is canceled: %s', (reason, party, status, code) => {
    expect(endingOf({ party, reason })).toMatchObject({ status, failure: { code } });
  });

  it.each([
    [{ party: 'payment_network', reason: 'moon_phase' }, 'failed', 'card_declined'],
    [{ party: 'yoo_money', reason: 'moon_phase' }, 'failed', 'other'],
    [{ party: 'merchant', reason: 'changed_its_mind' }, 'canceled', 'canceled_by_merchant'],
    [{ party: 'yoo_money', reason: 'canceled_by_payer' }, 'canceled', 'canceled_by_payer'],
    [{ party: 'yoo_money', reason: 'expired_on_payout' }, 'canceled', 'expired'],
    [{ party: 'somebody_new', reason: 'toString' }, 'failed', 'other'],
    [undefined, 'failed', 'other'],
  ])('stays open for what nobody has published yet: %p', (details, status, code) => {
    expect(endingOf(details)).toMatchObject({ status, failure: { code } });
  });

  it('passes on code words alone, no sentences', () => {
    expect(
      endingOf({ party: 'merchant', reason: 'Карта 5555 5555 5555 4444 отклонена' }).failure.providerCode,
    ).toBeNull();
  });
});

describe('why a refund was canceled', () => {
  it.each(enumOf('RefundCancellationDetails', 'reason'))(
    '%s is a refused refund, with the word for support',
    (reason) => {
      expect(refundFailure({ party: 'refund_network', reason })).toMatchObject({
        code: 'refund_refused',
        providerCode: reason,
      });
    },
  );
});
