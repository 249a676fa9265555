import { failureOf, type Failure, type FailureCode } from '@payments/domain';

/**
 * Every word with which Stripe says no, in ours: decline codes (docs.stripe.com/declines/codes), error codes (docs.stripe.com/error-codes;
 * a test holds them against the pinned package's types) and error types. One word has one meaning wherever it stands.
 */
export const STRIPE_WORDS = {
  card_declined:
    'card_declined card_error generic_decline do_not_try_again no_action_taken revocation_of_all_authorizations ' +
    'revocation_of_authorization stop_payment_order try_again_later transaction_not_allowed not_permitted invalid_amount ' +
    'previously_declined_do_not_honor duplicate_transaction charge_exceeds_source_limit charge_exceeds_transaction_limit ' +
    'bank_account_declined payment_method_customer_decline payment_method_provider_decline payment_intent_payment_attempt_failed ' +
    'payment_intent_konbini_rejected_confirmation_number setup_attempt_failed debit_not_authorized testmode_decline ' +
    'test_mode_live_card live_mode_test_card',
  call_issuer:
    'call_issuer do_not_honor refer_to_customer new_account_information_available service_not_allowed issuer_not_available ' +
    'reenter_transaction approve_with_id offline_pin_required online_or_offline_pin_required incorrect_pin invalid_pin ' +
    'pin_try_exceeded',
  insufficient_funds: 'insufficient_funds balance_insufficient',
  limit_exceeded:
    'card_velocity_exceeded withdrawal_count_limit_exceeded card_decline_rate_limit_exceeded amount_limit_exceeded',
  expired_card: 'expired_card expired_payment_method',
  invalid_card_details:
    'incorrect_number invalid_number incorrect_cvc invalid_cvc invalid_expiry_month invalid_expiry_year incorrect_zip ' +
    'incorrect_postal_code incorrect_address invalid_account account_number_invalid bank_account_bad_routing_numbers ' +
    'routing_number_invalid no_account postal_code_invalid email_invalid cardholder_phone_number_required ' +
    'payment_method_billing_details_address_missing country_code_invalid invalid_characters clearing_code_unsupported',
  method_not_supported:
    'card_not_supported currency_not_supported country_unsupported invalid_card_type payment_method_unactivated ' +
    'payment_method_unsupported_type payment_method_not_available payment_method_restricted payment_method_currency_mismatch ' +
    'payment_method_unexpected_state payment_method_invalid_parameter payment_method_invalid_parameter_testmode ' +
    'payment_method_configuration_failures payment_method_bank_account_blocked payment_method_bank_account_already_verified ' +
    'payment_intent_incompatible_payment_method payment_intent_mandate_invalid setup_intent_mandate_invalid ' +
    'setup_intent_mobile_wallet_unsupported token_already_used token_in_use token_card_network_invalid invalid_source_usage ' +
    'account_closed account_invalid bank_account_exists bank_account_restricted bank_account_unusable bank_account_unverified ' +
    'bank_account_verification_failed billing_invalid_mandate india_recurring_payment_mandate_canceled ' +
    'invalid_mandate_reference_prefix_format three_d_secure_authentication_not_supported customer_max_payment_methods ' +
    'sepa_unsupported_account payment_method_microdeposit_failed payment_method_microdeposit_verification_amounts_invalid ' +
    'payment_method_microdeposit_verification_amounts_mismatch payment_method_microdeposit_verification_attempts_exceeded ' +
    'payment_method_microdeposit_verification_descriptor_code_mismatch payment_method_microdeposit_verification_timeout ' +
    'payment_method_microdeposit_processing_error',
  authentication_required:
    'authentication_required authentication_not_handled payment_intent_action_required mobile_device_authentication_required ' +
    'approval_required',
  authentication_failed:
    'payment_intent_authentication_failure setup_intent_authentication_failure authentication_failure ' +
    'three_d_secure_authentication_upstream_error acss_debit_session_incomplete',
  expired:
    'payment_intent_payment_attempt_expired setup_intent_setup_attempt_expired customer_session_expired ' +
    'charge_expired_for_capture capture_charge_authorization_expired temporary_session_expired',
  // The sentence of this code reads like any decline; the word itself is not passed on (see below).
  fraud_suspected:
    'fraudulent lost_card stolen_card pickup_card merchant_blacklist restricted_card security_violation highest_risk_level ' +
    'elevated_risk_level blocked rule request_blocked action_blocked anomalous_money_movement_request',
  processing_error:
    'processing_error api_error lock_timeout payment_method_provider_timeout forwarding_api_retryable_upstream_error ' +
    'forwarding_api_upstream_connection_error forwarding_api_upstream_connection_timeout forwarding_api_upstream_error ' +
    'failed_tax_calculation taxes_calculation_failed shipping_calculation_failed terminal_reader_busy ' +
    'terminal_reader_hardware_fault terminal_reader_offline terminal_reader_timeout',
  // Our account or its key, or Stripe itself: nothing that the payer could mend, and nothing was charged.
  provider_unavailable:
    'authentication_error permission_error rate_limit rate_limit_error api_connection_error api_key_expired ' +
    'platform_api_key_expired secret_key_required platform_account_required tls_version_unsupported ' +
    'payment_intent_rate_limit_exceeded account_error_country_change_requires_additional_steps capability_not_active ' +
    'account_country_invalid_address account_information_mismatch account_token_required_for_v2_account ' +
    'testmode_charges_only livemode_mismatch not_allowed_on_standard_account progressive_onboarding_limit_exceeded',
  refund_refused:
    'charge_already_refunded charge_disputed charge_not_refundable refund_disputed_payment return_intent_already_processed',
  invalid_request:
    'invalid_request_error idempotency_error idempotency_key_in_use amount_too_large amount_too_small alipay_upgrade_required ' +
    'application_fees_not_allowed balance_invalid_parameter bitcoin_upgrade_required capture_unauthorized_payment ' +
    'charge_already_captured charge_invalid_parameter coupon_expired customer_max_subscriptions customer_tax_location_invalid ' +
    'dispute_evidence_page_limit_exceeded financial_account_balance_does_not_support_currency ' +
    'financial_account_capability_not_enabled financial_account_capability_restricted financial_connections_account_inactive ' +
    'financial_connections_account_pending_account_numbers financial_connections_account_unavailable_account_numbers ' +
    'financial_connections_consent_locale_invalid financial_connections_consent_locale_unsupported ' +
    'financial_connections_no_successful_transaction_refresh forwarding_api_inactive forwarding_api_invalid_parameter ' +
    'instant_payouts_config_disabled instant_payouts_currency_disabled instant_payouts_limit_exceeded ' +
    'instant_payouts_unsupported intent_invalid_state intent_verification_method_missing invalid_canceled_subscription_fields ' +
    'invalid_charge_amount invalid_tax_location invoice_no_customer_line_items invoice_no_payment_method_types ' +
    'invoice_no_subscription_line_items invoice_not_editable invoice_on_behalf_of_not_editable ' +
    'invoice_payment_intent_requires_action invoice_upcoming_none missing out_of_inventory ownership_declaration_not_allowed ' +
    'parameter_invalid_empty parameter_invalid_integer parameter_invalid_string_blank parameter_invalid_string_empty ' +
    'parameter_missing parameter_unknown parameters_exclusive payment_evaluation_on_api_version_not_supported ' +
    'payment_intent_invalid_parameter payment_intent_unexpected_state payout_reconciliation_not_ready payouts_limit_exceeded ' +
    'payouts_not_allowed product_inactive resource_already_exists resource_missing ' +
    'service_period_coupon_with_metered_tiered_item_unsupported setup_intent_invalid_parameter setup_intent_unexpected_state ' +
    'shipping_address_invalid siret_invalid sku_inactive smart_disputes_not_available state_unsupported ' +
    'status_transition_invalid storer_capability_missing storer_capability_not_active stripe_tax_inactive ' +
    'subscription_update_trial_after_billing_cycle_anchor tax_id_invalid tax_id_prohibited terminal_location_country_unsupported ' +
    'terminal_reader_invalid_location_for_activation terminal_reader_invalid_location_for_payment ' +
    'transfer_source_balance_parameters_mismatch transfers_not_allowed url_invalid',
} as const satisfies Partial<Readonly<Record<FailureCode, string>>>;

