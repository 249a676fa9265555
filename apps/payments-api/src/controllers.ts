import type { Type } from '@nestjs/common';
import { PaymentsController } from './http/payments.controller.ts';

/** What a worker answers: whether it lives. */
export const HEALTH_CONTROLLERS: readonly Type[] = [];

/** Every route of the API. Fixed paths stand before those with an id. */
export const API_CONTROLLERS: readonly Type[] = [PaymentsController, ...HEALTH_CONTROLLERS];
