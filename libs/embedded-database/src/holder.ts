import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './home.ts';
import { isRunning, startedAt } from './process-table.ts';

let count = 0;

/** One user of the server. Each leaves a file named by its process, so that the last one knows that it is the last. */
export class Holder {
  private readonly folder: string;
  private readonly name: string;
  held = false;

  constructor(home: Home) {
    this.folder = join(home.folder, 'holders');
    this.name = `${process.pid}-${startedAt(process.pid)}-${++count}`;
  }

  hold(): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, this.name), '');
    this.held = true;
  }

  release(): void {
    rmSync(join(this.folder, this.name), { force: true });
    this.held = false;
  }

  /** True where another live process, or another start of this one, uses the server. Forgets the dead. */
  hasOthers(): boolean {
    mkdirSync(this.folder, { recursive: true });
    const others = readdirSync(this.folder).filter((name) => name !== this.name);
    const alive = others.filter(isAlive);
    for (const name of others) if (!alive.includes(name)) rmSync(join(this.folder, name), { force: true });
    return alive.length > 0;
  }
}

function isAlive(name: string): boolean {
  const [pid = '', started = ''] = name.split('-');
  return isRunning(Number(pid)) && startedAt(Number(pid)) === started;
}
