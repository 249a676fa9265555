import { Worker } from 'node:worker_threads';
import { PaymentError, type Receipt } from '@payments/domain';
import type { Print, PrintOrder } from './pdf-thread.ts';

/** Makes PDFs beside the thread that answers requests: one takes 50 to 130 ms of CPU. */
export interface PdfPress {
  /** Throws `overloaded` where too many wait already. */
  print(receipt: Receipt): Promise<Buffer>;
  close(): Promise<void>;
}

/** About ten seconds of work: who comes later would not wait for it. */
const WAITING_MAX = 100;
/** The thread holds fonts and a heap of its own (about 40 MB); after so long without work it ends. */
const IDLE_MS = 30_000;
/** Enough for the longest receipt (100 items). */
const HEAP_MB = 192;

interface Waiting {
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/** One thread, started when it is needed; tests run the sources, which a thread can't load, and print in their own. */
export function createPdfPress(): PdfPress {
  if (import.meta.url.endsWith('.ts')) return { print: printHere, close: () => Promise.resolve() };
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  function start(): Worker {
    const made = new Worker(new URL('./pdf-thread.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    made.unref();
    made.on('message', ({ id, pdf }: Print) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (pdf === null) one?.reject(new Error('the PDF could not be made'));
      else one?.resolve(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
      if (waiting.size === 0) idle = setTimeout(() => void end(), IDLE_MS).unref();
    });
    // After an error `exit` follows. The next order starts another thread.
    made.on('error', () => undefined);
    made.on('exit', () => {
      if (thread !== made) return;
      thread = null;
      for (const { reject } of waiting.values()) reject(new Error('the PDF thread ended'));
      waiting.clear();
    });
    return made;
  }
  async function end(): Promise<void> {
    clearTimeout(idle);
    await thread?.terminate();
  }
  return {
    print: (receipt) =>
      new Promise((resolve, reject) => {
        if (waiting.size >= WAITING_MAX)
          return reject(new PaymentError('overloaded', 'Too many PDFs are being made. Try again in a moment.'));
        clearTimeout(idle);
        thread ??= start();
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        thread.postMessage({ id: lastId, receipt } satisfies PrintOrder);
      }),
    close: end,
  };
}

/** Loaded only here: with its fonts' machinery it is 13 MiB and a tenth of a second that this thread has no use for. */
async function printHere(receipt: Receipt): Promise<Buffer> {
  const { renderReceiptPdf } = await import('./receipt-pdf.ts');
  return renderReceiptPdf(receipt);
}
