import pg from 'pg';
import { verifyChains } from './verify-chains.ts';
import { fixFile, verifySeals } from './verify-seals.ts';

export interface VerifyOptions {
  readonly url: string;
  /** The seal files, of all machines that ever sealed. None: only what the database itself shows is checked. */
  readonly files: readonly string[];
}

/**
 * The first thing that is wrong. `entryId` names the bad entry: of a removed one the next, which follows nothing now. Where the end
 * is gone, the chain and the number say which one it was.
 */
export interface AuditFault {
  readonly kind: 'edited' | 'removed' | 'tail_cut' | 'rewritten' | 'headless' | 'seal_changed' | 'seal_cut';
  readonly chain: string | null;
  readonly seq: number | null;
  readonly entryId: string | null;
  readonly message: string;
}

export interface VerifiedAudit {
  readonly entries: number;
  readonly chains: number;
  readonly sealLines: number;
  /** `null`: all is well. */
  readonly fault: AuditFault | null;
}

/**
 * Checks every entry's hash, every chain from its first entry to its head, and every sealed head against the entry it names, in bounded memory.
 * The files come first (as long as they are now), then one snapshot: so an entry that was sealed must be in it.
 */
export async function verifyAudit({ url, files }: VerifyOptions): Promise<VerifiedAudit> {
  const fixed = await Promise.all(files.map(fixFile));
  const client = new pg.Client({ connectionString: url, application_name: 'payments-audit-verify' });
  client.on('error', () => undefined); // The statement that finds it gone says so.
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const chains = await verifyChains(client);
    if (chains.fault) return { ...chains, sealLines: 0 };
    const seals = await verifySeals(client, fixed);
    return { ...chains, sealLines: seals.lines, fault: seals.fault };
  } finally {
    await client.end();
  }
}
