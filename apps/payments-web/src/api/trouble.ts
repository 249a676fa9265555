import { PaymentsProblem } from '@payments/client';
import { sessionToken } from './session.ts';

/** What can be wrong, as a person would put it. Each has its sentences in the texts under `trouble`. */
export type TroubleKind =
  'offline' | 'expired' | 'signedOut' | 'forbidden' | 'missing' | 'busy' | 'away' | 'refused' | 'broken';

export interface Trouble {
  readonly kind: TroubleKind;
  /** The service's own sentence, where it refused a command; null for all else. */
  readonly detail: string | null;
  /** For whoever asks support; null where the service was not reached. */
  readonly requestId: string | null;
  readonly code: string | null;
}

/** Trouble that may be over by itself, so trying again makes sense. */
const PASSING: ReadonlySet<TroubleKind> = new Set(['offline', 'away', 'busy', 'broken']);

export const isPassing = ({ kind }: Trouble): boolean => PASSING.has(kind);

export function troubleOf(error: unknown): Trouble {
  if (error instanceof PaymentsProblem) {
    const { problem, code, status } = error;
    const kind = kindOf(status);
    return {
      kind,
      detail: kind === 'refused' ? (problem?.detail ?? null) : null,
      requestId: problem?.request_id ?? null,
      code,
    };
  }
  const kind = !navigator.onLine ? 'offline' : isSilence(error) ? 'away' : 'broken';
  return { kind, detail: null, requestId: null, code: null };
}

/** What fetch throws where there was no answer, in every browser, and where it did not come in time. */
function isSilence(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
}

const KINDS: Readonly<Record<number, TroubleKind>> = { 403: 'forbidden', 404: 'missing', 429: 'busy' };

function kindOf(status: number): TroubleKind {
  if (status === 401) return sessionToken() === null ? 'signedOut' : 'expired';
  return KINDS[status] ?? (status >= 500 ? 'away' : 'refused');
}
