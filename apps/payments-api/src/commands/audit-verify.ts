import { verifyAudit } from '@payments/postgres';
import { existsSync } from 'node:fs';
import { withHost } from './with-host.ts';

// npm run audit:verify [-- more seal files]: exit 1 and the id of the first bad entry.
const more = process.argv.slice(2);

await withHost(async ({ settings }, databaseUrl) => {
  const own = existsSync(settings.auditSealFile) ? [settings.auditSealFile] : [];
  const { entries, chains, sealLines, fault } = await verifyAudit({
    url: databaseUrl,
    files: [...new Set([...own, ...more])],
  });
  if (fault === null) {
    console.log(`${entries} entries in ${chains} chains, ${sealLines} seals: nothing was changed`);
    return 0;
  }
  console.error(
    `${fault.kind}: entry ${fault.entryId ?? 'gone'}, chain ${fault.chain ?? '-'}, number ${fault.seq ?? '-'}: ${fault.message}`,
  );
  return 1;
});
