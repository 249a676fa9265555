import { readFileSync } from 'node:fs';
import {
  mayBecome,
  PAID_STATUSES,
  PAYMENT_STATUSES,
  PAYMENT_TRANSITIONS,
  type PaymentStatus,
} from './payment-status.ts';

/** How the page names the first step and what may still change. */
function diagram(): string {
  const rows = PAYMENT_STATUSES.flatMap((from) => PAYMENT_TRANSITIONS[from].map((to) => `    ${from} --> ${to}`));
  return ['stateDiagram-v2', '    [*] --> pending', ...rows].join('\n');
}

function fenced(page: string, kind: string): string {
  const [, block] = new RegExp(`\`\`\`${kind}\n(stateDiagram-v2[^\`]*)\n\`\`\``).exec(page) ?? [];
  return block ?? `there is no ${kind} block with a state diagram`;
}

describe('the status table', () => {
  it('is the diagram in docs/architecture.md', () => {
    const page = readFileSync(new URL('../../../docs/architecture.md', import.meta.url), 'utf8');
    expect(fenced(page, 'mermaid')).toBe(diagram());
  });

  it.each(PAYMENT_STATUSES)('%s: staying is no step', (status) => {
    expect(mayBecome(status, status)).toBe(false);
  });

  it('W10 a paid payment never becomes unpaid by a step: its money goes back by refunds alone', () => {
    for (const from of PAID_STATUSES) {
      expect(PAYMENT_TRANSITIONS[from].every((to) => PAID_STATUSES.includes(to))).toBe(true);
    }
  });

  it('W11 late money is recorded, whatever we thought', () => {
    const unpaid = PAYMENT_STATUSES.filter((status) => !PAID_STATUSES.includes(status));
    expect(unpaid.filter((status) => !mayBecome(status, 'succeeded'))).toEqual([]);
  });

  it('C10 only a failed payment goes back to the beginning', () => {
    const back = PAYMENT_STATUSES.filter((status) => mayBecome(status, 'pending'));
    expect(back).toEqual(['failed']);
  });

  it('from pending every status can be reached', () => {
    const seen = new Set<PaymentStatus>(['pending']);
    for (const status of seen) for (const next of PAYMENT_TRANSITIONS[status]) seen.add(next);
    expect([...seen].toSorted()).toEqual([...PAYMENT_STATUSES].toSorted());
  });
});
