import { randomBytes, randomUUID } from 'node:crypto';

/** 36 characters in YooKassa's manner: the seconds since 2001 first, so that ids sort by age, then a mark of the kind. */
function timeOrdered(at: Date, mark: string): string {
  const seconds = Math.max(0, Math.floor(at.getTime() / 1000) - 978_307_200);
  return `${seconds.toString(16).padStart(8, '0')}-${mark}-5000-8000-${randomBytes(6).toString('hex')}`;
}

export const paymentId = (at: Date): string => timeOrdered(at, '000f');
export const refundId = (at: Date): string => timeOrdered(at, '0015');
export const confirmationToken = (at: Date): string => `ct-${timeOrdered(at, '000f')}`;
export const errorId = (): string => randomUUID();
