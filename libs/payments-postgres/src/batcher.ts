import { overloaded, wasRolledBack } from './database-error.ts';

export interface BatchOptions<T, R> {
  /** Only members of one shape share a statement. */
  readonly shapeOf: (item: T) => string;
  /** Everybody locks rows in this order, so that two batches don't wait for each other. */
  readonly orderOf: (item: T) => string;
  readonly runOne: (item: T) => Promise<R>;
  /** All or nothing: throws where any member would not write its whole set. */
  readonly runMany: (items: readonly T[]) => Promise<readonly R[]>;
  readonly queueLimit: number;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (value: R | Promise<R>) => void;
  readonly reject: (error: unknown) => void;
}

/** A bigger statement saves nothing more, and more of them wait where it fails. */
const MEMBERS_MAX = 64;
/** Two halves cost more than one whole: a second statement begins beside the first only once so many wait, so that neither side is idle meanwhile. */
const WORTH_A_SECOND = 10;
const STATEMENTS_AT_ONCE = 2;

/**
 * Writes of requests that wait at the same moment share one statement: its round trip, its commit and its overhead are paid once. An idle service
 * waits for nobody. Each caller gets its own result or its own error: a batch that fails did nothing, and is done again one by one.
 * Throws `PaymentError` `overloaded` where too many wait.
 */
export function batcher<T, R>(options: BatchOptions<T, R>): (item: T) => Promise<R> {
  const queues = new Map<string, Waiting<T, R>[]>();
  let waiting = 0;
  let running = 0;
  let scheduled = false;

  const flush = (): void => {
    scheduled = false;
    const [first] = queues;
    if (!first || running === STATEMENTS_AT_ONCE) return;
    const [shape, queue] = first;
    if (running > 0 && queue.length < WORTH_A_SECOND) return;
    const members = queue.splice(0, MEMBERS_MAX);
    // What is left goes behind the other shapes, so that a flood of one keeps nobody waiting.
    queues.delete(shape);
    if (queue.length > 0) queues.set(shape, queue);
    start(members);
    flush();
  };
  const start = (members: readonly Waiting<T, R>[]): void => {
    running += 1;
    waiting -= members.length;
    void run(options, members).finally(() => {
      running -= 1;
      flush();
    });
  };
  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting >= options.queueLimit) return reject(overloaded());
      const shape = options.shapeOf(item);
      const queue = queues.get(shape) ?? [];
      queue.push({ item, resolve, reject });
      queues.set(shape, queue);
      waiting += 1;
      if (scheduled) return;
      scheduled = true;
      // After the turn of the event loop in which others may come to it.
      setImmediate(flush);
    });
}

/** Never rejects: every member hears its own end. */
async function run<T, R>(options: BatchOptions<T, R>, members: readonly Waiting<T, R>[]): Promise<void> {
  const [only] = members;
  if (only && members.length === 1) return alone(options, only);
  const sorted = members
    .map((member) => ({ member, order: options.orderOf(member.item) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ member }) => member);
  try {
    const results = await options.runMany(sorted.map(({ item }) => item));
    sorted.forEach((member, index) => {
      const result = results[index];
      if (result === undefined) member.reject(new Error('a batch lost the result of one of its members'));
      else member.resolve(result);
    });
  } catch (error) {
    if (!wasRolledBack(error)) {
      // The connection broke: whether it was committed is not known, to none of them.
      for (const member of members) member.reject(error);
      return;
    }
    await Promise.all(members.map((member) => alone(options, member)));
  }
}

async function alone<T, R>({ runOne }: BatchOptions<T, R>, { item, resolve, reject }: Waiting<T, R>): Promise<void> {
  try {
    resolve(await runOne(item));
  } catch (error) {
    reject(error);
  }
}
