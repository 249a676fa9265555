import { ApiProperty } from '@nestjs/swagger';
import { Field, OneOf, OrNull, Part, PartOrNull, Parts, Word } from './view-fields.ts';
import { PaymentView } from './views.ts';

/** Lists, the audit, receipts, analytics: the rest of the answers' shapes. */
class Page {
  @Field('flag') has_more!: boolean;
  @OrNull('text', { description: 'For `cursor`; null on the last page.' }) next_cursor!: string | null;
  @Field('whole', { required: false, description: 'With `include_total=true`.' }) total?: number;
}

export class PaymentListView extends Page {
  @Parts(() => PaymentView) data!: PaymentView[];
}

export class ActorView {
  @Word(['user', 'admin', 'service', 'provider', 'worker']) type!: string;
  @Field('text') id!: string;
}
export class AuditEntryView {
  @Field('uuid') id!: string;
  @OrNull('uuid') payment_id!: string | null;
  @Field('whole', { description: 'The place in its chain.' }) seq!: number;
  @Field('time') at!: string;
  @Part(() => ActorView) actor!: ActorView;
  @Field('text', { example: 'payment.succeeded' }) action!: string;
  @OrNull('text') from!: string | null;
  @OrNull('text') to!: string | null;
  @OrNull('whole') amount!: number | null;
  @OrNull('text') currency!: string | null;
  @Field('text') outcome!: string;
  @OrNull('text') reason!: string | null;
  @OrNull('text') request_id!: string | null;
  @Field('text', { description: 'SHA-256, in hexadecimal; zeros in a chain’s first entry.' }) prev_hash!: string;
  @Field('text') hash!: string;
}
export class AuditListView {
  @Parts(() => AuditEntryView) data!: AuditEntryView[];
}
export class AuditPageView extends Page {
  @Parts(() => AuditEntryView) data!: AuditEntryView[];
}

export class TimelineEntryView {
  @Field('time') at!: string;
  @Field('text', { description: 'A stable word.', example: 'payment.succeeded' }) code!: string;
  @Field('text', { description: 'The same in plain words, in the language that was asked for.' }) text!: string;
}
export class TimelineView {
  @Parts(() => TimelineEntryView) data!: TimelineEntryView[];
}

export class PaymentTargetView {
  @Word(['payment']) kind!: 'payment';
  @Field('text') provider_payment_id!: string;
}
export class RefundTargetView {
  @Word(['refund']) kind!: 'refund';
  @Field('text') provider_refund_id!: string;
  @OrNull('text') provider_payment_id!: string | null;
}
export class MethodTargetView {
  @Word(['method']) kind!: 'method';
  @Field('text') reference!: string;
}
export class DisputeTargetView {
  @Word(['dispute']) kind!: 'dispute';
  @Field('text') reference!: string;
  @OrNull('text') provider_payment_id!: string | null;
}
type TargetView = PaymentTargetView | RefundTargetView | MethodTargetView | DisputeTargetView;
export class InboxEntryView {
  @Field('uuid') id!: string;
  @Field('text') provider!: string;
  @Field('text') event_id!: string;
  @Field('text') type!: string;
  @OneOf([PaymentTargetView, RefundTargetView, MethodTargetView, DisputeTargetView]) target!: TargetView;
  @Word(['received', 'parked', 'done', 'skipped', 'dead']) status!: string;
  @Field('whole') tries!: number;
  @OrNull('text') last_error!: string | null;
  @OrNull('uuid') payment_id!: string | null;
  @Field('time') received_at!: string;
  @OrNull('time') due_at!: string | null;
}
export class InboxListView extends Page {
  @Parts(() => InboxEntryView) data!: InboxEntryView[];
}

export class OrphanView {
  @Field('text') provider!: string;
  @Field('text') provider_payment_id!: string;
  @Field('text') status!: string;
  @Field('whole') amount!: number;
  @Field('text') currency!: string;
  @Field('time', { description: 'When the provider made it.' }) created_at!: string;
  @Field('time', { description: 'When it was found.' }) found_at!: string;
}
export class OrphanListView extends Page {
  @Parts(() => OrphanView) data!: OrphanView[];
}

export class ReceiptSellerView {
  @Field('text') name!: string;
  @Field('text') details!: string;
  @Field('text') contact!: string;
}
export class ReceiptCustomerView {
  @Field('text') user_id!: string;
  @OrNull('text') email!: string | null;
}
export class ReceiptLineView {
  @Field('text') description!: string;
  @Field('whole') quantity!: number;
  @Field('whole') unit_amount!: number;
  @Field('whole') amount!: number;
  @OrNull('whole') vat_code!: number | null;
  @OrNull('whole', { description: 'The tax that the amount includes.' }) vat_amount!: number | null;
}
export class ReceiptMethodView {
  @Field('text') type!: string;
  @OrNull('text') brand!: string | null;
  @OrNull('text') last4!: string | null;
}
/** As `receipts/receipt-view.ts` makes it. */
export class ReceiptView {
  @Field('text', { example: '2026-000001' }) number!: string;
  @Word(['receipt', 'credit_note']) kind!: string;
  @Field('time') issued_at!: string;
  @Part(() => ReceiptSellerView) seller!: ReceiptSellerView;
  @Part(() => ReceiptCustomerView) customer!: ReceiptCustomerView;
  @Parts(() => ReceiptLineView) items!: ReceiptLineView[];
  @Field('whole') amount!: number;
  @Field('text') currency!: string;
  @PartOrNull(() => ReceiptMethodView) payment_method!: ReceiptMethodView | null;
  @OrNull('text') provider_payment_id!: string | null;
  @Field('uuid') payment_id!: string;
  @OrNull('text') order_id!: string | null;
  @OrNull('uuid') refund_id!: string | null;
  @OrNull('text', { description: 'The number of the document that this one refers to.' }) corrects!: string | null;
}

class Figures {
  @Field('text') currency!: string;
  @Field('whole', { description: 'What was captured.' }) revenue!: number;
  @Field('whole') refunded!: number;
  @Field('whole', { description: '`revenue` less `refunded`.' }) net!: number;
  @Field('whole') payments!: number;
  @Field('whole', { description: 'Refunded ones, too.' }) succeeded!: number;
  @Field('whole') failed!: number;
  @OrNull('number', { description: 'succeeded ÷ (succeeded + failed), from 0 to 1; null where there is none.' })
  success_rate!: number | null;
}
export class CurrencyFiguresView extends Figures {}
export class ProviderFiguresView extends Figures {
  @Field('text') provider!: string;
}
export class DayFiguresView extends Figures {
  @ApiProperty({ type: 'string', format: 'date', description: 'In the time zone that was asked for.' }) day!: string;
}
export class FailureFiguresView {
  @Field('text', { description: 'The category of the failure.' }) category!: string;
  @Field('text') currency!: string;
  @Field('whole') failed!: number;
}
export class AnalyticsView {
  @Field('time') from!: string;
  @Field('time', { description: 'Exclusive.' }) to!: string;
  @Field('text', { example: 'Europe/Moscow' }) time_zone!: string;
  @Parts(() => CurrencyFiguresView) by_currency!: CurrencyFiguresView[];
  @Parts(() => ProviderFiguresView) by_provider!: ProviderFiguresView[];
  @Parts(() => DayFiguresView) by_day!: DayFiguresView[];
  @Parts(() => FailureFiguresView) by_failure!: FailureFiguresView[];
}

export class HealthView {
  @Word(['ok']) status!: string;
}
