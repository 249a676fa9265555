const PROVIDERS: Readonly<Record<string, string>> = { stripe: 'Stripe', yookassa: 'YooKassa', mock: 'Test' };

/** A provider as people write it; one that is not known here by the service's word for it. */
export function providerName(provider: string | null): string {
  return provider === null ? '–' : (PROVIDERS[provider] ?? provider);
}

const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  mir: 'Мир',
  amex: 'American Express',
  unionpay: 'UnionPay',
};

interface MethodLook {
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
}

/** Visa •••• 4242 */
export function methodName({ type, brand, last4 }: MethodLook): string {
  const name = brand === null ? type.replaceAll('_', ' ') : (BRANDS[brand.toLowerCase()] ?? brand);
  return last4 === null ? name : `${name} •••• ${last4}`;
}
