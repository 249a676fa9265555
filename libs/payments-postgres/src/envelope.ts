import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

/** A key of 32 bytes and the name that goes with each value that it sealed. */
export interface KeyMaterial {
  readonly id: string;
  readonly key: Uint8Array;
}

/** As it is stored: version, key id, nonce, ciphertext with its tag (both base64). */
interface Sealed {
  readonly v: 1;
  readonly k: string;
  readonly n: string;
  readonly c: string;
}

/** It is there, but the key that sealed it is not, or it stands in another row than it was sealed for. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** NIST SP 800-38D, 8.2.2: 96 random bits are safe for 2^32 values a key; roll the key before. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Random bytes are fetched for this many nonces at a time: a call to the kernel for each costs more than the sealing. */
const NONCES_AHEAD = 256;
const ALGORITHM = 'aes-256-gcm';

/**
 * Seals what must not be read in a dump: AES-256-GCM, a fresh nonce each, the row's identity (`payments:<id>:secret`) as additional data,
 * so that a value can't be moved to another row. The first key writes, all read.
 */
export class EnvelopeBox {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  readonly #first: { readonly id: string; readonly key: KeyObject };

  #random = Buffer.alloc(0);

  constructor(keys: readonly KeyMaterial[]) {
    const objects = keys.map(({ id, key }) => ({ id, key: keyObject(id, key) }));
    const [first] = objects;
    if (!first) throw new Error('there is no encryption key');
    this.#first = first;
    this.#keys = new Map(objects.map(({ id, key }) => [id, key]));
  }

  /** The envelope as JSON text. `place` is table, row and column. */
  seal(plain: string | Uint8Array, place: string): string {
    const nonce = this.#nonce();
    const cipher = createCipheriv(ALGORITHM, this.#first.key, nonce);
    cipher.setAAD(Buffer.from(place));
    const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
    const sealed = Buffer.concat([body, cipher.final(), cipher.getAuthTag()]).toString('base64');
    return `{"v":1,"k":${JSON.stringify(this.#first.id)},"n":"${nonce.toString('base64')}","c":"${sealed}"}`;
  }

  /** Each is handed out once. */
  #nonce(): Buffer {
    if (this.#random.length === 0) this.#random = randomBytes(NONCE_BYTES * NONCES_AHEAD);
    const nonce = this.#random.subarray(0, NONCE_BYTES);
    this.#random = this.#random.subarray(NONCE_BYTES);
    return nonce;
  }

  /** What was sealed for that place. Throws `UnreadableError`. */
  open(stored: unknown, place: string): Buffer {
    const sealed = parse(stored);
    const key = sealed && this.#keys.get(sealed.k);
    if (!sealed || !key) throw new UnreadableError(`${place} was sealed with a key that is not known here`);
    const bytes = Buffer.from(sealed.c, 'base64');
    try {
      const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(sealed.n, 'base64'), { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
    } catch {
      throw new UnreadableError(`${place} is not what was sealed for it`);
    }
  }

  /** The name of the key that writes: what is sealed by another one is old. */
  get keyId(): string {
    return this.#first.id;
  }

  /** True where the value is not sealed with the key that writes: it should be sealed anew. */
  isOld(stored: unknown): boolean {
    return parse(stored)?.k !== this.#first.id;
  }
}

function keyObject(id: string, key: Uint8Array): KeyObject {
  if (key.length !== 32) throw new Error(`encryption key ${id} has ${key.length} bytes, it must have 32`);
  return createSecretKey(key);
}

function parse(stored: unknown): Sealed | null {
  try {
    const value: unknown = typeof stored === 'string' ? JSON.parse(stored) : stored;
    return isSealed(value) ? value : null;
  } catch {
    return null;
  }
}

function isSealed(value: unknown): value is Sealed {
  if (typeof value !== 'object' || value === null) return false;
  const has = (name: string) => typeof Reflect.get(value, name) === 'string';
  return Reflect.get(value, 'v') === 1 && has('k') && has('n') && has('c');
}
