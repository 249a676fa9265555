/** What may happen in a history. Numbers that pick something (`payment`, `order`, `key`) are taken modulo what there is. */
export type Command =
  | { readonly do: 'create'; readonly order: number | null; readonly token: string | null; readonly manual: boolean }
  | { readonly do: 'repeat'; readonly key: number }
  | {
      readonly do: 'confirm' | 'retry';
      readonly payment: number;
      readonly token: string | null;
      readonly elsewhere?: boolean;
    }
  | { readonly do: 'capture' | 'refund'; readonly payment: number; readonly amount: number | null }
  | { readonly do: 'cancel' | 'fail' | 'sync'; readonly payment: number }
  | {
      readonly do: 'payer';
      readonly object: number;
      readonly act: 'pays' | 'declines' | 'cancels' | 'succeeded' | 'failed' | 'lapses';
    }
  | { readonly do: 'dashboard'; readonly object: number; readonly amount: number }
  | { readonly do: 'refundEnds'; readonly refund: number; readonly status: 'succeeded' | 'failed' }
  | { readonly do: 'webhooks'; readonly how: 'in order' | 'reversed' | 'twice' | 'lost' }
  | { readonly do: 'saveMethod'; readonly token: string }
  | { readonly do: 'removeMethod'; readonly method: number }
  | { readonly do: 'worker' }
  | { readonly do: 'late' }
  | { readonly do: 'clock'; readonly seconds: number };

/** One step: a command, what goes wrong in it, and whether the next one waits for it. */
export interface Step {
  readonly command: Command;
  /** Decides the faults and turns of this step alone, so that a history can be cut down without changing the rest. */
  readonly seed: number;
  /** From 0 to 1: how likely each call to a provider goes wrong. */
  readonly faulty: number;
  /** The process dies at this place of the step; each port call has one before and one after it. `null`: it lives. */
  readonly dies: number | null;
  readonly atOnce: boolean;
}

export interface HistoryOptions {
  readonly declinesStayOpen: boolean;
  readonly waitingCancelable: boolean;
  readonly repeats: 'first_answer' | 'object_now';
  readonly lateSuccess: 'alert' | 'refund';
}
