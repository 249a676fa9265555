import { FAILURE_CATEGORIES, PAYMENT_ERROR_CODES, PAYMENT_STATUSES, PURPOSES } from '@payments/domain';
import { Field, OneOf, OrNull, Part, PartOrNull, Parts, Word, WordOrNull } from './view-fields.ts';

/** The shapes of the answers, for the OpenAPI document. `present.ts` makes them; a test holds the two together. */
const MINOR = "In the currency's minor units: 1999 is 19.99 USD, ¥1999, 1.999 KWD.";
const ADVICE = ['retry', 'use_another_method', 'contact_bank', 'contact_support'] as const;

export class FieldProblemView {
  @Field('text', { description: 'The dotted path of the field.', example: 'items.0.quantity' }) field!: string;
  @Field('text', { description: 'A stable word.' }) code!: string;
  @Field('text', { description: 'What is wrong, and how to mend it.' }) message!: string;
}

/** RFC 9457 problem details. */
export class ProblemView {
  @Field('text') type!: string;
  @Field('text') title!: string;
  @Field('whole') status!: number;
  @Field('text') detail!: string;
  @Word(PAYMENT_ERROR_CODES) code!: string;
  @Field('text') request_id!: string;
  @Parts(() => FieldProblemView, { required: false }) errors?: FieldProblemView[];
  @Field('uuid', { required: false, description: 'Of `duplicate_payment` and `fraud_rejected`.' }) payment_id?: string;
  @Word(PAYMENT_STATUSES, { required: false, description: 'Of `invalid_state`.' }) current_status?: string;
}

export class FailureView {
  @Field('text', { description: 'A stable word, the same for all providers.' }) code!: string;
  @Field('text', { description: 'A sentence for the payer.' }) message!: string;
  @Word(FAILURE_CATEGORIES) category!: string;
  @Field('flag') retryable!: boolean;
  @Word(ADVICE) advice!: string;
  @OrNull('text', { description: "The provider's own word." }) provider_code!: string | null;
}

export class MethodShownView {
  @Field('text', { example: 'card' }) type!: string;
  @OrNull('text', { example: 'visa' }) brand!: string | null;
  @OrNull('text', { example: '4242' }) last4!: string | null;
  @OrNull('whole') exp_month!: number | null;
  @OrNull('whole') exp_year!: number | null;
}

export class ClientSecretActionView {
  @Word(['client_secret']) type!: 'client_secret';
  @Field('text') client_secret!: string;
  @Field('text') publishable_key!: string;
}
export class RedirectActionView {
  @Word(['redirect']) type!: 'redirect';
  @Field('text') url!: string;
}
export class EmbeddedActionView {
  @Word(['embedded']) type!: 'embedded';
  @Field('text') confirmation_token!: string;
}
export const ACTION_VIEWS = [ClientSecretActionView, RedirectActionView, EmbeddedActionView] as const;
export type ActionView = ClientSecretActionView | RedirectActionView | EmbeddedActionView;

export class ItemView {
  @Field('text') description!: string;
  @Field('whole') quantity!: number;
  @Field('whole', { description: MINOR }) unit_amount!: number;
}

export class ReceiptLinkView {
  @Field('text', { example: '2026-000001' }) number!: string;
  @Field('text') url!: string;
}

export class PaymentView {
  @Field('uuid') id!: string;
  @Field('text') user_id!: string;
  @OrNull('text') order_id!: string | null;
  @Word(PURPOSES) purpose!: string;
  @Field('whole', { description: MINOR, example: 1999 }) amount!: number;
  @Field('text', { description: 'ISO 4217, upper case.', example: 'USD' }) currency!: string;
  @Field('whole', { description: 'What the provider says was captured.' }) amount_captured!: number;
  @Field('whole', { description: 'What the provider says went back.' }) amount_refunded!: number;
  @Word(PAYMENT_STATUSES) status!: string;
  @Word(['automatic', 'manual']) capture_method!: string;
  @OrNull('text', { example: 'stripe' }) provider!: string | null;
  @OrNull('text') provider_payment_id!: string | null;
  @OrNull('text') provider_charge_id!: string | null;
  @PartOrNull(() => MethodShownView) payment_method!: MethodShownView | null;
  @OneOf(ACTION_VIEWS, { nullable: true, description: 'What the payer must do next; only for who may pay.' })
  next_action!: ActionView | null;
  @Field('text', { required: false, description: 'Of `next_action`, where it is one; only for who may pay.' })
  client_secret?: string;
  @PartOrNull(() => FailureView) failure!: FailureView | null;
  @OrNull('text') failure_message!: string | null;
  @OrNull('text') description!: string | null;
  @Parts(() => ItemView) items!: ItemView[];
  @OrNull('text') customer_email!: string | null;
  @Field('texts') metadata!: Record<string, string>;
  @PartOrNull(() => ReceiptLinkView, { description: 'Null until it is numbered, within a second of the success.' })
  receipt!: ReceiptLinkView | null;
  @OrNull('text', { description: 'A signed link to the checkout page; only for who may pay.' })
  checkout_url!: string | null;
  @Field('whole', { description: 'Grows with every change.' }) version!: number;
  @Field('time') created_at!: string;
  @Field('time') updated_at!: string;
}

