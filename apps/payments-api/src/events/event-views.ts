import { ApiProperty } from '@nestjs/swagger';
import { EVENT_TYPES } from '@payments/domain';
import { Field, OrNull, Part, Parts, Word } from '../http/view-fields.ts';

/** Shapes of the administrators' answers about outgoing events. */
export class EventEndpointView {
  @Field('uuid') id!: string;
  @Field('url') url!: string;
  @ApiProperty({
    type: 'array',
    items: { type: 'string', enum: ['*', ...EVENT_TYPES] },
    description: '`*`: every type.',
  })
  types!: string[];
  @Field('flag') enabled!: boolean;
  @OrNull('text', { description: 'Why it was switched off.' }) disabled_reason!: string | null;
  @Field('time') created_at!: string;
  @Field('text', {
    required: false,
    description: 'Shown once, when it is made or rolled: `whsec_` and base64, as Standard Webhooks has it.',
  })
  secret?: string;
}
export class EventEndpointListView {
  @Parts(() => EventEndpointView) data!: EventEndpointView[];
}
export class DeletedEndpointView {
  @Field('uuid') id!: string;
  @Field('flag') deleted!: boolean;
}

export class DeliveryCountsView {
  @Field('whole') pending!: number;
  @Field('whole') delivered!: number;
  @Field('whole') dead!: number;
}
export class EventView {
  @Field('uuid') id!: string;
  @Word(EVENT_TYPES) type!: string;
  @Field('time') timestamp!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'As subscribers get it.' })
  data!: Readonly<Record<string, unknown>>;
  @OrNull('uuid') payment_id!: string | null;
  @Part(() => DeliveryCountsView) deliveries!: DeliveryCountsView;
}
export class EventListView {
  @Parts(() => EventView) data!: EventView[];
  @Field('flag') has_more!: boolean;
  @OrNull('text', { description: 'For `cursor`; null on the last page.' }) next_cursor!: string | null;
  @Field('whole', { required: false, description: 'With `include_total=true`.' }) total?: number;
}

export class DeliveryView {
  @Field('uuid') endpoint_id!: string;
  @Field('url') url!: string;
  @Word(['pending', 'delivered', 'dead']) status!: string;
  @Field('whole', { description: 'How often it was sent.' }) tries!: number;
  @OrNull('time') next_try_at!: string | null;
  @OrNull('whole', { description: 'The HTTP status of the last answer.' }) response_status!: number | null;
  @OrNull('whole') latency_ms!: number | null;
  @OrNull('text', { description: 'The beginning of the last answer, without secrets.' }) answer!: string | null;
  @OrNull('text', { description: 'Why the last try did not count.' }) error!: string | null;
  @OrNull('time') delivered_at!: string | null;
}
export class DeliveryListView {
  @Parts(() => DeliveryView) data!: DeliveryView[];
}
