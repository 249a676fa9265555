import { startYookassaSimulator, type YookassaSimulator } from '../src/index.ts';
import { byRedirect, call, rub } from './harness.ts';
import { openWidget } from './widget-page.ts';

let sim: YookassaSimulator;
beforeEach(async () => {
  sim = await startYookassaSimulator();
});
afterEach(() => sim.close());

describe('the payment page', () => {
  const send = (id: string, form: Record<string, string>) =>
    fetch(`${sim.origin}/pay/${id}`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });

  async function create(more: object = {}): Promise<string> {
    return (await call(sim, 'POST /payments', byRedirect('12.50', { description: '<b>Cut & "dry"</b>', ...more }))).body
      .id;
  }

  it('shows the sum and the description, escaped, under a policy without scripts', async () => {
    const page = await fetch(`${sim.origin}/pay/${await create()}`);
    const html = await page.text();
    expect(html).toContain('12.50 RUB');
    expect(html).not.toContain('<b>Cut');
    expect(page.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'");
  });

  it.each([
    ['pay', {}, 'succeeded', undefined],
    ['decline', { reason: 'fraud_suspected' }, 'canceled', { party: 'payment_network', reason: 'fraud_suspected' }],
    ['three_d_secure_fails', {}, 'canceled', { party: 'payment_network', reason: '3d_secure_failed' }],
    ['give_up', {}, 'canceled', { party: 'yoo_money', reason: 'expired_on_confirmation' }],
    ['leave', {}, 'pending', undefined],
  ])('%s, then back to the shop', async (action, more, status, cancellation) => {
    const id = await create();
    const answer = await send(id, { action, ...more });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://shop.example/back']);
    expect(sim.payment(id)).toMatchObject({ status, cancellation });
  });

  it('pressed twice charges once', async () => {
    const id = await create();
    await Promise.all([send(id, { action: 'pay' }), send(id, { action: 'pay' })]);
    expect(sim.ledger.charges()).toHaveLength(1);
  });

  it('knows no foreign payment and no invented action', async () => {
    expect((await send('nope', { action: 'pay' })).status).toBe(404);
    const id = await create();
    await send(id, { action: 'constructor' });
    expect(sim.payment(id).status).toBe('pending');
  });
});

describe("the widget's stand-in", () => {
  async function embedded(): Promise<{ id: string; token: string }> {
    const asked = { amount: rub('12.50'), capture: true, confirmation: { type: 'embedded' } };
    const { body } = await call(sim, 'POST /payments', asked);
    return { id: body.id, token: body.confirmation?.confirmation_token ?? '' };
  }

  it('draws a form, takes the payment, and tells the page', async () => {
    const { id, token } = await embedded();
    const widget = await openWidget(sim.origin, { confirmation_token: token });
    expect(widget.buttons()).toEqual(['pay', 'three_d_secure_fails', 'decline', 'give_up']);
    await widget.press('pay');
    expect(widget.events).toEqual(['success', 'complete']);
    expect(sim.payment(id).status).toBe('succeeded');
  });

  it('tells of a refusal with the reason chosen', async () => {
    const { id, token } = await embedded();
    const widget = await openWidget(sim.origin, { confirmation_token: token });
    widget.choose('card_expired');
    await widget.press('decline');
    expect(widget.events).toEqual(['fail', 'complete']);
    expect(sim.payment(id).cancellation?.reason).toBe('card_expired');
  });

  it('leads to return_url instead of telling, when there is one', async () => {
    const { token } = await embedded();
    const widget = await openWidget(sim.origin, { confirmation_token: token, return_url: 'https://shop.example/done' });
    await widget.press('pay');
    expect([widget.events, widget.location]).toEqual([[], 'https://shop.example/done']);
  });

  it('is removed by destroy', async () => {
    const { token } = await embedded();
    const widget = await openWidget(sim.origin, { confirmation_token: token });
    widget.destroy();
    expect(widget.buttons()).toEqual([]);
  });

  it.each([
    ['no token', () => Promise.resolve(''), 'token_required'],
    ['an invented one', () => Promise.resolve('ct-nope'), 'invalid_token'],
    [
      'one that was used up',
      async () => {
        const { id, token } = await embedded();
        sim.giveUp(id);
        return token;
      },
      'token_expired',
    ],
  ])('with %s calls error_callback', async (_what, token, error) => {
    const widget = await openWidget(sim.origin, { confirmation_token: await token() });
    expect(widget.errors).toEqual([error]);
    expect(widget.buttons()).toEqual([]);
  });

  it('may be called from any origin', async () => {
    const preflight = await fetch(`${sim.origin}/widget/ct-x`, { method: 'OPTIONS' });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('Content-Type');
  });
});
