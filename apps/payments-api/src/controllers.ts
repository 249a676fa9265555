import type { Type } from '@nestjs/common';
import { EventEndpointsController } from './events/event-endpoints.controller.ts';
import { EventsController } from './events/events.controller.ts';
import { AliasesController } from './http/aliases.controller.ts';
import { AnalyticsController } from './http/analytics.controller.ts';
import { AuditController } from './http/audit.controller.ts';
import { CheckoutController } from './http/checkout.controller.ts';
import { ExplainController } from './http/explain.controller.ts';
import { HealthController } from './http/health.controller.ts';
import { IdempotencyKeysController } from './http/idempotency-keys.controller.ts';
import { OrphansController } from './http/orphans.controller.ts';
import { PaymentListController } from './http/payment-list.controller.ts';
import { PaymentMethodsController } from './http/payment-methods.controller.ts';
import { PaymentsController } from './http/payments.controller.ts';
import { PublicPaymentsController } from './http/public-payments.controller.ts';
import { CheckoutReceiptController, ReceiptsController } from './http/receipts.controller.ts';
import { RefundsController } from './http/refunds.controller.ts';
import { SimulateController } from './http/simulate.controller.ts';
import { WebhookInboxController } from './http/webhook-inbox.controller.ts';
import { WebhooksController } from './http/webhooks.controller.ts';

/** What a worker answers: whether it lives. */
export const HEALTH_CONTROLLERS: readonly Type[] = [HealthController];

/** What helps to develop, and is no address at all in production, whoever asks and whatever they send. */
export const DEVELOPMENT_CONTROLLERS: readonly Type[] = [SimulateController];

/** Every route of the API. Fixed paths stand before those with an id. */
export const API_CONTROLLERS: readonly Type[] = [
  AliasesController,
  PaymentListController,
  AnalyticsController,
  IdempotencyKeysController,
  SimulateController,
  PaymentsController,
  ExplainController,
  RefundsController,
  ReceiptsController,
  PaymentMethodsController,
  AuditController,
  OrphansController,
  CheckoutController,
  CheckoutReceiptController,
  PublicPaymentsController,
  WebhooksController,
  WebhookInboxController,
  EventEndpointsController,
  EventsController,
  ...HEALTH_CONTROLLERS,
];
