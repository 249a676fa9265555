import { Crash } from './port-hooks.ts';
import { SIMULATED_VERBS, type Fault } from './simulated-faults.ts';
import type { SimulatedProvider } from './simulated-provider.ts';

/** One process: its luck, and the port call at which it dies. */
export interface Life {
  random: () => number;
  faulty: number;
  places: number;
  dies: number | null;
  dead: boolean;
}

/** Those that cost other systems money come more often. */
const WILD: readonly Fault[] = [
  'slow',
  'slow',
  'timeout_before',
  'timeout_after',
  'timeout_after',
  'timeout_after',
  'arrives_late',
  'arrives_late',
  'error_5xx_before',
  'error_5xx_after',
  'unreadable',
  'unauthorized',
  'refused',
  'too_many_requests',
  'too_many_requests',
  'connection_refused',
];

/** A port whose every call may be the last of its process. */
export function mortalPort<T extends object>(port: T, life: Life, meets: (call: string) => void = () => undefined): T {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (name === 'methods' && typeof method === 'object' && method !== null) return mortalPort(method, life, meets);
      if (typeof method !== 'function' || typeof name !== 'string' || PURE.test(name)) return method;
      return async (...args: unknown[]): Promise<unknown> => {
        await turn(life, `before ${name}`);
        meets(name);
        const result: unknown = await Reflect.apply(method, target, args);
        await turn(life, `after ${name}`);
        return result;
      };
    },
  });
}

/** What of a provider asks nobody. */
const PURE = /^(check|prepare|list)/;

/** A provider whose calls may go wrong, too. */
export function mortalProvider(provider: SimulatedProvider, life: Life): SimulatedProvider {
  return mortalPort(provider, life, (call) => {
    const verb = SIMULATED_VERBS.find((one) => one === call);
    const fault = life.random() < life.faulty ? WILD[Math.floor(life.random() * WILD.length)] : undefined;
    if (verb && fault) provider.faults.next(verb, fault);
  });
}

/** Others get some turns; and here, before or after a call, the process may die, and stays dead. */
async function turn(life: Life, place: string): Promise<void> {
  if (life.dead) throw new Crash(`${place}, long dead`);
  for (let turns = Math.floor(life.random() * 4); turns > 0; turns--) await Promise.resolve();
  life.places += 1;
  if (life.places !== life.dies) return;
  life.dead = true;
  throw new Crash(place);
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
