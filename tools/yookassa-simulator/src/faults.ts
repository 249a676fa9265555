/** What can go wrong on the way to YooKassa. `_before`: nothing happened there; `_after`: it happened all the same. */
export const FAULT_KINDS = [
  'timeout_before',
  'timeout_after',
  '500_before',
  '500_after',
  '202_before',
  '202_after',
  'html_before',
  'html_after',
  'cut_body',
  'reset_before',
  'reset_after',
  '429',
  '401',
  'slow',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export const ROUTES = [
  'POST /payments',
  'GET /payments',
  'GET /payments/:id',
  'POST /payments/:id/capture',
  'POST /payments/:id/cancel',
  'POST /refunds',
  'GET /refunds',
  'GET /refunds/:id',
  'GET /payment_methods/:id',
  'GET /me',
] as const;

export type Route = (typeof ROUTES)[number];

export interface Fault {
  /** A route, or `*` for every one. */
  readonly on: Route | '*';
  readonly kind: FaultKind;
  /** How many requests it hits; 1 when left out. */
  readonly times?: number;
  /** How many requests pass first; 0 when left out. */
  readonly skip?: number;
  /** `slow`: how long the request waits before it has its effect. */
  readonly ms?: number;
  /** `429` and `202_*`: what the answer asks to wait for, in milliseconds. */
  readonly retryAfterMs?: number;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** Those still waiting to strike. */
  readonly pending: readonly Fault[];
}

export interface FaultPlan extends Faults {
  /** The fault for this request, used up by one. */
  take(route: Route): Fault | undefined;
}

export function createFaults(): FaultPlan {
  let waiting: { readonly fault: Fault; skip: number; times: number }[] = [];
  return {
    add: (fault) => void waiting.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 }),
    clear: () => void (waiting = []),
    get pending() {
      return waiting.map(({ fault, skip, times }) => ({ ...fault, skip, times }));
    },
    take(route) {
      const next = waiting.find(({ fault }) => fault.on === '*' || fault.on === route);
      if (!next) return undefined;
      if (next.skip > 0) {
        next.skip -= 1;
        return undefined;
      }
      next.times -= 1;
      waiting = waiting.filter((entry) => entry.times > 0);
      return next.fault;
    },
  };
}
