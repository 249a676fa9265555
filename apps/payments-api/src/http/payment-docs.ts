import { Docs } from './api-docs.ts';
import { PaymentDetailsView, PaymentView } from './views.ts';

export const CreateDocs = (id = 'createPayment'): MethodDecorator =>
  Docs({
    id,
    summary: 'Takes a payment',
    description:
      'Answers 201 also when the payment failed: see `status`. Without a key an `order_id` is needed: the key is then made from ' +
      'user, order, purpose, amount and currency, so that a double click is one payment.',
    key: 'optional',
    answers: { 201: PaymentView, 202: PaymentView },
  });

export const PaymentDocs = (id = 'getPayment'): MethodDecorator =>
  Docs({
    id,
    summary: 'One payment',
    query: {
      sync: { description: 'Reads the provider first.', schema: { type: 'string', enum: ['true', 'false'] } },
    },
    answers: { 200: PaymentDetailsView },
  });

export const PaymentCommandDocs = (id: string, summary: string): MethodDecorator =>
  Docs({ id, summary, key: 'optional', answers: { 200: PaymentView, 202: PaymentView } });
