import { readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';

/** YooKassa's own description of its API, as the simulator's tests have it. */
const schemas: object = JSON.parse(
  readFileSync(new URL('../../../tools/yookassa-simulator/fixtures/yookassa-schemas.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2019({ allErrors: true, strict: false });
addFormats.default(ajv, ['date', 'date-time', 'email', 'int32']);
ajv.addSchema(schemas);

/** What of a request's body the description does not allow: wrong values, and fields that it does not know. */
export function violations(name: RequestName, body: unknown): readonly string[] {
  const validate = VALIDATORS[name];
  return validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const closed = (name: string) =>
  ajv.compile<unknown>({ allOf: [{ $ref: `yookassa#/$defs/${name}` }], unevaluatedProperties: false });
const VALIDATORS = {
  CreatePaymentRequest: closed('CreatePaymentRequest'),
  PaymentCaptureRequest: closed('PaymentCaptureRequest'),
  RefundRequest: closed('RefundRequest'),
} as const;
type RequestName = keyof typeof VALIDATORS;
