import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiPropertyOptional, ApiProperty, ApiTags } from '@nestjs/swagger';
import { EVENT_TYPES, invalidField, isUuid, notFound, PaymentError, type EventType } from '@payments/domain';
import {
  changeEndpoint,
  deleteEndpoint,
  findEndpoint,
  insertEndpoint,
  listEndpoints,
  sendTestEvent,
  type EventEndpoint,
} from '@payments/postgres';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller } from '../auth/auth.guard.ts';
import type { Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { requireRole } from '../http/access.ts';
import { Docs } from '../http/api-docs.ts';
import { canonicalJson, fingerprint } from '../http/canonical-json.ts';
import { idempotencyKeyOf } from '../http/idempotency-header.ts';
import { MayBeAbsent } from '../http/may-be-absent.ts';
import { NoBody } from '../http/no-body.guard.ts';
import { checkedEventUrl } from './event-address.ts';
import { DeletedEndpointView, EventEndpointListView, EventEndpointView, EventView } from './event-views.ts';
import { PREVIOUS_SECRET_MS } from './events.job.ts';
import { newEventSecret } from './sign-event.ts';

const EVERY = '*';
/** Each event is written and sent once for each of them. */
const ENDPOINTS_MAX = 50;
const TYPES = [EVERY, ...EVENT_TYPES];
const typesDocs = {
  type: 'array',
  items: { type: 'string', enum: TYPES },
  minItems: 1,
  description: 'Absent or `*`: every type.',
} as const;

export class NewEndpointBody {
  @ApiProperty({ maxLength: 2048 }) @IsString() @MaxLength(2048) url!: string;
  @ApiPropertyOptional(typesDocs)
  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(TYPES.length)
  @IsIn(TYPES, { each: true })
  types?: string[];
}

export class ChangeEndpointBody {
  @ApiPropertyOptional({ maxLength: 2048 }) @MayBeAbsent() @IsString() @MaxLength(2048) url?: string;
  @ApiPropertyOptional(typesDocs)
  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(TYPES.length)
  @IsIn(TYPES, { each: true })
  types?: string[];
  @ApiPropertyOptional() @MayBeAbsent() @IsBoolean() enabled?: boolean;
  @ApiPropertyOptional({ description: 'Makes a new secret; the old one signs beside it for a day.' })
  @MayBeAbsent()
  @IsBoolean()
  roll_secret?: boolean;
}

/** Subscribers of outgoing events. */
@ApiTags('events')
@ApiBearerAuth()
@Controller('api/event-endpoints')
export class EventEndpointsController {
  readonly #host: Host;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
  }

  @Get()
  @Header('cache-control', 'no-store')
  @Docs({
    id: 'listEventEndpoints',
    summary: 'Subscribers of outgoing events, oldest first; for admins',
    answers: { 200: EventEndpointListView },
  })
  async list(@Req() request: FastifyRequest, @CurrentCaller() caller: Caller): Promise<EventEndpointListView> {
    await this.#admins(request, caller, 'event_endpoints.read');
    return { data: (await listEndpoints(this.#host.context.database)).map(presentEndpoint) };
  }

  @Post()
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  @Docs({
    id: 'createEventEndpoint',
    summary: 'Subscribes an address to outgoing events; for admins',
    description: 'It gets what happens from now on. Keep the secret: it is shown in this answer alone.',
    key: 'optional',
    answers: { 201: EventEndpointView },
  })
  async create(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Body() body: NewEndpointBody,
  ): Promise<EventEndpointView> {
    await this.#admins(request, caller, 'event_endpoints.create');
    const { context, settings } = this.#host;
    const url = checkedEventUrl(body.url, settings.appEnv === 'production');
    const types = typesOf(body.types) ?? null;
    const madeBy = requestName(request, caller, 'create');
    if ((await listEndpoints(context.database)).length >= ENDPOINTS_MAX)
      throw invalidField('url', 'too_many', `there are ${ENDPOINTS_MAX} endpoints already; delete one first`);
    const { endpoint, isNew } = await insertEndpoint(context, { url, types, secret: newEventSecret(), madeBy });
    if (!isNew) {
      if (canonicalJson([endpoint.url, endpoint.types]) !== canonicalJson([url, types]))
        throw new PaymentError('idempotency_key_reused', 'This Idempotency-Key was used for another endpoint.');
      void reply.header('idempotency-replayed', 'true');
    }
    return withSecret(endpoint, endpoint.secrets());
  }

  @Patch(':id')
  @Header('cache-control', 'no-store')
  @Docs({
    id: 'changeEventEndpoint',
    summary: 'Changes a subscriber, switches it on or off, or rolls its secret; for admins',
    description:
      'Switched on again, it gets what it was still to be sent. What happened while it was off can be sent by hand.',
    key: 'optional',
    answers: { 200: EventEndpointView },
  })
  async change(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: ChangeEndpointBody,
  ): Promise<EventEndpointView> {
    await this.#admins(request, caller, 'event_endpoints.change');
    const { context, settings } = this.#host;
    const types = typesOf(body.types);
    const endpoint = await changeEndpoint(context, endpointId(id), {
      ...(body.url !== undefined ? { url: checkedEventUrl(body.url, settings.appEnv === 'production') } : {}),
      ...(types !== undefined ? { types } : {}),
      ...(body.enabled !== undefined ? { enabled: body.enabled } : {}),
      ...(body.roll_secret === true ? { roll: { secret: newEventSecret(), previousMs: PREVIOUS_SECRET_MS } } : {}),
      changedBy: requestName(request, caller, `change ${id} ${fingerprint(body)}`),
    });
    if (endpoint === null) throw notFound();
    return body.roll_secret === true ? withSecret(endpoint, endpoint.secrets()) : presentEndpoint(endpoint);
  }

  @Delete(':id')
  @NoBody()
  @Header('cache-control', 'no-store')
  @Docs({
    id: 'deleteEventEndpoint',
    summary: 'Removes a subscriber: nothing is sent to it any more; for admins',
    key: 'optional',
    answers: { 200: DeletedEndpointView },
  })
  async remove(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
  ): Promise<DeletedEndpointView> {
    await this.#admins(request, caller, 'event_endpoints.delete');
    if (!(await deleteEndpoint(this.#host.context.database, endpointId(id)))) throw notFound();
    return { id: id.toLowerCase(), deleted: true };
  }

  @Post(':id/test')
  @HttpCode(202)
  @NoBody()
  @Header('cache-control', 'no-store')
  @Docs({
    id: 'testEventEndpoint',
    summary: 'Sends a signed test event to one subscriber; for admins',
    description: 'Its deliveries show what came of it.',
    write: true,
    answers: { 202: EventView },
  })
  async test(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
  ): Promise<EventView> {
    await this.#admins(request, caller, 'event_endpoints.test');
    const { context } = this.#host;
    if ((await findEndpoint(context, endpointId(id))) === null) throw notFound();
    const event = await sendTestEvent(context, endpointId(id));
    if (event === null) throw new PaymentError('invalid_state', 'The endpoint is switched off. Enable it first.');
    return {
      id: event,
      type: 'endpoint.test',
      timestamp: context.now().toISOString(),
      data: {},
      payment_id: null,
      deliveries: { pending: 1, delivered: 0, dead: 0 },
    };
  }

  #admins(request: FastifyRequest, caller: Caller, action: string): Promise<void> {
    return requireRole(this.#host, request, caller, ['admin'], action);
  }
}

/** An id from an address; what is no UUID does not exist. */
function endpointId(text: string): string {
  if (!isUuid(text)) throw notFound();
  return text.toLowerCase();
}

/** Names a request by its key, so that the same one again changes nothing; `null` where it has none. Throws `idempotency_key_invalid`. */
function requestName(request: FastifyRequest, caller: Caller, what: string): string | null {
  const key = idempotencyKeyOf(request.raw.rawHeaders);
  return key === undefined ? null : fingerprint([caller.userId, what, key]);
}

/** `null`: every type; undefined: not said. */
function typesOf(given: readonly string[] | undefined): readonly EventType[] | null | undefined {
  if (given === undefined) return undefined;
  return given.includes(EVERY) ? null : EVENT_TYPES.filter((type) => given.includes(type));
}

function presentEndpoint(endpoint: EventEndpoint): EventEndpointView {
  return {
    id: endpoint.id,
    url: endpoint.url,
    types: [...(endpoint.types ?? [EVERY])],
    enabled: endpoint.enabled,
    disabled_reason: endpoint.disabledReason,
    created_at: endpoint.createdAt.toISOString(),
  };
}

function withSecret(endpoint: EventEndpoint, [secret = '']: readonly string[]): EventEndpointView {
  return { ...presentEndpoint(endpoint), secret };
}
