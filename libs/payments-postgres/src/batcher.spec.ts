import pg from 'pg';
import { batcher, type BatchOptions } from './batcher.ts';

/** A statement that writes words; those that begin with `!` are refused by the database. */
function writer(change: Partial<BatchOptions<string, string>> = {}) {
  const alone: string[] = [];
  const together: string[][] = [];
  let atOnce = 0;
  const most = { running: 0 };
  const refused = () => new pg.DatabaseError('refused', 7, 'error');
  const busy = async <T>(work: () => T): Promise<T> => {
    most.running = Math.max(most.running, (atOnce += 1));
    await new Promise((resolve) => setTimeout(resolve, 2));
    atOnce -= 1;
    return work();
  };
  const put = batcher<string, string>({
    shapeOf: (word) => (word.startsWith('other') ? 'other' : 'usual'),
    orderOf: (word) => word,
    runOne: (word) =>
      busy(() => {
        alone.push(word);
        if (word.startsWith('!')) throw refused();
        return `${word} is written`;
      }),
    runMany: (words) =>
      busy(() => {
        together.push([...words]);
        if (words.some((word) => word.startsWith('!'))) throw refused();
        return words.map((word) => `${word} is written`);
      }),
    queueLimit: 300,
    ...change,
  });
  return { put, alone, together, most };
}

const words = (count: number, name = 'w') => Array.from({ length: count }, (_, n) => `${name}${n + 10}`);

describe('a batcher', () => {
  it('writes one at once, alone', async () => {
    const { put, alone, together } = writer();
    expect(await put('a')).toBe('a is written');
    expect({ alone, together }).toEqual({ alone: ['a'], together: [] });
  });

  it('gives each of many its own result, in few statements, never more than two at once', async () => {
    const { put, alone, together, most } = writer();
    const all = words(75);
    expect(await Promise.all(all.map(put))).toEqual(all.map((word) => `${word} is written`));
    expect(together.map(({ length }) => length)).toEqual([64, 11]);
    expect(alone).toEqual([]);
    expect(most.running).toBe(2);
  });

  it('locks in one order, and keeps different shapes apart', async () => {
    const { put, together } = writer();
    await Promise.all(['c', 'other2', 'a', 'other1', 'b'].map(put));
    expect(together.toSorted()).toEqual([
      ['a', 'b', 'c'],
      ['other1', 'other2'],
    ]);
  });

  it('a second statement begins only for as many as are worth it: few wait for the first', async () => {
    const { put, together, most } = writer();
    await Promise.all(words(64 + 9).map(put));
    expect(together.map(({ length }) => length)).toEqual([64, 9]);
    expect(most.running).toBe(1);
  });

  it('a flood of one shape keeps the others waiting for one statement, not for all of it', async () => {
    const { put, together } = writer();
    const flood = words(200).map(put);
    await Promise.all([put('other1'), put('other2')]);
    expect(together.at(-1)).toEqual(['other1', 'other2']);
    expect(together).toHaveLength(2);
    await Promise.all(flood);
  });

  it('one that is refused spoils it for nobody: each is tried alone', async () => {
    const { put, alone } = writer();
    const outcomes = await Promise.allSettled(['a', '!b', 'c', 'd'].map(put));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(alone.toSorted()).toEqual(['!b', 'a', 'c', 'd']);
  });

  it('promise 1: after a broken connection nothing is tried again, because it may have been committed', async () => {
    const { put, alone } = writer({ runMany: () => Promise.reject(new Error('Connection terminated')) });
    const outcomes = await Promise.allSettled(words(4).map(put));
    expect(outcomes.every((outcome) => outcome.status === 'rejected')).toBe(true);
    expect(alone).toEqual([]);
  });

  it('goes on after a failure', async () => {
    const { put } = writer({ runMany: () => Promise.reject(new Error('Connection terminated')) });
    await Promise.allSettled(words(70).map(put));
    expect(await put('later')).toBe('later is written');
  });

  it('answers overloaded where too many wait, and serves the others', async () => {
    const { put } = writer({ queueLimit: 10 });
    const outcomes = await Promise.allSettled(words(15).map(put));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(outcomes.at(-1)).toMatchObject({ reason: { code: 'overloaded' } });
  });
});
