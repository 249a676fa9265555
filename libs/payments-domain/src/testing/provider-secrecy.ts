import { inspect } from 'node:util';
import { PaymentError } from '../payment-error.ts';
import { objectOf, order, pay, RIG_FAULTS, submit, tokenChoice, type ProviderSuite } from './provider-rig.ts';

export function secrecyCases({ it, itWith, expect, rig }: ProviderSuite): void {
  const shows = (text: string) =>
    rig().secrets.filter((secret) => text.includes(secret) || text.includes(base64(secret)));

  it('A6 nothing that it shows of itself holds a secret', async () => {
    const { provider } = rig();
    await pay(rig());
    expect(shows(inspect(provider, { depth: 12, showHidden: true, getters: true }))).toEqual([]);
    expect(shows(JSON.stringify(provider, plain))).toEqual([]);
    expect(shows(provider.account)).toEqual([]);
    expect(provider.account.length).toBeGreaterThan(0);
  });

  for (const fault of RIG_FAULTS) {
    it(`A6 what it says after ${fault} holds no secret, and is never thrown`, async () => {
      await rig().fault(fault);
      const answer = await submit(rig(), order(rig(), tokenChoice(rig().tokens.ok)));
      expect(shows(inspect(answer, { depth: 12 }))).toEqual([]);
    });
  }

  it('A6 the answer that is kept holds no client secret', async () => {
    const object = objectOf(await submit(rig(), order(rig(), null)));
    const { nextAction } = object;
    const secret =
      nextAction?.type === 'client_secret'
        ? nextAction.clientSecret
        : nextAction?.type === 'embedded'
          ? nextAction.confirmationToken
          : null;
    if (secret !== null) expect(object.raw.includes(secret)).toBe(false);
    expect(shows(object.raw)).toEqual([]);
    expect(object.raw.length).toBeGreaterThan(0);
  });

  it('refuses a token of no known form with a 422 that does not repeat it', async () => {
    const { payment } = order(rig(), null);
    const strange = '<not a token 4242424242424242>';
    const refusal = caught(() => rig().provider.check(payment, tokenChoice(strange)));
    expect(refusal instanceof PaymentError ? refusal.code : refusal).toBe('validation_failed');
    expect(String(refusal).includes('4242424242424242')).toBe(false);
    await Promise.resolve();
  });

  itWith('webhooks', 'promise 8: a genuine webhook names its object', async () => {
    const { object } = await pay(rig());
    const request = await rig().genuineWebhook(object.providerPaymentId);
    const reading = rig().provider.webhooks?.read(request, rig().now());
    expect(reading).toMatchObject({ kind: 'knock', target: { providerPaymentId: object.providerPaymentId } });
    expect(reading?.kind === 'knock' && reading.eventId.length > 0).toBe(true);
  });

  itWith('webhooks', 'W2 promise 8: a forged webhook is refused, whatever it holds', async () => {
    const { object } = await pay(rig());
    const forged = await rig().forgedWebhook(object.providerPaymentId);
    expect(rig().provider.webhooks?.read(forged, rig().now())).toMatchObject({ kind: 'forged' });
    const empty = { headers: {}, body: new Uint8Array() };
    expect(rig().provider.webhooks?.read(empty, rig().now())).toMatchObject({ kind: 'forged' });
    const noise = { ...forged, body: Buffer.from('{"a":') };
    expect(rig().provider.webhooks?.read(noise, rig().now())).toMatchObject({ kind: 'forged' });
  });

  itWith('signed_webhooks', 'W3 one changed byte, or another time, and it is refused', async () => {
    const { object } = await pay(rig());
    const request = await rig().genuineWebhook(object.providerPaymentId);
    const body = Buffer.concat([request.body, Buffer.from(' ')]);
    expect(rig().provider.webhooks?.read({ ...request, body }, rig().now())).toMatchObject({ kind: 'forged' });
    const nextDay = new Date(rig().now().getTime() + 24 * 3_600_000);
    expect(rig().provider.webhooks?.read(request, nextDay)).toMatchObject({ kind: 'forged' });
  });
}

/** JSON has no big integers. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

function base64(secret: string): string {
  return Buffer.from(secret).toString('base64').replace(/=+$/, '');
}

function caught(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return 'nothing was thrown';
}
