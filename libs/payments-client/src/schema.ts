/** Written by npm run client; do not edit. */

export interface paths {
  '/api/payments/idempotency-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A fresh idempotency key, bound to the caller and the order
     * @description Asking again for the same order gives the same key while it lives.
     */
    post: operations['issueIdempotencyKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/test/simulate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Plays a scenario at the mock provider, with a new payment or a given one
     * @description Not in production. 201 for a new payment, 200 for a given one; `pending` leaves it `processing`.
     */
    post: operations['simulate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Payments, newest first: your own, or, for admins, all */
    get: operations['listPayments'];
    put?: never;
    /**
     * Takes a payment
     * @description Answers 201 also when the payment failed: see `status`. Without a key an `order_id` is needed: the key is then made from user, order, purpose, amount and currency, so that a double click is one payment.
     */
    post: operations['createPayment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One payment */
    get: operations['getPayment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Brings a payment method, or re-reads the provider */
    post: operations['confirmPayment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A fresh attempt of a failed payment */
    post: operations['retryPayment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/capture': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes held money, or a part of it */
    post: operations['capturePayment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends a payment before capture */
    post: operations['cancelPayment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/fail': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Gives a payment up */
    post: operations['failPayment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/refunds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A payment's refunds, oldest first */
    get: operations['listRefunds'];
    put?: never;
    /** Gives money back, all that is left or a part */
    post: operations['refundPayment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/refunds/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One refund */
    get: operations['getRefund'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payment-methods': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The saved methods, the default first */
    get: operations['listPaymentMethods'];
    put?: never;
    /** Saves a method by a provider's token */
    post: operations['savePaymentMethod'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payment-methods/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Hides a method at once, and removes it at the provider */
    delete: operations['removePaymentMethod'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payment-methods/{id}/default': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Pays with this one from now on */
    post: operations['makePaymentMethodDefault'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/checkout/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What is paid, to whom, and how it stands
     * @description After the time of the link only the status.
     */
    get: operations['getCheckout'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/checkout/{id}/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Brings a payment method, or asks the provider */
    post: operations['confirmCheckout'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/checkout/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A fresh attempt after a failure */
    post: operations['retryCheckout'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/checkout/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The payer does not want to pay */
    post: operations['cancelCheckout'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/checkout/{id}/sync': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Asks the provider how it stands */
    post: operations['syncCheckout'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/checkout/{id}/link': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Mails a fresh link to the payer, where this one was genuine
     * @description The answer is the same whether or not a letter goes out.
     */
    post: operations['sendCheckoutLink'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/public/payments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Pays for an appointment: in full, its deposit, or the balance
     * @description Without a key a repeat is the same payment. Anonymous callers' keys are scoped to the appointment.
     */
    post: operations['createPublicPayment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/receipt': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get_api_payments_id_receipt'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/receipt.pdf': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get_api_payments_id_receipt_pdf'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get_api_payments_id_audit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/timeline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get_api_payments_id_timeline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/analytics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get_api_payments_analytics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/webhook-inbox': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get_api_webhook_inbox'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/webhook-inbox/{id}/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['post_api_webhook_inbox_id_replay'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/receipt/send': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['post_api_payments_id_receipt_send'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/orphans': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get_api_orphans'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get_api_audit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/event-endpoints': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get_api_event_endpoints'];
    put?: never;
    post: operations['post_api_event_endpoints'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/event-endpoints/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations['delete_api_event_endpoints_id_'];
    options?: never;
    head?: never;
    patch: operations['patch_api_event_endpoints_id_'];
    trace?: never;
  };
  '/api/event-endpoints/{id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['post_api_event_endpoints_id_test'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get_api_events'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/events/{id}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['get_api_events_id_deliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/events/{id}/redeliver': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['post_api_events_id_redeliver'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    FieldProblemView: {
      /**
       * @description The dotted path of the field.
       * @example items.0.quantity
       */
      field: string;
      /** @description A stable word. */
      code: string;
      /** @description What is wrong, and how to mend it. */
      message: string;
    };
    ProblemView: {
      type: string;
      title: string;
      status: number;
      detail: string;
      /** @enum {string} */
      code:
        | 'unauthenticated'
        | 'forbidden'
        | 'not_found'
        | 'validation_failed'
        | 'card_data_not_accepted'
        | 'idempotency_key_missing'
        | 'idempotency_key_invalid'
        | 'idempotency_key_reused'
        | 'idempotency_key_in_use'
        | 'duplicate_payment'
        | 'invalid_state'
        | 'amount_exceeds_refundable'
        | 'refund_window_expired'
        | 'fraud_rejected'
        | 'unsupported'
        | 'malformed_request'
        | 'payload_too_large'
        | 'unsupported_media_type'
        | 'rate_limited'
        | 'provider_unavailable'
        | 'overloaded'
        | 'database_unavailable'
        | 'internal';
      request_id: string;
      errors?: components['schemas']['FieldProblemView'][];
      /**
       * Format: uuid
       * @description Of `duplicate_payment` and `fraud_rejected`.
       */
      payment_id?: string;
      /**
       * @description Of `invalid_state`.
       * @enum {string}
       */
      current_status?:
        | 'pending'
        | 'processing'
        | 'authorized'
        | 'succeeded'
        | 'failed'
        | 'canceled'
        | 'partially_refunded'
        | 'refunded';
    };
    IssueKeyBody: {
      order_id?: string;
    };
    IssuedKeyView: {
      /** @description For the `Idempotency-Key` header. */
      key: string;
      /** Format: date-time */
      expires_at: string;
    };
    SimulateBody: {
      /** @enum {string} */
      scenario: 'success' | 'failure' | 'pending' | 'requires_action' | 'refund';
      /**
       * Format: uuid
       * @description A payment at the mock provider; absent: a new one.
       */
      payment_id?: string;
      /**
       * @description In the currency's minor units: 1999 is 19.99 USD, ¥1999, 1.999 KWD.
       * @default 1000
       */
      amount?: number;
      /**
       * @default USD
       * @example USD
       */
      currency?: string;
    };
    MethodShownView: {
      /** @example card */
      type: string;
      /** @example visa */
      brand: string | null;
      /** @example 4242 */
      last4: string | null;
      exp_month: number | null;
      exp_year: number | null;
    };
    ClientSecretActionView: {
      /** @enum {string} */
      type: 'client_secret';
      client_secret: string;
      publishable_key: string;
    };
    RedirectActionView: {
      /** @enum {string} */
      type: 'redirect';
      url: string;
    };
    EmbeddedActionView: {
      /** @enum {string} */
      type: 'embedded';
      confirmation_token: string;
    };
    FailureView: {
      /** @description A stable word, the same for all providers. */
      code: string;
      /** @description A sentence for the payer. */
      message: string;
      /** @enum {string} */
      category:
        | 'declined'
        | 'insufficient_funds'
        | 'authentication'
        | 'expired_card'
        | 'fraud'
        | 'invalid_request'
        | 'provider_unavailable'
        | 'canceled_by_payer'
        | 'expired'
        | 'other';
      retryable: boolean;
      /** @enum {string} */
      advice: 'retry' | 'use_another_method' | 'contact_bank' | 'contact_support';
      /** @description The provider's own word. */
      provider_code: string | null;
    };
    ReceiptLinkView: {
      /** @example 2026-000001 */
      number: string;
      url: string;
    };
    ItemView: {
      description: string;
      quantity: number;
      /** @description In the currency's minor units: 1999 is 19.99 USD, ¥1999, 1.999 KWD. */
      unit_amount: number;
    };
    PaymentView: {
      /** Format: uuid */
      id: string;
      user_id: string;
      order_id: string | null;
      /** @enum {string} */
      purpose: 'full' | 'deposit' | 'balance';
      /**
       * @description In the currency's minor units: 1999 is 19.99 USD, ¥1999, 1.999 KWD.
       * @example 1999
       */
      amount: number;
      /**
       * @description ISO 4217, upper case.
       * @example USD
       */
      currency: string;
      /** @description What the provider says was captured. */
      amount_captured: number;
      /** @description What the provider says went back. */
      amount_refunded: number;
      /** @enum {string} */
      status:
        | 'pending'
        | 'processing'
        | 'authorized'
        | 'succeeded'
        | 'failed'
        | 'canceled'
        | 'partially_refunded'
        | 'refunded';
      /** @enum {string} */
      capture_method: 'automatic' | 'manual';
      /** @example stripe */
      provider: string | null;
      provider_payment_id: string | null;
      provider_charge_id: string | null;
      payment_method: components['schemas']['MethodShownView'] | null;
      /** @description What the payer must do next; only for who may pay. */
      next_action:
        | components['schemas']['ClientSecretActionView']
        | components['schemas']['RedirectActionView']
        | components['schemas']['EmbeddedActionView']
        | null;
      /** @description Of `next_action`, where it is one; only for who may pay. */
      client_secret?: string;
      failure: components['schemas']['FailureView'] | null;
      failure_message: string | null;
      description: string | null;
      items: components['schemas']['ItemView'][];
      customer_email: string | null;
      metadata: {
        [key: string]: string;
      };
      /** @description Null until it is numbered, within a second of the success. */
      receipt: components['schemas']['ReceiptLinkView'] | null;
      /** @description A signed link to the checkout page; only for who may pay. */
      checkout_url: string | null;
      /** @description Grows with every change. */
      version: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    PaymentListView: {
      has_more: boolean;
      /** @description For `cursor`; null on the last page. */
      next_cursor: string | null;
      /** @description With `include_total=true`. */
      total?: number;
      data: components['schemas']['PaymentView'][];
    };
    ItemBody: {
      description: string;
      quantity: number;
      /** @description In the currency's minor units: 1999 is 19.99 USD, ¥1999, 1.999 KWD. */
      unit_amount: number;
    };
    CreatePaymentBody: {
      /** @description A provider's token, such as pm_card_visa or mock_declined. Never a card number. */
      payment_method?: string;
      /**
       * Format: uuid
       * @description A saved method of the same user.
       */
      payment_method_id?: string;
      /** @description In the currency's minor units: 1999 is 19.99 USD, ¥1999, 1.999 KWD. */
      amount: number;
      /**
       * @description ISO 4217, upper or lower case.
       * @example USD
       */
      currency: string;
      order_id?: string;
      /**
       * @default full
       * @enum {string}
       */
      purpose?: 'full' | 'deposit' | 'balance';
      description?: string;
      /** @description They must add up to the amount. */
      items?: components['schemas']['ItemBody'][];
      /** Format: email */
      customer_email?: string;
      save_payment_method?: boolean;
      /**
       * @default automatic
       * @enum {string}
       */
      capture_method?: 'automatic' | 'manual';
      /** @description One of the enabled providers; by default the route of the currency. */
      provider?: string;
      return_url?: string;
      /** @enum {string} */
      locale?: 'en' | 'ru';
      /** @description At most 20 keys of 40 characters, values of 500. */
      metadata?: {
        [key: string]: string;
      };
      /** @description For whom a service acts. */
      user_id?: string;
    };
    AttentionView: {
      code: string;
      /** Format: date-time */
      since: string;
    };
    AttemptView: {
      number: number;
      provider: string;
      provider_payment_id: string | null;
      /** @enum {string} */
      outcome: 'open' | 'authorized' | 'succeeded' | 'failed' | 'canceled' | 'not_done';
      failure: components['schemas']['FailureView'] | null;
      /** Format: date-time */
      created_at: string;
    };
    PaymentDetailsView: {
      /** Format: uuid */
      id: string;
      user_id: string;
      order_id: string | null;
      /** @enum {string} */
      purpose: 'full' | 'deposit' | 'balance';
      /**
       * @description In the currency's minor units: 1999 is 19.99 USD, ¥1999, 1.999 KWD.
       * @example 1999
       */
      amount: number;
      /**
       * @description ISO 4217, upper case.
       * @example USD
       */
      currency: string;
      /** @description What the provider says was captured. */
      amount_captured: number;
      /** @description What the provider says went back. */
      amount_refunded: number;
      /** @enum {string} */
      status:
        | 'pending'
        | 'processing'
        | 'authorized'
        | 'succeeded'
        | 'failed'
        | 'canceled'
        | 'partially_refunded'
        | 'refunded';
      /** @enum {string} */
      capture_method: 'automatic' | 'manual';
      /** @example stripe */
      provider: string | null;
      provider_payment_id: string | null;
      provider_charge_id: string | null;
      payment_method: components['schemas']['MethodShownView'] | null;
      /** @description What the payer must do next; only for who may pay. */
      next_action:
        | components['schemas']['ClientSecretActionView']
        | components['schemas']['RedirectActionView']
        | components['schemas']['EmbeddedActionView']
        | null;
      /** @description Of `next_action`, where it is one; only for who may pay. */
      client_secret?: string;
      failure: components['schemas']['FailureView'] | null;
      failure_message: string | null;
      description: string | null;
      items: components['schemas']['ItemView'][];
      customer_email: string | null;
      metadata: {
        [key: string]: string;
      };
      /** @description Null until it is numbered, within a second of the success. */
      receipt: components['schemas']['ReceiptLinkView'] | null;
      /** @description A signed link to the checkout page; only for who may pay. */
      checkout_url: string | null;
      /** @description Grows with every change. */
      version: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      attempts: components['schemas']['AttemptView'][];
      /** @description What may still be given back; for staff. */
      amount_refundable?: number;
      /** @description Why it waits for a person; for admins. */
      needs_attention?: components['schemas']['AttentionView'] | null;
    };
    ConfirmBody: {
      /** @description A provider's token, such as pm_card_visa or mock_declined. Never a card number. */
      payment_method?: string;
      /**
       * Format: uuid
       * @description A saved method of the same user.
       */
      payment_method_id?: string;
    };
    RetryBody: {
      /** @description A provider's token, such as pm_card_visa or mock_declined. Never a card number. */
      payment_method?: string;
      /**
       * Format: uuid
       * @description A saved method of the same user.
       */
      payment_method_id?: string;
      /** @description Another provider than the last one. */
      provider?: string;
    };
    CaptureBody: {
      /** @description In the currency's minor units: 1999 is 19.99 USD, ¥1999, 1.999 KWD. */
      amount?: number;
    };
    FailBody: {
      failure_message: string;
    };
    RefundBody: {
      /** @description All that is left where it is absent. */
      amount?: number;
      reason?: string;
    };
    RefundView: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      payment_id: string;
      /** @description In the currency's minor units: 1999 is 19.99 USD, ¥1999, 1.999 KWD. */
      amount: number;
      currency: string;
      /** @enum {string} */
      status: 'pending' | 'succeeded' | 'failed';
      reason: string | null;
      failure: components['schemas']['FailureView'] | null;
      provider_refund_id: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    RefundListView: {
      data: components['schemas']['RefundView'][];
    };
    MethodView: {
      /** Format: uuid */
      id: string;
      provider: string;
      /** @example card */
      type: string;
      brand: string | null;
      last4: string | null;
      exp_month: number | null;
      exp_year: number | null;
      default: boolean;
      /** Format: date-time */
      created_at: string;
    };
    MethodListView: {
      data: components['schemas']['MethodView'][];
    };
    SaveMethodBody: {
      payment_method: string;
      default?: boolean;
      provider?: string;
    };
    ExpiredCheckoutView: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      status:
        | 'pending'
        | 'processing'
        | 'authorized'
        | 'succeeded'
        | 'failed'
        | 'canceled'
        | 'partially_refunded'
        | 'refunded';
      /** @enum {string} */
      link: 'over';
    };
    CheckoutReceiptView: {
      number: string;
      /** @description The PDF, by the same link. */
      url: string;
    };
    TestMethodView: {
      /** @example mock_success */
      payment_method: string;
      /** @description What it does, in the language of the page. */
      name: string;
    };
    CheckoutView: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      status:
        | 'pending'
        | 'processing'
        | 'authorized'
        | 'succeeded'
        | 'failed'
        | 'canceled'
        | 'partially_refunded'
        | 'refunded';
      /** @enum {string} */
      link: 'valid';
      /** @description In the currency's minor units: 1999 is 19.99 USD, ¥1999, 1.999 KWD. */
      amount: number;
      currency: string;
      amount_refunded: number;
      description: string | null;
      items: components['schemas']['ItemView'][];
      seller: components['schemas']['SellerView'];
      provider: string | null;
      next_action:
        | components['schemas']['ClientSecretActionView']
        | components['schemas']['RedirectActionView']
        | components['schemas']['EmbeddedActionView']
        | null;
      /** @description Its message is in the payer's language. */
      failure: components['schemas']['FailureView'] | null;
      /** @enum {string} */
      locale: 'en' | 'ru';
      /** @description Where the page leads to, with `payment_id` and `status` added. */
      return_url: string | null;
      receipt: components['schemas']['CheckoutReceiptView'] | null;
      /** @description The payer may still cancel. */
      cancelable: boolean;
      /** @description The command that a payment method may be brought with now. */
      accepts: ('confirm' | 'retry') | null;
      /** @description Scenarios of the mock provider; empty for others. */
      test_methods: components['schemas']['TestMethodView'][];
    };
    CheckoutMethodBody: {
      /** @description A provider's token. Never a card number. */
      payment_method?: string;
    };
    AcceptedView: {
      accepted: boolean;
    };
    PublicPaymentBody: {
      /** @example appt_1001 */
      appointment_id: string;
      /**
       * @default full
       * @enum {string}
       */
      plan?: 'full' | 'deposit' | 'balance';
      return_url?: string;
    };
    PublicRedirectView: {
      /** @enum {string} */
      type: 'redirect';
      confirmation_url: string;
    };
    PublicPaymentView: {
      /** Format: uuid */
      payment_id: string;
      confirmation: components['schemas']['PublicRedirectView'] | components['schemas']['EmbeddedActionView'];
      checkout_url: string;
    };
    SellerView: {
      name: string;
      details: string | null;
      contact: string | null;
      logo_url: string | null;
    };
    ActorView: {
      /** @enum {string} */
      type: 'user' | 'admin' | 'service' | 'provider' | 'worker';
      id: string;
    };
    CurrencyFiguresView: {
      currency: string;
      /** @description What was captured. */
      revenue: number;
      refunded: number;
      /** @description `revenue` less `refunded`. */
      net: number;
      payments: number;
      /** @description Refunded ones, too. */
      succeeded: number;
      failed: number;
      /** @description succeeded ÷ (succeeded + failed), from 0 to 1; null where there is none. */
      success_rate: number | null;
    };
    ProviderFiguresView: {
      currency: string;
      /** @description What was captured. */
      revenue: number;
      refunded: number;
      /** @description `revenue` less `refunded`. */
      net: number;
      payments: number;
      /** @description Refunded ones, too. */
      succeeded: number;
      failed: number;
      /** @description succeeded ÷ (succeeded + failed), from 0 to 1; null where there is none. */
      success_rate: number | null;
      provider: string;
    };
    DayFiguresView: {
      currency: string;
      /** @description What was captured. */
      revenue: number;
      refunded: number;
      /** @description `revenue` less `refunded`. */
      net: number;
      payments: number;
      /** @description Refunded ones, too. */
      succeeded: number;
      failed: number;
      /** @description succeeded ÷ (succeeded + failed), from 0 to 1; null where there is none. */
      success_rate: number | null;
      /**
       * Format: date
       * @description In the time zone that was asked for.
       */
      day: string;
    };
    AnalyticsView: {
      /** Format: date-time */
      from: string;
      /**
       * Format: date-time
       * @description Exclusive.
       */
      to: string;
      /** @example Europe/Moscow */
      time_zone: string;
      by_currency: components['schemas']['CurrencyFiguresView'][];
      by_provider: components['schemas']['ProviderFiguresView'][];
      by_day: components['schemas']['DayFiguresView'][];
    };
    AuditEntryView: {
      /** Format: uuid */
      id: string;
      payment_id: string | null;
      /** @description The place in its chain. */
      seq: number;
      /** Format: date-time */
      at: string;
      actor: components['schemas']['ActorView'];
      /** @example payment.succeeded */
      action: string;
      from: string | null;
      to: string | null;
      amount: number | null;
      currency: string | null;
      outcome: string;
      reason: string | null;
      request_id: string | null;
      /** @description SHA-256, in hexadecimal; zeros in a chain’s first entry. */
      prev_hash: string;
      hash: string;
    };
    AuditListView: {
      data: components['schemas']['AuditEntryView'][];
    };
    AuditPageView: {
      has_more: boolean;
      /** @description For `cursor`; null on the last page. */
      next_cursor: string | null;
      /** @description With `include_total=true`. */
      total?: number;
      data: components['schemas']['AuditEntryView'][];
    };
    DisputeTargetView: {
      /** @enum {string} */
      kind: 'dispute';
      reference: string;
      provider_payment_id: string | null;
    };
    HealthView: {
      /** @enum {string} */
      status: 'ok';
    };
    PaymentTargetView: {
      /** @enum {string} */
      kind: 'payment';
      provider_payment_id: string;
    };
    RefundTargetView: {
      /** @enum {string} */
      kind: 'refund';
      provider_refund_id: string;
      provider_payment_id: string | null;
    };
    MethodTargetView: {
      /** @enum {string} */
      kind: 'method';
      reference: string;
    };
    InboxEntryView: {
      /** Format: uuid */
      id: string;
      provider: string;
      event_id: string;
      type: string;
      target:
        | components['schemas']['PaymentTargetView']
        | components['schemas']['RefundTargetView']
        | components['schemas']['MethodTargetView']
        | components['schemas']['DisputeTargetView'];
      /** @enum {string} */
      status: 'received' | 'parked' | 'done' | 'skipped' | 'dead';
      tries: number;
      last_error: string | null;
      payment_id: string | null;
      /** Format: date-time */
      received_at: string;
      due_at: string | null;
    };
    InboxListView: {
      has_more: boolean;
      /** @description For `cursor`; null on the last page. */
      next_cursor: string | null;
      /** @description With `include_total=true`. */
      total?: number;
      data: components['schemas']['InboxEntryView'][];
    };
    OrphanView: {
      provider: string;
      provider_payment_id: string;
      status: string;
      amount: number;
      currency: string;
      /**
       * Format: date-time
       * @description When the provider made it.
       */
      created_at: string;
      /**
       * Format: date-time
       * @description When it was found.
       */
      found_at: string;
    };
    OrphanListView: {
      has_more: boolean;
      /** @description For `cursor`; null on the last page. */
      next_cursor: string | null;
      /** @description With `include_total=true`. */
      total?: number;
      data: components['schemas']['OrphanView'][];
    };
    ReceiptCustomerView: {
      user_id: string;
      email: string | null;
    };
    ReceiptLineView: {
      description: string;
      quantity: number;
      unit_amount: number;
      amount: number;
      vat_code: number | null;
      /** @description The tax that the amount includes. */
      vat_amount: number | null;
    };
    ReceiptMethodView: {
      type: string;
      brand: string | null;
      last4: string | null;
    };
    ReceiptSellerView: {
      name: string;
      details: string;
      contact: string;
    };
    ReceiptView: {
      /** @example 2026-000001 */
      number: string;
      /** @enum {string} */
      kind: 'receipt' | 'credit_note';
      /** Format: date-time */
      issued_at: string;
      seller: components['schemas']['ReceiptSellerView'];
      customer: components['schemas']['ReceiptCustomerView'];
      items: components['schemas']['ReceiptLineView'][];
      amount: number;
      currency: string;
      payment_method: components['schemas']['ReceiptMethodView'] | null;
      provider_payment_id: string | null;
      /** Format: uuid */
      payment_id: string;
      order_id: string | null;
      refund_id: string | null;
      /** @description The number of the document that this one refers to. */
      corrects: string | null;
    };
    TimelineEntryView: {
      /** Format: date-time */
      at: string;
      /**
       * @description A stable word.
       * @example payment.succeeded
       */
      code: string;
      /** @description The same in plain words, in the language that was asked for. */
      text: string;
    };
    TimelineView: {
      data: components['schemas']['TimelineEntryView'][];
    };
    AliasConfirmBody: {
      /** @description A provider's token, such as pm_card_visa or mock_declined. Never a card number. */
      payment_method?: string;
      /**
       * Format: uuid
       * @description A saved method of the same user.
       */
      payment_method_id?: string;
      /** Format: uuid */
      payment_id: string;
    };
    AliasRefundBody: {
      /** @description All that is left where it is absent. */
      amount?: number;
      reason?: string;
      /** Format: uuid */
      payment_id: string;
    };
    MethodBody: {
      /** @description A provider's token, such as pm_card_visa or mock_declined. Never a card number. */
      payment_method?: string;
      /**
       * Format: uuid
       * @description A saved method of the same user.
       */
      payment_method_id?: string;
    };
    EventEndpointView: {
      id: string;
      url: string;
      types: string[];
      enabled: boolean;
      /** Format: date-time */
      created_at: string;
      secret?: string;
    };
    EventEndpointListView: {
      data: components['schemas']['EventEndpointView'][];
    };
    EventView: {
      id: string;
      type: string;
      /** Format: date-time */
      timestamp: string;
      payment_id: string | null;
    };
    EventListView: {
      data: components['schemas']['EventView'][];
      has_more: boolean;
      next_cursor: string | null;
    };
    DeliveryView: {
      endpoint_id: string;
      url: string;
      /** @enum {string} */
      status: 'pending' | 'delivered' | 'dead';
      tries: number;
      response_status: number | null;
      answer: string | null;
      error: string | null;
      latency_ms: number | null;
      next_try_at: string | null;
      delivered_at: string | null;
    };
    DeliveryListView: {
      data: components['schemas']['DeliveryView'][];
    };
    NewEndpointBody: {
      url: string;
      types?: string[];
    };
    ChangeEndpointBody: {
      url?: string;
      types?: string[];
      enabled?: boolean;
      roll_secret?: boolean;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  issueIdempotencyKey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IssueKeyBody'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IssuedKeyView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  simulate: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SimulateBody'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  listPayments: {
    parameters: {
      query?: {
        /** @description At most 100. */
        limit?: number;
        /** @description The `next_cursor` of the page before. */
        cursor?: string;
        /** @description May be repeated. */
        status?: (
          | 'pending'
          | 'processing'
          | 'authorized'
          | 'succeeded'
          | 'failed'
          | 'canceled'
          | 'partially_refunded'
          | 'refunded'
        )[];
        /** @description Inclusive. */
        created_from?: string;
        /** @description Exclusive. */
        created_to?: string;
        /** @description For admins. */
        user_id?: string;
        /** @description For admins. */
        order_id?: string;
        /** @description For admins. */
        provider?: string;
        /** @description For admins. */
        sort?: 'created_at' | '-created_at' | 'amount' | '-amount';
        /** @description For admins: a payment, order or provider id. */
        q?: string;
        /** @description For admins. */
        include_total?: 'true' | 'false';
        /** @description For admins: what waits for a person. */
        needs_attention?: 'true' | 'false';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentListView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  createPayment: {
    parameters: {
      query?: never;
      header?: {
        /** @description Makes sending it again safe. 1 to 255 visible ASCII characters without spaces, once in a request; a UUID is best. Kept 24 hours, for the caller and the operation: the same key and the same request get the first answer again, byte for byte, with `Idempotency-Replayed: true`; the same key and another request get a 422. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreatePaymentBody'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      /** @description `idempotency_key_missing`: Idempotency-Key is missing. `idempotency_key_invalid`: Idempotency-Key is not valid. `malformed_request`: The request can not be read. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `idempotency_key_in_use`: The first request is still running. `duplicate_payment`: The order has a payment already. `invalid_state`: Not possible in this state. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `payload_too_large`: The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unsupported_media_type`: Unsupported media type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  getPayment: {
    parameters: {
      query?: {
        /** @description Reads the provider first. */
        sync?: 'true' | 'false';
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentDetailsView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  confirmPayment: {
    parameters: {
      query?: never;
      header?: {
        /** @description Makes sending it again safe. 1 to 255 visible ASCII characters without spaces, once in a request; a UUID is best. Kept 24 hours, for the caller and the operation: the same key and the same request get the first answer again, byte for byte, with `Idempotency-Replayed: true`; the same key and another request get a 422. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConfirmBody'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      /** @description `idempotency_key_missing`: Idempotency-Key is missing. `idempotency_key_invalid`: Idempotency-Key is not valid. `malformed_request`: The request can not be read. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `idempotency_key_in_use`: The first request is still running. `duplicate_payment`: The order has a payment already. `invalid_state`: Not possible in this state. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `payload_too_large`: The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unsupported_media_type`: Unsupported media type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  retryPayment: {
    parameters: {
      query?: never;
      header?: {
        /** @description Makes sending it again safe. 1 to 255 visible ASCII characters without spaces, once in a request; a UUID is best. Kept 24 hours, for the caller and the operation: the same key and the same request get the first answer again, byte for byte, with `Idempotency-Replayed: true`; the same key and another request get a 422. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RetryBody'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      /** @description `idempotency_key_missing`: Idempotency-Key is missing. `idempotency_key_invalid`: Idempotency-Key is not valid. `malformed_request`: The request can not be read. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `idempotency_key_in_use`: The first request is still running. `duplicate_payment`: The order has a payment already. `invalid_state`: Not possible in this state. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `payload_too_large`: The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unsupported_media_type`: Unsupported media type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  capturePayment: {
    parameters: {
      query?: never;
      header?: {
        /** @description Makes sending it again safe. 1 to 255 visible ASCII characters without spaces, once in a request; a UUID is best. Kept 24 hours, for the caller and the operation: the same key and the same request get the first answer again, byte for byte, with `Idempotency-Replayed: true`; the same key and another request get a 422. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CaptureBody'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      /** @description `idempotency_key_missing`: Idempotency-Key is missing. `idempotency_key_invalid`: Idempotency-Key is not valid. `malformed_request`: The request can not be read. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `idempotency_key_in_use`: The first request is still running. `duplicate_payment`: The order has a payment already. `invalid_state`: Not possible in this state. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `payload_too_large`: The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unsupported_media_type`: Unsupported media type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  cancelPayment: {
    parameters: {
      query?: never;
      header?: {
        /** @description Makes sending it again safe. 1 to 255 visible ASCII characters without spaces, once in a request; a UUID is best. Kept 24 hours, for the caller and the operation: the same key and the same request get the first answer again, byte for byte, with `Idempotency-Replayed: true`; the same key and another request get a 422. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      /** @description `idempotency_key_missing`: Idempotency-Key is missing. `idempotency_key_invalid`: Idempotency-Key is not valid. `malformed_request`: The request can not be read. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `idempotency_key_in_use`: The first request is still running. `duplicate_payment`: The order has a payment already. `invalid_state`: Not possible in this state. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `payload_too_large`: The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unsupported_media_type`: Unsupported media type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  failPayment: {
    parameters: {
      query?: never;
      header?: {
        /** @description Makes sending it again safe. 1 to 255 visible ASCII characters without spaces, once in a request; a UUID is best. Kept 24 hours, for the caller and the operation: the same key and the same request get the first answer again, byte for byte, with `Idempotency-Replayed: true`; the same key and another request get a 422. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FailBody'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentView'];
        };
      };
      /** @description `idempotency_key_missing`: Idempotency-Key is missing. `idempotency_key_invalid`: Idempotency-Key is not valid. `malformed_request`: The request can not be read. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `idempotency_key_in_use`: The first request is still running. `duplicate_payment`: The order has a payment already. `invalid_state`: Not possible in this state. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `payload_too_large`: The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unsupported_media_type`: Unsupported media type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  listRefunds: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundListView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  refundPayment: {
    parameters: {
      query?: never;
      header?: {
        /** @description Makes sending it again safe. 1 to 255 visible ASCII characters without spaces, once in a request; a UUID is best. Kept 24 hours, for the caller and the operation: the same key and the same request get the first answer again, byte for byte, with `Idempotency-Replayed: true`; the same key and another request get a 422. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RefundBody'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundView'];
        };
      };
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundView'];
        };
      };
      /** @description `idempotency_key_missing`: Idempotency-Key is missing. `idempotency_key_invalid`: Idempotency-Key is not valid. `malformed_request`: The request can not be read. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `idempotency_key_in_use`: The first request is still running. `duplicate_payment`: The order has a payment already. `invalid_state`: Not possible in this state. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `payload_too_large`: The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unsupported_media_type`: Unsupported media type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  getRefund: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  listPaymentMethods: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MethodListView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  savePaymentMethod: {
    parameters: {
      query?: never;
      header?: {
        /** @description Makes sending it again safe. 1 to 255 visible ASCII characters without spaces, once in a request; a UUID is best. Kept 24 hours, for the caller and the operation: the same key and the same request get the first answer again, byte for byte, with `Idempotency-Replayed: true`; the same key and another request get a 422. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SaveMethodBody'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MethodView'];
        };
      };
      /** @description `idempotency_key_missing`: Idempotency-Key is missing. `idempotency_key_invalid`: Idempotency-Key is not valid. `malformed_request`: The request can not be read. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `idempotency_key_in_use`: The first request is still running. `duplicate_payment`: The order has a payment already. `invalid_state`: Not possible in this state. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `payload_too_large`: The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unsupported_media_type`: Unsupported media type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  removePaymentMethod: {
    parameters: {
      query?: never;
      header?: {
        /** @description Makes sending it again safe. 1 to 255 visible ASCII characters without spaces, once in a request; a UUID is best. Kept 24 hours, for the caller and the operation: the same key and the same request get the first answer again, byte for byte, with `Idempotency-Replayed: true`; the same key and another request get a 422. */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MethodView'];
        };
      };
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `idempotency_key_missing`: Idempotency-Key is missing. `idempotency_key_invalid`: Idempotency-Key is not valid. `malformed_request`: The request can not be read. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `idempotency_key_in_use`: The first request is still running. `duplicate_payment`: The order has a payment already. `invalid_state`: Not possible in this state. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `payload_too_large`: The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unsupported_media_type`: Unsupported media type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  makePaymentMethodDefault: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MethodView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  getCheckout: {
    parameters: {
      query?: {
        /** @description The signed token of the link. */
        token?: string;
        /** @description `en` or `ru`. */
        lang?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CheckoutView'] | components['schemas']['ExpiredCheckoutView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  confirmCheckout: {
    parameters: {
      query?: {
        /** @description The signed token of the link. */
        token?: string;
        /** @description `en` or `ru`. */
        lang?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CheckoutMethodBody'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CheckoutView'];
        };
      };
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CheckoutView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  retryCheckout: {
    parameters: {
      query?: {
        /** @description The signed token of the link. */
        token?: string;
        /** @description `en` or `ru`. */
        lang?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CheckoutMethodBody'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CheckoutView'];
        };
      };
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CheckoutView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  cancelCheckout: {
    parameters: {
      query?: {
        /** @description The signed token of the link. */
        token?: string;
        /** @description `en` or `ru`. */
        lang?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CheckoutView'];
        };
      };
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CheckoutView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  syncCheckout: {
    parameters: {
      query?: {
        /** @description The signed token of the link. */
        token?: string;
        /** @description `en` or `ru`. */
        lang?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CheckoutView'];
        };
      };
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CheckoutView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  sendCheckoutLink: {
    parameters: {
      query?: {
        /** @description The signed token of the link. */
        token?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AcceptedView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  createPublicPayment: {
    parameters: {
      query?: never;
      header?: {
        /** @description Makes sending it again safe. 1 to 255 visible ASCII characters without spaces, once in a request; a UUID is best. Kept 24 hours, for the caller and the operation: the same key and the same request get the first answer again, byte for byte, with `Idempotency-Replayed: true`; the same key and another request get a 422. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PublicPaymentBody'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublicPaymentView'];
        };
      };
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublicPaymentView'];
        };
      };
      /** @description `idempotency_key_missing`: Idempotency-Key is missing. `idempotency_key_invalid`: Idempotency-Key is not valid. `malformed_request`: The request can not be read. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unauthenticated`: Authentication is needed. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `forbidden`: Not allowed. `fraud_rejected`: Rejected by the fraud check. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `not_found`: Not found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `idempotency_key_in_use`: The first request is still running. `duplicate_payment`: The order has a payment already. `invalid_state`: Not possible in this state. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `payload_too_large`: The body is too large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `unsupported_media_type`: Unsupported media type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `validation_failed`: The request is not valid. `card_data_not_accepted`: Card data is not accepted. `idempotency_key_reused`: Idempotency-Key was used for another request. `amount_exceeds_refundable`: More than can be refunded. `refund_window_expired`: Too late for a refund. `unsupported`: This provider can not do that. */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `rate_limited`: Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `internal`: Internal error. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
      /** @description `provider_unavailable`: The payment provider is not available. `overloaded`: Overloaded. `database_unavailable`: The database is not available. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  get_api_payments_id_receipt: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReceiptView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  get_api_payments_id_receipt_pdf: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReceiptView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  get_api_payments_id_audit: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditListView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  get_api_payments_id_timeline: {
    parameters: {
      query?: {
        lang?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TimelineView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  get_api_payments_analytics: {
    parameters: {
      query?: {
        from?: string;
        to?: string;
        currency?: string;
        provider?: string;
        time_zone?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnalyticsView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  get_api_webhook_inbox: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        status?: string[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InboxListView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  post_api_webhook_inbox_id_replay: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InboxEntryView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  post_api_payments_id_receipt_send: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AcceptedView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  get_api_orphans: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrphanListView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  get_api_audit: {
    parameters: {
      query?: {
        payment_id?: string;
        actor_id?: string;
        action?: string;
        from?: string;
        to?: string;
        limit?: string;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditPageView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  get_api_event_endpoints: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventEndpointListView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  post_api_event_endpoints: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewEndpointBody'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventEndpointView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  delete_api_event_endpoints_id_: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  patch_api_event_endpoints_id_: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeEndpointBody'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventEndpointView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  post_api_event_endpoints_id_test: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  get_api_events: {
    parameters: {
      query?: {
        limit?: string;
        cursor?: string;
        type?: string;
        payment_id?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventListView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  get_api_events_id_deliveries: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryListView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  post_api_events_id_redeliver: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AcceptedView'];
        };
      };
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
}
