import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { PaymentDetailsView, PaymentView, ProblemView } from './views.ts';

const KEY_RULES =
  '1 to 255 visible ASCII characters without spaces, a UUID is best; kept 24 hours. The same key and request get the first answer again, byte for byte.';

const problems = (...statuses: readonly (readonly [number, string])[]) =>
  statuses.map(([status, description]) =>
    ApiResponse({
      status,
      description,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemView' } } },
    }),
  );

/** The header of every write. */
export const KeyHeader = (required: boolean): MethodDecorator =>
  ApiHeader({
    name: 'Idempotency-Key',
    required,
    description: KEY_RULES,
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  });

export const Problems = (): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ...problems(
      [401, 'No valid token.'],
      [403, 'Not allowed.'],
      [404, 'Not found.'],
      [409, 'Not possible now.'],
      [422, 'Not valid.'],
      [503, 'Not available now.'],
    ),
  );

export const CreateDocs = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      operationId: 'createPayment',
      summary: 'Takes a payment',
      description:
        'Without a key an `order_id` is needed: the key is then made from the order, so that a double click is one payment.',
    }),
    KeyHeader(false),
    ApiResponse({ status: 201, type: PaymentView, description: 'The payment, also when it failed: see `status`.' }),
    ApiResponse({ status: 202, type: PaymentView, description: 'The outcome is not known yet; it goes on by itself.' }),
    Problems(),
  );

export const PaymentDocs = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ operationId: 'getPayment', summary: 'One payment' }),
    ApiQuery({ name: 'sync', required: false, enum: ['true', 'false'], description: 'Reads the provider first.' }),
    ApiResponse({ status: 200, type: PaymentDetailsView }),
    Problems(),
  );

export const PaymentCommandDocs = (summary: string): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary }),
    KeyHeader(false),
    ApiResponse({ status: 200, type: PaymentView }),
    ApiResponse({ status: 202, type: PaymentView, description: 'The outcome is not known yet; it goes on by itself.' }),
    Problems(),
  );
