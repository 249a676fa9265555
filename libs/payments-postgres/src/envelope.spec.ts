import { randomBytes } from 'node:crypto';
import { EnvelopeBox, UnreadableError } from './envelope.ts';

const first = { id: 'first', key: randomBytes(32) };
const second = { id: 'second', key: randomBytes(32) };
const box = new EnvelopeBox([first]);
const opened = (by: EnvelopeBox, stored: unknown, place = 'payments:1:secret') =>
  by.open(stored, place).toString('utf8');

describe('an envelope', () => {
  it('opens to what was sealed, as text or as the object that jsonb gives back', () => {
    for (const plain of ['', 'ё 💳', 'x'.repeat(100_000)]) {
      const sealed = box.seal(plain, 'payments:1:secret');
      expect(opened(box, sealed)).toBe(plain);
      expect(opened(box, JSON.parse(sealed))).toBe(plain);
    }
    const bytes = Buffer.from([0, 255, 128]);
    expect(box.open(box.seal(bytes, 'a'), 'a')).toEqual(bytes);
  });

  it('names its key, and never repeats a nonce', () => {
    const nonces = Array.from({ length: 2_000 }, () => {
      const envelope: unknown = JSON.parse(box.seal('same', 'a'));
      expect(envelope).toMatchObject({ v: 1, k: 'first' });
      return Reflect.get(envelope as object, 'n') as string;
    });
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  it('belongs to its row and column', () => {
    const sealed = box.seal('secret', 'payments:1:secret');
    for (const place of ['payments:2:secret', 'payments:1:provider_answer', 'refunds:1:secret'])
      expect(() => opened(box, sealed, place)).toThrow(UnreadableError);
  });

  it('is written by the first key and read by all', () => {
    const rolled = new EnvelopeBox([second, first]);
    const old = box.seal('old', 'payments:1:secret');
    expect(opened(rolled, old)).toBe('old');
    expect(rolled.isOld(old)).toBe(true);
    expect(rolled.isOld(rolled.seal('new', 'a'))).toBe(false);
    expect(() => opened(box, rolled.seal('new', 'payments:1:secret'))).toThrow(UnreadableError);
  });

  it('is unreadable where a bit differs, or where it is no envelope', () => {
    const sealed = box.seal('secret', 'payments:1:secret');
    const envelope = JSON.parse(sealed) as { readonly c: string };
    const bytes = Buffer.from(envelope.c, 'base64');
    bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
    expect(() => opened(box, { ...envelope, c: bytes.toString('base64') })).toThrow(UnreadableError);
    expect(() => opened(box, { ...envelope, c: '' })).toThrow(UnreadableError);
    for (const stored of ['', 'null', '[]', {}, null, 7]) expect(() => opened(box, stored)).toThrow(UnreadableError);
  });

  it('needs a key, of 32 bytes', () => {
    expect(() => new EnvelopeBox([])).toThrow('no encryption key');
    expect(() => new EnvelopeBox([{ id: 'short', key: randomBytes(16) }])).toThrow('must have 32');
  });
});
