import { parseArgs } from 'node:util';
import { runReconciliation } from '../jobs/reconcile.ts';
import { withHost } from './with-host.ts';

// npm run reconcile -- --from 2026-11-01 --to 2026-11-02 [--provider stripe]: exit 1 where something is left.
const { values } = parseArgs({
  options: { from: { type: 'string' }, to: { type: 'string' }, provider: { type: 'string' } },
});

function time(text: string | undefined, fallback: number, name: string): Date {
  const date = text === undefined ? new Date(fallback) : new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new Error(`--${name} must be a time, such as 2026-11-01 or 2026-11-01T12:00:00Z`);
  return date;
}

await withHost(async (host) => {
  const now = host.deps.now().getTime();
  const from = time(values.from, now - 86_400_000, 'from');
  const to = time(values.to, now, 'to');
  const providers = values.provider === undefined ? host.enabledProviders : [values.provider];
  let left = 0;
  for (const provider of providers) {
    const { compared, differences, foreign } = await runReconciliation(host, provider, {
      from,
      to,
      readsRefunds: true,
    });
    console.log(
      `${provider}: ${compared} compared, ${differences.length} different, ${differences.filter((d) => d.repaired).length} repaired, ${foreign} of other systems`,
    );
    for (const { kind, paymentId, providerPaymentId, here, there, repaired } of differences) {
      console.log(
        `  ${kind}  ${paymentId ?? '-'}  ${providerPaymentId ?? '-'}  here: ${here ?? 'nothing'}  there: ${there ?? 'nothing'}  ${repaired ? 'repaired' : 'LEFT'}`,
      );
    }
    left += differences.filter((d) => !d.repaired).length;
  }
  console.log(left === 0 ? 'clean' : `${left} left`);
  return left === 0 ? 0 : 1;
});
