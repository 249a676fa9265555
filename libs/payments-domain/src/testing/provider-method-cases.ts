import { userId } from '../ids.ts';
import type { ProviderMethods } from '../ports.ts';
import type { ProviderMethod } from '../provider-facts.ts';
import { sampleMethod, uuidV7 } from './samples.ts';
import { finished, objectOf, order, sendOf, submit, type ProviderSuite } from './provider-rig.ts';

export function methodPowerCases({ itWith, expect, rig }: ProviderSuite): void {
  const power = (): ProviderMethods => {
    const { methods } = rig().provider;
    if (!methods) throw new Error('it has no power to keep methods');
    return methods;
  };
  const save = async (): Promise<{ method: ProviderMethod; customer: string | null }> => {
    const id = uuidV7(rig().now());
    const user = userId(`user-${id}`);
    const customer = await power().ensureCustomer(user, { key: `${id}.customer.1` });
    if (customer.verdict !== 'known') throw new Error(`the customer was ${customer.verdict}`);
    const params = power().prepareSave(user, rig().tokens.ok ?? '', customer.value);
    const saved = await power().save(sendOf(`${id}.save.1`, params));
    if (saved.verdict !== 'known') throw new Error(`the method was ${saved.verdict}`);
    return { method: saved.value, customer: customer.value };
  };

  itWith('methods', 'C7 keeps a method as a reference, with what a person recognises it by', async () => {
    const { method, customer } = await save();
    expect(method.reference.length).toBeGreaterThan(0);
    expect(method.customer).toBe(customer);
    expect(method.last4 === null || /^\d{4}$/.test(method.last4)).toBe(true);
  });

  itWith('methods', 'pays with the saved method, once', async () => {
    const { method, customer } = await save();
    const { name } = rig().provider;
    const { reference } = method;
    const kept = sampleMethod(rig().now(), { ...method, provider: name, reference, customer });
    const made = order(rig(), { kind: 'saved', method: kept, payerPresent: true });
    await finished(rig(), objectOf(await submit(rig(), made)));
    await submit(rig(), made, false);
    expect((await rig().ledger(made.payment.id)).charges).toHaveLength(1);
  });

  itWith('methods', 'removes it, and what is gone already is removed, too', async () => {
    const { method } = await save();
    for (const number of [1, 2]) {
      const answer = await power().remove(method.reference, { key: `${uuidV7(rig().now())}.remove.${number}` });
      expect(answer.verdict).toBe('known');
    }
  });

  itWith('methods', 'a save or removal in doubt is unknown', async () => {
    const { method } = await save();
    const id = uuidV7(rig().now());
    await rig().fault('timeout_after');
    const params = power().prepareSave(userId(`user-${id}`), rig().tokens.ok ?? '', null);
    expect((await power().save(sendOf(`${id}.save.1`, params))).verdict).toBe('unknown');
    await rig().fault('timeout_after');
    expect((await power().remove(method.reference, { key: `${id}.remove.1` })).verdict).toBe('unknown');
  });
}
