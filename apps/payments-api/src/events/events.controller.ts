import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { EVENT_TYPES, invalidField, isUuid, notFound } from '@payments/domain';
import {
  countEvents,
  eventExists,
  listDeliveries,
  listEvents,
  redeliverEvent,
  type LoggedDelivery,
  type LoggedEvent,
} from '@payments/postgres';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller } from '../auth/auth.guard.ts';
import type { Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { requireRole } from '../http/access.ts';
import { Docs, TOTAL_QUERY } from '../http/api-docs.ts';
import { KnownQuery } from '../http/known-query.guard.ts';
import { NoBody } from '../http/no-body.guard.ts';
import { limitQuery, textQuery, totalOf, wordQuery, type QueryValues } from '../http/page-query.ts';
import { eventBody } from './event-body.ts';
import { DeliveryListView, EventListView, type DeliveryView, type EventView } from './event-views.ts';

/** What was told, to whom, and what they answered. */
@ApiTags('events')
@ApiBearerAuth()
@Controller('api/events')
export class EventsController {
  readonly #host: Host;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
  }

  @Get()
  @Header('cache-control', 'no-store')
  @KnownQuery('type', 'payment_id', 'limit', 'cursor', 'include_total')
  @Docs({
    id: 'listEvents',
    summary: 'Outgoing events of the last days, newest first; for admins',
    query: {
      type: { description: '', schema: { type: 'string', enum: EVENT_TYPES } },
      payment_id: { description: '', schema: { type: 'string', format: 'uuid' } },
      limit: { description: 'At most 100.', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
      cursor: 'The `next_cursor` of the page before.',
      include_total: TOTAL_QUERY,
    },
    answers: { 200: EventListView },
  })
  async list(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Query() query: QueryValues,
  ): Promise<EventListView> {
    await this.#admins(request, caller, 'events.read');
    const { context, settings } = this.#host;
    const limit = limitQuery(query);
    const filter = {
      type: wordQuery(query, 'type', EVENT_TYPES) ?? null,
      paymentId: uuidQuery(query, 'payment_id'),
    };
    const found = await listEvents(context, { ...filter, limit, before: uuidQuery(query, 'cursor') });
    const page = found.slice(0, limit);
    const more = found.length > limit;
    return {
      data: page.map((event) => presentEvent(event, settings.publicUrl)),
      has_more: more,
      next_cursor: more ? (page.at(-1)?.id ?? null) : null,
      ...(await totalOf(query, () => countEvents(context.database, filter))),
    };
  }

  @Get(':id/deliveries')
  @Header('cache-control', 'no-store')
  @Docs({
    id: 'listEventDeliveries',
    summary: 'What each subscriber was sent of an event, and what it answered; for admins',
    answers: { 200: DeliveryListView },
  })
  async deliveries(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
  ): Promise<DeliveryListView> {
    await this.#admins(request, caller, 'events.read');
    return this.#deliveriesOf(await this.#known(id));
  }

  @Post(':id/redeliver')
  @HttpCode(202)
  @NoBody()
  @Header('cache-control', 'no-store')
  @Docs({
    id: 'redeliverEvent',
    summary: 'Sends an event again to every subscriber that wants its type; for admins',
    description:
      'Also to one that it was delivered to, that it is dead for, or that was switched off when it happened.',
    write: true,
    answers: { 202: DeliveryListView },
  })
  async redeliver(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
  ): Promise<DeliveryListView> {
    await this.#admins(request, caller, 'events.redeliver');
    const event = await this.#known(id);
    await redeliverEvent(this.#host.context.database, event);
    return this.#deliveriesOf(event);
  }

  async #known(text: string): Promise<string> {
    const id = text.toLowerCase();
    if (!isUuid(id) || !(await eventExists(this.#host.context.database, id))) throw notFound();
    return id;
  }

  async #deliveriesOf(id: string): Promise<DeliveryListView> {
    return { data: (await listDeliveries(this.#host.context.database, id)).map(presentDelivery) };
  }

  #admins(request: FastifyRequest, caller: Caller, action: string): Promise<void> {
    return requireRole(this.#host, request, caller, ['admin'], action);
  }
}

function uuidQuery(query: QueryValues, name: string): string | null {
  const text = textQuery(query, name);
  if (text === undefined) return null;
  if (isUuid(text)) return text.toLowerCase();
  throw invalidField(name, 'invalid', name === 'cursor' ? 'must be the next_cursor of a page' : 'must be a UUID');
}

function presentEvent(logged: LoggedEvent, publicUrl: string): EventView {
  const { id, type, at, pending, delivered, dead } = logged;
  const body = eventBody({ id, type, at, event: logged.event() }, publicUrl);
  return { ...body, payment_id: logged.paymentId, deliveries: { pending, delivered, dead } };
}

function presentDelivery(delivery: LoggedDelivery): DeliveryView {
  return {
    endpoint_id: delivery.endpointId,
    url: delivery.url,
    status: delivery.status,
    tries: delivery.tries,
    next_try_at: delivery.nextTryAt?.toISOString() ?? null,
    response_status: delivery.responseStatus,
    latency_ms: delivery.latencyMs,
    answer: delivery.answer,
    error: delivery.error,
    delivered_at: delivery.deliveredAt?.toISOString() ?? null,
  };
}
