import { sealAudit } from '@payments/postgres';
import type { Host } from '../host.ts';
import { startLoop, type Loop } from './loop.ts';

/** Takes the heads of the audit's chains out of the database, into a file that whoever rewrites the database does not reach. */
export function startSealing({ context, settings, logger }: Host): Loop {
  return startLoop({
    name: 'sealing',
    intervalMs: settings.auditSealMs,
    logger,
    run: async () => {
      await sealAudit(context, settings.auditSealFile);
      return false;
    },
  });
}
