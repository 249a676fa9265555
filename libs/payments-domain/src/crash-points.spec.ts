import { brokenAtRest, brokenNow } from './testing/history-checks.ts';
import type { Command, HistoryOptions } from './testing/history-steps.ts';
import { history, type History } from './testing/history.ts';
import type { Fault, SimulatedVerb } from './testing/simulated-faults.ts';

/** What the provider answers at the step that is cut through. */
const ANSWERS: readonly Fault[] = [
  'none',
  'timeout_before',
  'timeout_after',
  'arrives_late',
  'error_5xx_before',
  'error_5xx_after',
  'unreadable',
  'refused',
  'unauthorized',
  'too_many_requests',
  'connection_refused',
];

interface Scene {
  /** The provider's verb that meets the answers. */
  readonly verb: SimulatedVerb;
  readonly before: readonly Command[];
  readonly cut: Command;
}

const create = (token: string | null, manual = false): Command => ({ do: 'create', order: 0, token, manual });

/** Each step of a payment, a refund and a saved method, and what leads to it. */
const SCENES: Readonly<Record<string, Scene>> = {
  'submit, paid at once': { verb: 'submit', before: [], cut: create('ok') },
  'submit, declined': { verb: 'submit', before: [], cut: create('declined') },
  'submit, waiting for the payer': { verb: 'submit', before: [], cut: create(null) },
  'submit, held': { verb: 'submit', before: [], cut: create('ok', true) },
  'submit, beside what is left of another payment': { verb: 'cancel', before: [create('declined')], cut: create('ok') },
  confirm: { verb: 'confirm', before: [create(null)], cut: { do: 'confirm', payment: 0, token: 'ok' } },
  'confirm, declined': {
    verb: 'confirm',
    before: [create(null)],
    cut: { do: 'confirm', payment: 0, token: 'declined' },
  },
  retry: { verb: 'confirm', before: [create('declined')], cut: { do: 'retry', payment: 0, token: 'ok' } },
  'retry elsewhere': {
    verb: 'cancel',
    before: [create('declined')],
    cut: { do: 'retry', payment: 0, token: 'ok', elsewhere: true },
  },
  capture: { verb: 'capture', before: [create('ok', true)], cut: { do: 'capture', payment: 0, amount: 60 } },
  cancel: { verb: 'cancel', before: [create('ok', true)], cut: { do: 'cancel', payment: 0 } },
  'cancel of what waits for its payer': { verb: 'cancel', before: [create(null)], cut: { do: 'cancel', payment: 0 } },
  fail: { verb: 'cancel', before: [create(null)], cut: { do: 'fail', payment: 0 } },
  'fetch, paid meanwhile': {
    verb: 'fetch',
    before: [create(null), { do: 'payer', object: 0, act: 'pays' }],
    cut: { do: 'sync', payment: 0 },
  },
  'a webhook': {
    verb: 'fetch',
    before: [create(null), { do: 'payer', object: 0, act: 'pays' }],
    cut: { do: 'webhooks', how: 'twice' },
  },
  'a webhook about a refund from the dashboard': {
    verb: 'fetch',
    before: [create('ok'), { do: 'dashboard', object: 0, amount: 30 }],
    cut: { do: 'webhooks', how: 'in order' },
  },
  refund: { verb: 'refund', before: [create('ok')], cut: { do: 'refund', payment: 0, amount: 30 } },
  'refund, pending': {
    verb: 'refund',
    before: [create('pending_refund')],
    cut: { do: 'refund', payment: 0, amount: null },
  },
  'a refund’s fetch': {
    verb: 'fetchRefund',
    before: [create('pending_refund'), { do: 'refund', payment: 0, amount: 30 }, { do: 'clock', seconds: 200 }],
    cut: { do: 'worker' },
  },
  'saving a method': { verb: 'save', before: [], cut: { do: 'saveMethod', token: 'ok' } },
  'removing a method': {
    verb: 'remove',
    before: [{ do: 'saveMethod', token: 'ok' }],
    cut: { do: 'removeMethod', method: 0 },
  },
};

const HABITS: readonly HistoryOptions[] = [
  { declinesStayOpen: true, waitingCancelable: true, repeats: 'first_answer', lateSuccess: 'alert' },
  { declinesStayOpen: false, waitingCancelable: false, repeats: 'object_now', lateSuccess: 'refund' },
];

/** More places than any step has; a cut behind the last one cuts nothing. */
const CUTS_MAX = 120;

/** Plays the scene; the process dies at the `dies`-th place. Answers whether it got there, and what is broken in the end. */
async function cutThrough(scene: Scene, answer: Fault, habits: HistoryOptions, dies: number) {
  const world = history(habits);
  const play = (command: Command, at: number | null) =>
    world.play({ command, seed: 1, faulty: 0, dies: at, atOnce: false });
  for (const command of scene.before) await play(command, null);
  if (answer !== 'none') for (const { faults } of world.providers) faults.next(scene.verb, answer);
  await play(scene.cut, dies);
  const broken = brokenNow(world);
  const cut = world.deaths() > 0;
  await world.quiet();
  return { cut, broken: [...broken, ...brokenAtRest(world), ...chargedWhere(scene, world)] };
}

/** What was paid by hand must be paid in the end, whatever was cut. */
function chargedWhere(scene: Scene, world: History): string[] {
  const paidByHand = scene.before.some((command) => command.do === 'payer');
  const charges = world.providers.flatMap((provider) => provider.ledger.lines.filter((line) => line.kind === 'charge'));
  return paidByHand && charges.length !== 1 ? [`${charges.length} charges`] : [];
}

/**
 * The process dies before or after each call of a port, in each step, at each answer; then the worker runs. The provider's own
 * ledger and the database must say the same: one charge at most, no refund beyond it, one audit entry and one event for each change.
 */
describe.each(Object.entries(SCENES))('X1 X2 X3 X4 X7 X8 every crash point of %s', (_name, scene) => {
  it.each(ANSWERS)('where the provider answers with %s', async (answer) => {
    let cuts = 0;
    for (const habits of HABITS) {
      for (let dies = 1; dies < CUTS_MAX; dies++) {
        const { cut, broken } = await cutThrough(scene, answer, habits, dies);
        if (broken.length > 0) throw new Error(`cut at ${dies}, ${JSON.stringify(habits)}: ${broken.join('; ')}`);
        if (!cut) break;
        cuts += 1;
      }
    }
    expect(cuts).toBeGreaterThan(3);
  });
});
