import { PaymentsProblem } from '@payments/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { readCheckout, sendCheckout, type CheckoutCommand, type CheckoutLink } from '../api/checkout-calls.ts';
import { troubleOf, type Trouble } from '../api/trouble.ts';
import { followLanguage } from '../i18n/language.ts';
import { isOpen, type Shown } from './standing.ts';

export interface CheckoutDesk {
  /** The last answer of the service; null before the first. */
  readonly shown: Shown | null;
  readonly trouble: Trouble | null;
  /** The command under way: further ones do nothing meanwhile. */
  readonly doing: PayerCommand | null;
  /** A command was sent and its answer got lost: it may have worked. */
  readonly unsure: boolean;
  readonly act: (command: PayerCommand, method?: string) => Promise<void>;
  /** Asks the service to ask the provider. */
  readonly ask: () => Promise<void>;
  /** Asks the service what it knows. */
  readonly read: () => Promise<void>;
}

/** What a payer may want; asking how it stands is not one of them, and never in the way. */
export type PayerCommand = Exclude<CheckoutCommand, 'sync'>;

/**
 * How a payment stands, and what is done about it. The page never decides an outcome: each command's answer, and whatever is read
 * after trouble, is what the service says. One command at a time; what a lost answer left behind is looked up, never sent anew.
 */
export function useCheckout(link: CheckoutLink): CheckoutDesk {
  const [shown, setShown] = useState<Shown | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [doing, setDoing] = useState<PayerCommand | null>(null);
  const [unsure, setUnsure] = useState(false);
  const commanding = useRef(false);
  const questions = useRef(0);
  const followed = useRef(false);
  const { id, token } = link;

  /** Shows an answer, unless something newer was asked meanwhile. */
  const show = useCallback(async (asking: Promise<Shown>): Promise<void> => {
    const question = ++questions.current;
    const answer = await asking;
    if (question !== questions.current) return;
    if (answer.link === 'valid' && !followed.current) {
      followed.current = true;
      await followLanguage(answer.locale);
    }
    setShown(answer);
    setTrouble(null);
    setUnsure(false);
  }, []);

  const look = useCallback(
    async (question: () => Promise<Shown>) => {
      if (commanding.current) return;
      // The link's time may have ended while the page was open: then it is told how the payment stands.
      const asking = question().catch((error: unknown) => {
        if (isOvertaken(error)) return readCheckout({ id, token }, false);
        throw error;
      });
      await show(asking).catch((error: unknown) => setTrouble(troubleOf(error)));
    },
    [show, id, token],
  );
  const read = useCallback(() => look(() => readCheckout({ id, token }, !followed.current)), [look, id, token]);
  const ask = useCallback(() => look(() => sendCheckout('sync', { id, token })), [look, id, token]);

  const act = useCallback(
    async (command: PayerCommand, method?: string) => {
      if (commanding.current) return;
      commanding.current = true;
      setDoing(command);
      try {
        await show(sendCheckout(command, { id, token }, method));
      } catch (error) {
        const met = troubleOf(error);
        setTrouble(met);
        setUnsure(met.kind === 'offline' || met.kind === 'away');
        if (isOvertaken(error)) await show(readCheckout({ id, token }, false)).catch(() => undefined);
      } finally {
        commanding.current = false;
        setDoing(null);
      }
    },
    [id, token, show],
  );

  return { shown, trouble, doing, unsure, act, ask, read };
}

/** Another tab, or time itself, was quicker: how it stands now says more than the refusal. */
function isOvertaken(error: unknown): boolean {
  return error instanceof PaymentsProblem && (error.code === 'invalid_state' || error.status === 403);
}

/** Soon at first, since most answers come soon; then more seldom, within the limits of one address. */
const ASK_AFTER_MS = [800, 1_500, 2_500, 4_000, 6_000, 10_000];
/** A receipt is numbered within a second of the success. */
const RECEIPT_AFTER_MS = 900;
const RECEIPT_TRIES = 8;

/** Keeps it current by itself: while an answer is open, when the receipt is awaited, and when the payer comes back to this tab. */
export function useCurrent({ shown, unsure, doing, ask, read }: CheckoutDesk): void {
  const turns = useRef(0);
  const [beat, setBeat] = useState(0);
  const open = unsure || (shown !== null && isOpen(shown));
  const awaitsReceipt = shown?.link === 'valid' && shown.status === 'succeeded' && shown.receipt === null;
  const canAsk = shown === null || shown.link === 'valid';

  useEffect(() => {
    turns.current = 0;
  }, [open, awaitsReceipt]);

  useEffect(() => {
    if (doing !== null || (!open && !awaitsReceipt)) return;
    if (awaitsReceipt && turns.current >= RECEIPT_TRIES) return;
    const afterMs = open
      ? (ASK_AFTER_MS[Math.min(turns.current, ASK_AFTER_MS.length - 1)] ?? RECEIPT_AFTER_MS)
      : RECEIPT_AFTER_MS;
    const timer = setTimeout(() => {
      turns.current += 1;
      void (open && canAsk ? ask() : read()).then(() => setBeat((before) => before + 1));
    }, afterMs);
    return () => clearTimeout(timer);
  }, [open, awaitsReceipt, canAsk, doing, ask, read, beat]);

  useEffect(() => {
    const back = () => {
      if (document.visibilityState === 'visible') void read();
    };
    // The back button may bring a page out of the browser's memory, as it was before.
    const shownAgain = ({ persisted }: PageTransitionEvent) => persisted && back();
    addEventListener('pageshow', shownAgain);
    addEventListener('online', back);
    document.addEventListener('visibilitychange', back);
    return () => {
      removeEventListener('pageshow', shownAgain);
      removeEventListener('online', back);
      document.removeEventListener('visibilitychange', back);
    };
  }, [read]);
}
