import { writeSync } from 'node:fs';
import { failureOf } from '../../libs/payments-domain/dist/failure.js';

/** What of a provider asks nobody. */
const PURE = /^(check|prepare|list|close|finish|dashboardRefund|endRefund)/;

/** The verbs of a provider that go over its wire, those about methods too: read from the port itself, so that none is forgotten. */
export function verbsOf(provider) {
  const verbs = (port, prefix = '') =>
    Object.keys(port).flatMap((name) => (typeof port[name] === 'function' && !PURE.test(name) ? [prefix + name] : []));
  return [...verbs(provider), ...verbs(provider.methods ?? {}, 'methods.')];
}

/**
 * The ports of one process whose every call is a place to die at, before it and after it.
 * `dies` counts those places from 1 (`null`: it lives); `answer` is what the provider says to the first call of a verb.
 */
export function mortalPorts({ storage, provider, now }, { dies = null, answer = null } = {}) {
  const places = [];
  let told = false;
  const place = async (name) => {
    places.push({ name, at: now().getTime() });
    if (places.length !== dies) return;
    writeSync(1, `${name}\n`);
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  };
  // Calls that a process makes at once are made one after the other, so that a place has the same number in each of its lives.
  let before = Promise.resolve();
  const inTurn = (call) => {
    const made = before.then(call);
    before = made.catch(() => undefined);
    return made;
  };
  const mortal = (port, prefix, around = (_name, call) => call()) =>
    new Proxy(port, {
      get(target, name) {
        const method = Reflect.get(target, name);
        if (name === 'methods' && method) return mortal(method, `${prefix}methods.`, around);
        if (typeof method !== 'function' || typeof name !== 'string' || PURE.test(name)) return method;
        return (...args) =>
          inTurn(async () => {
            await place(`before ${prefix}${name}`);
            const result = await around(`${prefix}${name}`, () => Reflect.apply(method, target, args), args);
            await place(`after ${prefix}${name}`);
            return result;
          });
      },
    });
  return {
    places,
    storage: mortal(storage, 'storage.'),
    provider: mortal(provider, 'provider.', async (name, call, args) => {
      if (told || answer === null || name !== `provider.${answer.verb}`) return call();
      told = true;
      const truth = answer.acts ? await call() : null;
      return answer.verdict === 'known' ? truth : said(answer.verdict, args.at(-1));
    }),
  };
}

/** The provider's word, by its verdict. A no counts on the first request of an attempt only: adapters say so by `unknown`. */
function said(verdict, send) {
  if (verdict === 'refused' && send?.first === false)
    return { verdict: 'unknown', reason: 'a no to a repeated request' };
  if (verdict === 'refused') return { verdict, failure: failureOf('card_declined', 'proof') };
  return verdict === 'absent' ? { verdict } : { verdict, reason: 'it was so planned' };
}