const MEANING: ReadonlyMap<string, FailureCode> = new Map(
  Object.entries(STRIPE_WORDS).flatMap(([code, words]) =>
    words.split(' ').map((word): [string, FailureCode] => [word, code as keyof typeof STRIPE_WORDS]),
  ),
);

/** What Stripe says instead of the reason where the payer is not to know it. */
const WITHHELD = 'generic_decline';

/** As much of an error, a decline or a refused refund as says why. `decline_code` may be empty. */
export interface StripeNo {
  readonly decline_code?: string | null | undefined;
  readonly code?: string | null | undefined;
  readonly type?: string | null | undefined;
  readonly rawType?: string | null | undefined;
  readonly param?: string | null | undefined;
}

/**
 * Why it was refused, in the shared vocabulary, never with Stripe's own message: the bank's reason counts before Stripe's code, that
 * before the type. Whoever pays with a stolen card reads what anybody whose card was declined could read.
 */
export function stripeFailure(no: StripeNo): Failure {
  const words = [no.decline_code, no.code, no.rawType, no.type].filter(isWord);
  const known = words.find((word) => MEANING.has(word));
  const code = (known === undefined ? undefined : MEANING.get(known)) ?? 'other';
  if (code === 'fraud_suspected') return failureOf(code, WITHHELD);
  // The token that the payer brought is what is wrong: another one may do.
  if (code === 'invalid_request' && no.param?.startsWith('payment_method') === true)
    return failureOf('method_not_supported', words[0] ?? null);
  return failureOf(code, words[0] ?? null);
}

/** A refund that Stripe refused (its code) or could not complete (its `failure_reason`). */
export function refundFailure(word: string | null | undefined): Failure {
  return failureOf('refund_refused', isWord(word) ? word : null);
}

/** A code of Stripe's, never a sentence: what is kept as the provider's word must not hold a payer's data. */
function isWord(text: string | null | undefined): text is string {
  return typeof text === 'string' && /^[a-z][a-z0-9_]{0,79}$/.test(text);
}
