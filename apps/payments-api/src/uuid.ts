import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const ID_BYTES = 16;
/** Random bytes are fetched for this many ids at a time: a call to the kernel for each was most of what an id cost. */
const IDS_AHEAD = 256;

const random = Buffer.alloc(ID_BYTES * IDS_AHEAD);
let used = random.length;
let msecs = 0;
let seq = 0;

/** A UUIDv7: sorted by time, so that new rows lie beside each other and pages can be cut by id; within a millisecond, counted. */
export function newId(): string {
  const bytes = nextRandom();
  const now = Date.now();
  // RFC 9562, 6.2, method 1: a counter that begins anew, with its highest bit clear, in each millisecond.
  seq = now > msecs ? bytes.readUInt32BE(6) >>> 1 : seq + 1;
  msecs = Math.max(now, msecs);
  return v7({ random: bytes, msecs, seq });
}

/** Each byte is handed out once. */
function nextRandom(): Buffer {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += ID_BYTES;
  return random.subarray(used - ID_BYTES, used);
}
