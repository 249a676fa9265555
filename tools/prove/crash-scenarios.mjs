import { STEPS } from '../../libs/payments-domain/dist/next-step.js';
import { VERDICTS } from '../../libs/payments-domain/dist/provider-facts.js';
import { cancelPayment, capturePayment, failPayment } from '../../libs/payments-domain/dist/use-cases/change-goal.js';
import { confirmPayment } from '../../libs/payments-domain/dist/use-cases/confirm-payment.js';
import { createPayment } from '../../libs/payments-domain/dist/use-cases/create-payment.js';
import { removeMethod, saveMethod } from '../../libs/payments-domain/dist/use-cases/payment-methods.js';
import { refundPayment } from '../../libs/payments-domain/dist/use-cases/refund-payment.js';
import { retryPayment } from '../../libs/payments-domain/dist/use-cases/retry-payment.js';
import { syncPayment } from '../../libs/payments-domain/dist/use-cases/sync-payment.js';
import { attempted, quiet } from './crash-world.mjs';

const HOUR_MS = 3_600_000;
const AMOUNT = 100n;
const kept = (after) => ({ status: 200, body: (after.payment ?? after).status });
const known = (after) => (after.payment.status === 'pending' ? null : kept(after));
const options = (world, operation, answer = known) => ({ cause: world.cause, claim: world.claim(operation), answer });

const create = (world, { token = 'mock_success', manual = false, operation = 'arranged' } = {}) =>
  attempted(() =>
    createPayment(
      world.deps,
      {
        userId: world.user,
        createdBy: `user:${world.user}`,
        orderId: `order-${world.user}`,
        money: { minor: AMOUNT, currency: 'USD' },
        method: token,
        captureMethod: manual ? 'manual' : 'automatic',
      },
      options(world, operation),
    ),
  );
/** A payment that is there before the step; what it came to is the step's business. */
const made = (given) => async (world) => (await create(world, given)).value.payment.id;
/** The only payment of the caller, found as a client that was never answered finds it. */
const refund = (world, id, operation = 'refund') => {
  const { cause, claim } = options(world, operation);
  return attempted(() => refundPayment(world.deps, { id, amount: 40n }, { cause, claim }));
};
const save = (world, operation = 'save') => {
  const wanted = { userId: world.user, token: 'mock_success', provider: 'mock', makeDefault: true };
  return attempted(() => saveMethod(world.deps, wanted, options(world, operation, kept)));
};
const later = (ms) => (world) => {
  world.clock.ms += ms;
};

/**
 * What is done when the process dies: for every step that asks a provider, a world before it and the command that takes it.
 * `verb` is the provider's port call whose answer is planned; one without `answers` meets every answer.
 */