export class AttemptView {
  @Field('whole') number!: number;
  @Field('text') provider!: string;
  @OrNull('text') provider_payment_id!: string | null;
  @Word(['open', 'authorized', 'succeeded', 'failed', 'canceled', 'not_done']) outcome!: string;
  @PartOrNull(() => FailureView) failure!: FailureView | null;
  @Field('time') created_at!: string;
}

export class AttentionView {
  @Field('text') code!: string;
  @Field('time') since!: string;
}

export class PaymentDetailsView extends PaymentView {
  @Parts(() => AttemptView) attempts!: AttemptView[];
  @Field('whole', { required: false, description: 'What may still be given back; for admins.' })
  amount_refundable?: number;
  @PartOrNull(() => AttentionView, { required: false, description: 'Why it waits for a person; for admins.' })
  needs_attention?: AttentionView | null;
}

export class RefundView {
  @Field('uuid') id!: string;
  @Field('uuid') payment_id!: string;
  @Field('whole', { description: MINOR }) amount!: number;
  @Field('text') currency!: string;
  @Word(['pending', 'succeeded', 'failed']) status!: string;
  @OrNull('text') reason!: string | null;
  @PartOrNull(() => FailureView) failure!: FailureView | null;
  @OrNull('text') provider_refund_id!: string | null;
  @Field('time') created_at!: string;
  @Field('time') updated_at!: string;
}
export class RefundListView {
  @Parts(() => RefundView) data!: RefundView[];
}

export class MethodView {
  @Field('uuid') id!: string;
  @Field('text') provider!: string;
  @Field('text', { example: 'card' }) type!: string;
  @OrNull('text') brand!: string | null;
  @OrNull('text') last4!: string | null;
  @OrNull('whole') exp_month!: number | null;
  @OrNull('whole') exp_year!: number | null;
  @Field('flag') default!: boolean;
  @Field('time') created_at!: string;
}
export class MethodListView {
  @Parts(() => MethodView) data!: MethodView[];
}

export class IssuedKeyView {
  @Field('text', { description: 'For the `Idempotency-Key` header.' }) key!: string;
  @Field('time') expires_at!: string;
}

export class PublicRedirectView {
  @Word(['redirect']) type!: 'redirect';
  @Field('text') confirmation_url!: string;
}
export class PublicPaymentView {
  @Field('uuid') payment_id!: string;
  @OneOf([PublicRedirectView, EmbeddedActionView]) confirmation!: PublicRedirectView | EmbeddedActionView;
  @Field('text') checkout_url!: string;
}

export class SellerView {
  @Field('text') name!: string;
  @OrNull('text') details!: string | null;
  @OrNull('text') contact!: string | null;
  @OrNull('text') logo_url!: string | null;
}
export class CheckoutReceiptView {
  @Field('text') number!: string;
  @Field('text', { description: 'The PDF, by the same link.' }) url!: string;
}

/** After the link's time: nothing but how it stands. */
export class ExpiredCheckoutView {
  @Field('uuid') id!: string;
  @Word(PAYMENT_STATUSES) status!: string;
  @Word(['over']) link!: 'over';
}
export class TestMethodView {
  @Field('text', { example: 'mock_success' }) payment_method!: string;
  @Field('text', { description: 'What it does, in the language of the page.' }) name!: string;
}
export class ProviderScriptsView {
  @OrNull('text') stripe_js_url!: string | null;
  @OrNull('text') yookassa_widget_url!: string | null;
}

export class CheckoutView {
  @Field('uuid') id!: string;
  @Word(PAYMENT_STATUSES) status!: string;
  @Word(['valid']) link!: 'valid';
  @Field('whole', { description: MINOR }) amount!: number;
  @Field('text') currency!: string;
  @Field('whole') amount_refunded!: number;
  @OrNull('text') description!: string | null;
  @Parts(() => ItemView) items!: ItemView[];
  @Part(() => SellerView) seller!: SellerView;
  @OrNull('text') provider!: string | null;
  @OneOf(ACTION_VIEWS, { nullable: true }) next_action!: ActionView | null;
  @PartOrNull(() => FailureView, { description: "Its message is in the payer's language." })
  failure!: FailureView | null;
  @Word(['en', 'ru']) locale!: string;
  @OrNull('text', { description: 'Where the page leads to, with `payment_id` and `status` added.' })
  return_url!: string | null;
  @PartOrNull(() => CheckoutReceiptView) receipt!: CheckoutReceiptView | null;
  @Field('flag', { description: 'The payer may still cancel.' }) cancelable!: boolean;
  @WordOrNull(['confirm', 'retry'], { description: 'The command that a payment method may be brought with now.' })
  accepts!: string | null;
  @Part(() => ProviderScriptsView, {
    description: "Where the providers' scripts come from, where it is not their own address.",
  })
  provider_scripts!: ProviderScriptsView;
  @Parts(() => TestMethodView, { description: 'Scenarios of the mock provider; empty for others.' })
  test_methods!: TestMethodView[];
}

export class ReceivedView {
  @Field('flag') received!: boolean;
}

export class AcceptedView {
  @Field('flag') accepted!: boolean;
}
