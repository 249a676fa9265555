import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The program behind `npm run prove`. */
export const PROVE = join(import.meta.dirname, '../../../tools/prove/prove.mjs');

export interface Proof {
  readonly histories: number;
  readonly points: number;
  readonly broken: number;
  /** All that it said: its table, what was broken, and the seed that plays it again. */
  readonly text: string;
}

/** Runs a part of `npm run prove` as a person would, on a database of its own. Throws where it comes to no result. */
export async function proof(...args: readonly string[]): Promise<Proof> {
  const child = spawn(process.execPath, [PROVE, '--built', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  await once(child, 'close');
  const result = /^(\d+) histories, (\d+) crash points, (\d+) promises broken$/m.exec(text);
  if (result === null) throw new Error(`no result:\n${text}`);
  const [histories = 0, points = 0, broken = 0] = result.slice(1).map(Number);
  return { histories, points, broken, text };
}
