import type Stripe from 'stripe';
import type { Field, FieldsOf } from '../fields.ts';
import { CREATED, PAGING } from '../list.ts';

/**
 * The parameters of PaymentIntents in version 2026-10-28.endive, as the types of the `stripe` package list
 * them. What is `any` is taken and not acted on.
 */
export const AUTOMATIC_METHODS: Field = { fields: { allow_redirects: ['always', 'never'], enabled: 'boolean' } };

const CAPTURE_METHOD = ['automatic', 'automatic_async', 'manual'] as const;
const FUTURE_USAGE = ['off_session', 'on_session'] as const;

export const METHOD_DATA: Field = {
  fields: {
    allow_redisplay: 'string',
    billing_details: 'any',
    card: { fields: { token: 'string' } },
    metadata: 'metadata',
    type: ['card'],
  },
};

export const CREATE_FIELDS: FieldsOf<Stripe.PaymentIntentCreateParams> = {
  allowed_payment_method_types: { list: 'string' },
  amount: 'integer',
  amount_details: 'any',
  application_fee_amount: 'integer',
  automatic_payment_methods: AUTOMATIC_METHODS,
  capture_method: CAPTURE_METHOD,
  confirm: 'boolean',
  confirmation_method: ['automatic', 'manual'],
  confirmation_token: 'string',
  currency: 'string',
  customer: 'string',
  customer_account: 'string',
  description: 'string',
  error_on_requires_action: 'boolean',
  excluded_payment_method_types: { list: 'string' },
  hooks: 'any',
  mandate: 'string',
  mandate_data: 'any',
  metadata: 'metadata',
  off_session: 'boolean',
  on_behalf_of: 'string',
  payment_details: 'any',
  payment_method: 'string',
  payment_method_configuration: 'string',
  payment_method_data: METHOD_DATA,
  payment_method_options: 'any',
  radar_options: 'any',
  receipt_email: 'string',
  return_url: 'string',
  setup_future_usage: FUTURE_USAGE,
  shipping: 'any',
  statement_descriptor: 'string',
  statement_descriptor_suffix: 'string',
  transfer_data: 'any',
  transfer_group: 'string',
  use_stripe_sdk: 'boolean',
};

export const UPDATE_FIELDS: FieldsOf<Stripe.PaymentIntentUpdateParams> = {
  allowed_payment_method_types: { list: 'string' },
  amount: 'integer',
  amount_details: 'any',
  application_fee_amount: 'integer',
  capture_method: CAPTURE_METHOD,
  currency: 'string',
  customer: 'string',
  customer_account: 'string',
  description: 'string',
  excluded_payment_method_types: 'any',
  hooks: 'any',
  metadata: 'metadata',
  payment_details: 'any',
  payment_method: 'string',
  payment_method_configuration: 'string',
  payment_method_data: METHOD_DATA,
  payment_method_options: 'any',
  receipt_email: 'string?',
  setup_future_usage: [...FUTURE_USAGE, ''],
  shipping: 'any',
  statement_descriptor: 'string',
  statement_descriptor_suffix: 'string',
  transfer_data: 'any',
  transfer_group: 'string',
};

export const CONFIRM_FIELDS: FieldsOf<Stripe.PaymentIntentConfirmParams> = {
  allowed_payment_method_types: { list: 'string' },
  amount_details: 'any',
  amount_to_confirm: 'integer',
  capture_method: CAPTURE_METHOD,
  confirmation_token: 'string',
  error_on_requires_action: 'boolean',
  excluded_payment_method_types: 'any',
  hooks: 'any',
  mandate: 'string',
  mandate_data: 'any',
  off_session: 'boolean',
  payment_details: 'any',
  payment_method: 'string',
  payment_method_data: METHOD_DATA,
  payment_method_options: 'any',
  radar_options: 'any',
  receipt_email: 'string?',
  return_url: 'string',
  setup_future_usage: [...FUTURE_USAGE, ''],
  shipping: 'any',
  use_stripe_sdk: 'boolean',
};

export const CAPTURE_FIELDS: FieldsOf<Stripe.PaymentIntentCaptureParams> = {
  amount_details: 'any',
  amount_to_capture: 'integer',
  application_fee_amount: 'integer',
  // Taking more than once is a feature that an account must be granted; this one has not.
  final_capture: ['true'],
  hooks: 'any',
  metadata: 'metadata',
  payment_details: 'any',
  statement_descriptor: 'string',
  statement_descriptor_suffix: 'string',
  transfer_data: 'any',
};

export const CANCEL_FIELDS: FieldsOf<Stripe.PaymentIntentCancelParams> = {
  cancellation_reason: ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'],
};

export const LIST_FIELDS: FieldsOf<Stripe.PaymentIntentListParams> = {
  ...PAGING,
  created: CREATED,
  customer: 'string',
  customer_account: 'string',
};
