import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { IsInt, IsOptional, IsString, MaxLength, Min, validateSync } from 'class-validator';
import fc from 'fast-check';
import * as bodies from './bodies.ts';
import { rulesOfClass, surelyHold } from './rules-of-class.ts';

type BodyClass = new () => object;
const CLASSES = Object.values(bodies).filter((value): value is BodyClass => typeof value === 'function');

describe('the rules of a class, asked at once', () => {
  const full = {
    ...{ amount: 1999, currency: 'EUR', order_id: 'o-1', purpose: 'deposit', description: 'Two shirts' },
    ...{ customer_email: 'a@example.com', save_payment_method: true, capture_method: 'manual', provider: 'mock' },
    ...{ return_url: 'https://shop.example', locale: 'ru', metadata: { a: 'b' }, user_id: 'u-1' },
    payment_method: 'mock_success',
  };

  it.each([full, { amount: 1, currency: 'jpy' }])('hold for a good create', (body) => {
    expect(surelyHold(rulesFor(bodies.CreatePaymentBody), body)).toBe(true);
  });

  it('leave what nests to class-validator', () => {
    const items = [{ description: 'A shirt', quantity: 1, unit_amount: 1999 }];
    expect(surelyHold(rulesFor(bodies.CreatePaymentBody), { ...full, items })).toBe(false);
  });

  it.each([
    { ...full, amount: 0 },
    { ...full, amount: '1999' },
    { ...full, currency: 'EURO' },
    { ...full, description: null },
    { ...full, colour: 'blue' },
    { ...full, metadata: { a: 1 } },
    { currency: 'EUR' },
  ])('do not hold for a bad one', (body) => {
    expect(surelyHold(rulesFor(bodies.CreatePaymentBody), body)).toBe(false);
  });

  it('are not gathered where only class-validator can judge: groups', () => {
    class Grouped {
      @IsString({ groups: ['some'] }) name!: string;
    }
    expect(rulesOfClass(Grouped)).toBeNull();
  });

  it('are not gathered where there are none', () => {
    expect(rulesOfClass(Date)).toBeNull();
  });

  it('are known for a class that inherits', () => {
    class Parent {
      @IsString() @MaxLength(3) name!: string;
    }
    class Child extends Parent {
      @IsOptional() @IsInt() @Min(1) age?: number;
    }
    expect(surelyHold(rulesFor(Child), { name: 'abc' })).toBe(true);
    expect(surelyHold(rulesFor(Child), { name: 'abcd' })).toBe(false);
    expect(surelyHold(rulesFor(Child), { name: 'abc', age: 0 })).toBe(false);
  });

  it('never let through what class-validator refuses', () => {
    for (const type of CLASSES) {
      const rules = rulesOfClass(type);
      if (rules === null) continue;
      fc.assert(
        fc.property(bodyFor(rules.fields.map(({ name }) => name)), (body) => {
          fc.pre(surelyHold(rules, body));
          expect(validateSync(plainToInstance(type, body), WHOLE)).toEqual([]);
          expect({ ...body }).toEqual({ ...plainToInstance(type, body) });
        }),
        { numRuns: 40, maxSkipsPerRun: 2_000 },
      );
    }
  });
});

const WHOLE = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };

/** Bodies of which many are good: values that fit some field, and a few that fit none. */
function bodyFor(names: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const good: Readonly<Record<string, readonly unknown[]>> = {
    ...{ amount: [1, 1999], currency: ['EUR'], description: ['A shirt'], quantity: [1], unit_amount: [5] },
    ...{ payment_method: ['mock_success'], failure_message: ['gave up'], appointment_id: ['appt_1'] },
    ...{ payment_id: ['0190b0a0-1111-7222-8333-444455556666'], scenario: ['success'] },
  };
  const odd = [undefined, null, '', 'x', 0, 1, true, [], {}, { a: 'b' }, Number.NaN, 'full'];
  const record = Object.fromEntries(
    names.map((name) => {
      const wanted = good[name] ?? [undefined];
      return [name, fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...wanted) }, fc.constantFrom(...odd))];
    }),
  );
  return fc.record(record).map((body) => Object.fromEntries(Object.entries(body).filter(([, v]) => v !== undefined)));
}

function rulesFor(type: BodyClass) {
  const rules = rulesOfClass(type);
  if (rules === null) throw new Error(`${type.name} has rules that can't be asked at once`);
  return rules;
}
