import { userId } from '../ids.ts';
import { PaymentError } from '../payment-error.ts';
import { paid, sampleClaim, sampleMethod, uuidV7 } from './samples.ts';
import { atOnce, changed, stored, USER, type StorageSuite } from './storage-rig.ts';

export function methodCases({ it, expect, rig, storage }: StorageSuite): void {
  it('C7 keeps a method with its key, and lists the active ones, the default first', async () => {
    const now = rig().now();
    const user = userId(`user-${uuidV7(now)}`);
    const claim = sampleClaim(now, { operation: 'methods.save' });
    const plain = sampleMethod(now, { userId: user });
    const first = await storage().insertMethod(plain, { cause: USER, claim });
    expect(first).toMatchObject({
      kind: 'done',
      changed: true,
      method: { id: plain.id, version: 1, auditSeq: 1, eventSeq: 1 },
    });
    const repeat = await storage().insertMethod(sampleMethod(now, { userId: user }), { cause: USER, claim });
    expect(repeat).toMatchObject({ kind: 'key', found: { subject: plain.id, paymentId: null } });
    const favourite = sampleMethod(now, { userId: user, isDefault: true });
    await storage().insertMethod(favourite, { cause: USER });
    await storage().insertMethod(sampleMethod(now, { userId: user, status: 'saving', reference: null }), {
      cause: USER,
    });
    expect((await storage().listMethods(user)).map((method) => method.id)).toEqual([favourite.id, plain.id]);
    expect(await storage().loadMethod(plain.id)).toMatchObject({
      ...plain,
      version: 1,
      auditSeq: 1,
      eventSeq: 1,
      auditHead: (await storage().loadMethod(plain.id))?.auditHead,
    });
    expect((await storage().findMethodByReference('simulated', plain.reference ?? ''))?.id).toBe(plain.id);
    expect(await storage().findMethodByReference('another', plain.reference ?? '')).toBeNull();
  });

  it('a user has one default: a new one takes its place', async () => {
    const now = rig().now();
    const user = userId(`user-${uuidV7(now)}`);
    const old = sampleMethod(now, { userId: user, isDefault: true });
    const fresh = sampleMethod(now, { userId: user });
    await storage().insertMethod(old, { cause: USER });
    await storage().insertMethod(fresh, { cause: USER });
    await storage().changeMethod(fresh.id, (method) => ({ ...method, isDefault: true }), { cause: USER });
    const methods = await storage().listMethods(user);
    expect(methods.map((method) => [method.id, method.isDefault])).toEqual([
      [fresh.id, true],
      [old.id, false],
    ]);
  });

  it('changes a method by a decision, and settles the key with what it wrote', async () => {
    const method = sampleMethod(rig().now());
    const claim = sampleClaim(rig().now(), { operation: 'methods.remove' });
    await storage().insertMethod(method, { cause: USER });
    const settle = { ref: claim, answer: ({ status }: { status: string }) => ({ status: 200, body: status }) };
    const due = rig().now();
    const outcome = await storage().changeMethod(
      method.id,
      (current) => ({ ...current, status: 'removing', advanceAt: due }),
      { cause: USER, claim, settle },
    );
    expect(outcome).toMatchObject({
      kind: 'done',
      changed: true,
      method: { status: 'removing', version: 2, eventSeq: 2 },
    });
    expect((await storage().findKey(claim))?.answer).toEqual({ status: 200, body: 'removing' });
    expect(await storage().listMethods(method.userId)).toEqual([]);
    const work = await storage().claimStalled(1_000, 30_000);
    expect(work.filter(({ id }) => id === method.id)).toEqual([{ kind: 'method', id: method.id }]);
  });

  it('a decision about a method that throws, or wants nothing, leaves it as it is', async () => {
    const method = sampleMethod(rig().now());
    await storage().insertMethod(method, { cause: USER });
    const refuse = () => {
      throw new PaymentError('invalid_state', 'no');
    };
    await expect(storage().changeMethod(method.id, refuse, { cause: USER })).rejects.toMatchObject({
      code: 'invalid_state',
    });
    const outcome = await storage().changeMethod(method.id, () => null, { cause: USER });
    expect(outcome).toMatchObject({ kind: 'done', changed: false, method: { version: 1 } });
  });

  it('the method that a provider kept beside a payment is saved with it, once', async () => {
    const first = await stored(rig(), { saveMethod: true });
    const kept = {
      type: 'card',
      brand: 'mir',
      last4: '0004',
      expMonth: 1,
      expYear: 2031,
      reference: `kept-${first.id}`,
      customer: 'customer-1',
    };
    for (let time = 0; time < 2; time++) {
      await changed(rig(), first.id, (payment) => ({ payment: paid(payment, rig().now()), savedMethod: kept }));
    }
    expect(await storage().listMethods(first.userId)).toMatchObject([
      { ...kept, status: 'active', provider: 'simulated' },
    ]);
  });

  it('the first customer that was kept for a user wins, of ten at once', async () => {
    const user = userId(`user-${uuidV7(rig().now())}`);
    expect(await storage().customerOf(user, 'simulated')).toBeNull();
    const answers = await atOnce(10, (index) => storage().keepCustomer(user, 'simulated', `customer-${index}`));
    expect(new Set(answers).size).toBe(1);
    expect(await storage().customerOf(user, 'simulated')).toBe(answers[0]);
    expect(await storage().customerOf(user, 'another')).toBeNull();
  });
}