export const SCENARIOS = [
  ...['mock_success', 'mock_declined', 'mock_requires_action', 'mock_pending'].map((token, index) => ({
    name: `submit ${token}`,
    step: 'payment.submit',
    verb: 'submit',
    ...(index === 0 ? {} : { answers: ['known', 'unknown'] }),
    act: (world) => create(world, { token, operation: 'create' }),
  })),
  {
    name: 'submit, held',
    step: 'payment.submit',
    verb: 'submit',
    answers: ['known', 'unknown'],
    act: (world) => create(world, { manual: true, operation: 'create' }),
  },
  {
    name: 'submit again (retry)',
    step: 'payment.submit',
    verb: 'submit',
    arrange: made({ token: 'mock_declined' }),
    act: (world, id) =>
      attempted(() =>
        retryPayment(world.deps, { id, method: 'mock_success', provider: null }, options(world, 'retry')),
      ),
  },
  ...['mock_success', 'mock_declined'].map((method, index) => ({
    name: `confirm ${method}`,
    step: 'payment.confirm',
    verb: 'confirm',
    ...(index === 0 ? {} : { answers: ['known', 'unknown'] }),
    arrange: made({ token: 'mock_requires_action' }),
    act: (world, id) => attempted(() => confirmPayment(world.deps, { id, method }, options(world, 'confirm'))),
  })),
  {
    name: 'capture a part',
    step: 'payment.capture',
    verb: 'capture',
    arrange: made({ manual: true }),
    act: (world, id) => attempted(() => capturePayment(world.deps, id, 60n, options(world, 'capture'))),
  },
  ...[
    ['what is held', { manual: true }],
    ['what waits for its payer', { token: 'mock_requires_action' }],
  ].map(([what, given]) => ({
    name: `cancel ${what}`,
    step: 'payment.cancel',
    verb: 'cancel',
    arrange: made(given),
    act: (world, id) => attempted(() => cancelPayment(world.deps, id, options(world, 'cancel'))),
  })),
  {
    name: 'cancel by giving up',
    step: 'payment.cancel',
    verb: 'cancel',
    arrange: made({ token: 'mock_requires_action' }),
    act: (world, id) => attempted(() => failPayment(world.deps, id, 'given up', options(world, 'fail'))),
  },
  {
    name: 'cancel at its expiry',
    step: 'payment.cancel',
    verb: 'cancel',
    arrange: async (world) => {
      const id = await made({ token: 'mock_requires_action' })(world);
      later(25 * HOUR_MS)(world);
      return id;
    },
    act: (world) => world.recover(),
  },
  ...['pay', 'decline'].map((how) => ({
    name: `fetch what the payer did (${how})`,
    step: 'payment.fetch',
    verb: 'fetch',
    arrange: async (world) => {
      const id = await made({ token: 'mock_requires_action' })(world);
      const { payment } = await world.storage.load(id);
      world.mock.finish(payment.attempts.at(-1).providerPaymentId, how);
      return id;
    },
    act: (world, id) => attempted(() => syncPayment(world.deps, id, world.cause)),
  })),
  ...[
    ['what arrived', 'mock_timeout'],
    ['what never arrived', 'mock_timeout_before'],
  ].map(([what, token]) => ({
    name: `fetch ${what}, by a listing`,
    step: 'payment.fetch',
    verb: 'find',
    arrange: made({ token }),
    act: (world, id) => attempted(() => cancelPayment(world.deps, id, options(world, 'cancel'))),
  })),
  {
    name: 'fetch after the window to send',
    step: 'payment.fetch',
    verb: 'find',
    answers: ['known', 'unknown', 'not_done', 'refused'],
    arrange: async (world) => {
      const id = await made({ token: 'mock_timeout' })(world);
      later(HOUR_MS / 2)(world);
      return id;
    },
    act: (world) => world.recover(),
  },
  ...['mock_success', 'mock_pending_refund', 'mock_refund_fail', 'mock_refund_refused'].map((token, index) => ({
    name: `refund of ${token}`,
    step: 'refund.submit',
    verb: 'refund',
    ...(index === 0 ? {} : { answers: ['known', 'unknown'] }),
    arrange: made({ token }),
    act: (world, id) => refund(world, id),
  })),
  ...['mock_pending_refund', 'mock_refund_fail'].map((token) => ({
    name: `refund read, ${token}`,
    step: 'refund.fetch',
    verb: 'fetchRefund',
    arrange: async (world) => {
      const id = await made({ token })(world);
      await refund(world, id, 'arranged refund');
      later(HOUR_MS)(world);
      return id;
    },
    act: (world) => world.recover(),
  })),
  {
    name: 'refund looked for after its key’s time',
    step: 'refund.fetch',
    verb: 'findRefund',
    answers: ['known', 'unknown', 'not_done', 'refused'],
    arrange: async (world) => {
      const id = await made({ token: 'mock_timeout' })(world);
      await quiet(world);
      await refund(world, id, 'arranged refund');
      later(21 * HOUR_MS)(world);
      return id;
    },
    act: (world) => world.recover(),
  },
  { name: 'a customer for a method', step: 'method.save', verb: 'methods.ensureCustomer', act: (world) => save(world) },
  { name: 'save a method', step: 'method.save', verb: 'methods.save', act: (world) => save(world) },
  {
    name: 'remove a method',
    step: 'method.remove',
    verb: 'methods.remove',
    arrange: async (world) => (await save(world, 'arranged')).value.id,
    act: (world, id) => attempted(() => removeMethod(world.deps, world.user, id, options(world, 'remove', kept))),
  },
];

/** Whether a provider may have acted when it answers so. */
const EFFECTS = { known: [true], refused: [false], not_done: [false], unknown: [false, true], absent: [false] };

/** Every answer of a scenario's verb. Throws where the domain has a verdict that no proof knows. */
export function answersOf({ verb, answers = VERDICTS }) {
  return VERDICTS.flatMap((verdict) => {
    if (!(verdict in EFFECTS)) throw new Error(`no proof knows what the provider did when it answers ${verdict}`);
    return answers.includes(verdict) ? EFFECTS[verdict].map((acts) => ({ verb, verdict, acts })) : [];
  });
}

/** What the domain's own lists and the provider's port have, and no scenario takes. Empty where nothing was forgotten. */
export function forgotten(verbs) {
  const steps = STEPS.filter((step) => step !== 'rest').map((step) => `payment.${step}`);
  const [taken, called] = ['step', 'verb'].map((field) => new Set(SCENARIOS.map((scenario) => scenario[field])));
  return [...steps.filter((step) => !taken.has(step)), ...verbs.filter((verb) => !called.has(verb))];
}
