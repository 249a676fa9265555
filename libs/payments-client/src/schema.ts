/** Written by npm run client; do not edit. */

export interface paths {
  '/payments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes a payment
     * @description Answers 201 also when the payment failed: see `status`. Without a key an `order_id` is needed: the key is then made from user, order, purpose, amount and currency, so that a double click is one payment.
     */
    post: operations['createPaymentAlias'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes a payment
     * @description Answers 201 also when the payment failed: see `status`. Without a key an `order_id` is needed: the key is then made from user, order, purpose, amount and currency, so that a double click is one payment.
     */
    post: operations['createPaymentAlias2'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/payments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One payment */
    get: operations['getPaymentAlias'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Payments, newest first: your own, or, for admins, all */
    get: operations['listPaymentsAlias'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** As confirmPayment */
    post: operations['confirmPaymentAlias'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/refund': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** As refundPayment */
    post: operations['refundPaymentAlias'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/refund': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** As refundPayment */
    post: operations['refundPaymentAlias2'];
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
  '/api/payments/analytics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Revenue, refunds and success by currency, provider and day
     * @description Different currencies are never added up. Payments and failures count when the payment was made, revenue when it came in, refunds when they were asked for. Times are widened to whole quarters of an hour.
     */
    get: operations['getAnalytics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
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
  '/api/payments/{id}/explain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The whole story of one payment: attempts, sends, webhooks, refunds, audit, events, deliveries */
    get: operations['explainPayment'];
    put?: never;
    post?: never;
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
  '/api/payments/{id}/receipt': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The receipt; 404 until it is numbered */
    get: operations['getReceipt'];
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
    /** The receipt as a PDF */
    get: operations['getReceiptPdf'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/payments/{id}/receipts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All documents of a payment, oldest first: the receipt, credit notes, and what took them back */
    get: operations['listReceipts'];
    put?: never;
    post?: never;
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
    /**
     * Mails a document to the payer's address once more; for its owner and admins
     * @description At most three an hour and payment.
     */
    post: operations['sendReceipt'];
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
  '/api/payments/{id}/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A payment's audit, oldest first; for admins */
    get: operations['getPaymentAudit'];
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
    /** What happened, in plain words, oldest first */
    get: operations['getTimeline'];
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
    /**
     * The audit over all, newest first; for admins
     * @description With `Accept: application/x-ndjson` all that fit, oldest first, one JSON object a line.
     */
    get: operations['listAudit'];
    put?: never;
    post?: never;
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
    /** Provider payments that nobody here knows, the latest found first; for admins */
    get: operations['listOrphans'];
    put?: never;
    post?: never;
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
  '/api/checkout/{id}/receipt.pdf': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The receipt as a PDF */
    get: operations['getCheckoutReceiptPdf'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/checkout/{id}/receipt/send': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Mails the receipt to the payer's own address once more
     * @description At most three an hour and payment. The answer is the same whether or not there is an address to write to.
     */
    post: operations['sendCheckoutReceipt'];
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
  '/api/webhooks/stripe': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What Stripe tells: answered once it is safely stored
     * @description Its bytes are signed in `Stripe-Signature`. A forged or unreadable one is a 400. Nothing in it is believed: the object that it names is read at Stripe.
     */
    post: operations['receiveStripeWebhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/webhooks/yookassa': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What YooKassa tells: answered once it is safely stored
     * @description Taken from its published addresses alone; from others a 403. A forged or unreadable one is a 400. Nothing in it is believed: the object that it names is read at YooKassa.
     */
    post: operations['receiveYookassaWebhook'];
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
    /** Webhooks, newest first: the parked and dead ones, or those that are asked for; for admins */
    get: operations['listWebhookInbox'];
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
    /**
     * Follows a stored webhook again, now; for admins
     * @description A repeat does no harm: what it names is read at the provider.
     */
    post: operations['replayWebhook'];
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
    /** Subscribers of outgoing events, oldest first; for admins */
    get: operations['listEventEndpoints'];
    put?: never;
    /**
     * Subscribes an address to outgoing events; for admins
     * @description It gets what happens from now on. Keep the secret: it is shown in this answer alone.
     */
    post: operations['createEventEndpoint'];
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
    /** Removes a subscriber: nothing is sent to it any more; for admins */
    delete: operations['deleteEventEndpoint'];
    options?: never;
    head?: never;
    /**
     * Changes a subscriber, switches it on or off, or rolls its secret; for admins
     * @description Switched on again, it gets what it was still to be sent. What happened while it was off can be sent by hand.
     */
    patch: operations['changeEventEndpoint'];
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
    /**
     * Sends a signed test event to one subscriber; for admins
     * @description Its deliveries show what came of it.
     */
    post: operations['testEventEndpoint'];
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
    /** Outgoing events of the last days, newest first; for admins */
    get: operations['listEvents'];
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
    /** What each subscriber was sent of an event, and what it answered; for admins */
    get: operations['listEventDeliveries'];
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
    /**
     * Sends an event again to every subscriber that wants its type; for admins
     * @description Also to one that it was delivered to, that it is dead for, or that was switched off when it happened.
     */
    post: operations['redeliverEvent'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The process answers */
    get: operations['isLive'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 503 while the database is away, or the process is draining */
    get: operations['isReady'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Numbers in Prometheus' form */
    get: operations['getMetrics'];
    put?: never;
    post?: never;
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
      /** @description What may still be given back; for admins. */
      amount_refundable?: number;
      /** @description Why it waits for a person; for admins. */
      needs_attention?: components['schemas']['AttentionView'] | null;
    };
    PaymentListView: {
      has_more: boolean;
      /** @description For `cursor`; null on the last page. */
      next_cursor: string | null;
      /** @description With `include_total=true`. */
      total?: number;
      data: components['schemas']['PaymentView'][];
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
    AliasRefundBody: {
      /** @description All that is left where it is absent. */
      amount?: number;
      reason?: string;
      /** Format: uuid */
      payment_id: string;
    };
    RefundBody: {
      /** @description All that is left where it is absent. */
      amount?: number;
      reason?: string;
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
    FailureFiguresView: {
      /** @description The category of the failure. */
      category: string;
      currency: string;
      failed: number;
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
      by_failure: components['schemas']['FailureFiguresView'][];
    };
    IssuedKeyView: {
      /** @description For the `Idempotency-Key` header. */
      key: string;
      /** Format: date-time */
      expires_at: string;
    };
    IssueKeyBody: {
      order_id?: string;
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
    RefundListView: {
      data: components['schemas']['RefundView'][];
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
    ReceiptListView: {
      data: components['schemas']['ReceiptView'][];
    };
    ReceiptSentView: {
      /**
       * @description The document that is sent.
       * @example 2026-000001
       */
      number: string;
      /** @description It goes out soon; the timeline tells when it did. */
      accepted: boolean;
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
    ActorView: {
      /** @enum {string} */
      type: 'user' | 'admin' | 'service' | 'provider' | 'worker';
      id: string;
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
    AuditPageView: {
      has_more: boolean;
      /** @description For `cursor`; null on the last page. */
      next_cursor: string | null;
      /** @description With `include_total=true`. */
      total?: number;
      data: components['schemas']['AuditEntryView'][];
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
    SellerView: {
      name: string;
      details: string | null;
      contact: string | null;
      logo_url: string | null;
    };
    ProviderScriptsView: {
      stripe_js_url: string | null;
      yookassa_widget_url: string | null;
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
      /** @description Where the providers' scripts come from, where it is not their own address. */
      provider_scripts: components['schemas']['ProviderScriptsView'];
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
    ReceivedView: {
      received: boolean;
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
    DisputeTargetView: {
      /** @enum {string} */
      kind: 'dispute';
      reference: string;
      provider_payment_id: string | null;
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
    EventEndpointView: {
      /** Format: uuid */
      id: string;
      /** Format: uri */
      url: string;
      /** @description `*`: every type. */
      types: (
        | '*'
        | 'payment.started'
        | 'payment.processing'
        | 'payment.authorized'
        | 'payment.succeeded'
        | 'payment.failed'
        | 'payment.canceled'
        | 'payment.refunded'
        | 'payment.partially_refunded'
        | 'refund.pending'
        | 'refund.succeeded'
        | 'refund.failed'
        | 'receipt.issued'
        | 'alert.raised'
        | 'endpoint.test'
        | 'payment_method.saved'
        | 'payment_method.deleted'
      )[];
      enabled: boolean;
      /** @description Why it was switched off. */
      disabled_reason: string | null;
      /** Format: date-time */
      created_at: string;
      /** @description Shown once, when it is made or rolled: `whsec_` and base64, as Standard Webhooks has it. */
      secret?: string;
    };
    EventEndpointListView: {
      data: components['schemas']['EventEndpointView'][];
    };
    NewEndpointBody: {
      url: string;
      /** @description Absent or `*`: every type. */
      types?: (
        | '*'
        | 'payment.started'
        | 'payment.processing'
        | 'payment.authorized'
        | 'payment.succeeded'
        | 'payment.failed'
        | 'payment.canceled'
        | 'payment.refunded'
        | 'payment.partially_refunded'
        | 'refund.pending'
        | 'refund.succeeded'
        | 'refund.failed'
        | 'receipt.issued'
        | 'alert.raised'
        | 'endpoint.test'
        | 'payment_method.saved'
        | 'payment_method.deleted'
      )[];
    };
    ChangeEndpointBody: {
      url?: string;
      /** @description Absent or `*`: every type. */
      types?: (
        | '*'
        | 'payment.started'
        | 'payment.processing'
        | 'payment.authorized'
        | 'payment.succeeded'
        | 'payment.failed'
        | 'payment.canceled'
        | 'payment.refunded'
        | 'payment.partially_refunded'
        | 'refund.pending'
        | 'refund.succeeded'
        | 'refund.failed'
        | 'receipt.issued'
        | 'alert.raised'
        | 'endpoint.test'
        | 'payment_method.saved'
        | 'payment_method.deleted'
      )[];
      enabled?: boolean;
      /** @description Makes a new secret; the old one signs beside it for a day. */
      roll_secret?: boolean;
    };
    DeletedEndpointView: {
      /** Format: uuid */
      id: string;
      deleted: boolean;
    };
    DeliveryCountsView: {
      pending: number;
      delivered: number;
      dead: number;
    };
    EventView: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      type:
        | 'payment.started'
        | 'payment.processing'
        | 'payment.authorized'
        | 'payment.succeeded'
        | 'payment.failed'
        | 'payment.canceled'
        | 'payment.refunded'
        | 'payment.partially_refunded'
        | 'refund.pending'
        | 'refund.succeeded'
        | 'refund.failed'
        | 'receipt.issued'
        | 'alert.raised'
        | 'endpoint.test'
        | 'payment_method.saved'
        | 'payment_method.deleted';
      /** Format: date-time */
      timestamp: string;
      /** @description As subscribers get it. */
      data: {
        [key: string]: unknown;
      };
      payment_id: string | null;
      deliveries: components['schemas']['DeliveryCountsView'];
    };
    EventListView: {
      data: components['schemas']['EventView'][];
      has_more: boolean;
      /** @description For `cursor`; null on the last page. */
      next_cursor: string | null;
      /** @description With `include_total=true`. */
      total?: number;
    };
    DeliveryView: {
      /** Format: uuid */
      endpoint_id: string;
      /** Format: uri */
      url: string;
      /** @enum {string} */
      status: 'pending' | 'delivered' | 'dead';
      /** @description How often it was sent. */
      tries: number;
      next_try_at: string | null;
      /** @description The HTTP status of the last answer. */
      response_status: number | null;
      latency_ms: number | null;
      /** @description The beginning of the last answer, without secrets. */
      answer: string | null;
      /** @description Why the last try did not count. */
      error: string | null;
      delivered_at: string | null;
    };
    DeliveryListView: {
      data: components['schemas']['DeliveryView'][];
    };
    HealthView: {
      /** @enum {string} */
      status: 'ok';
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
  createPaymentAlias: {
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
  createPaymentAlias2: {
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
  getPaymentAlias: {
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
  listPaymentsAlias: {
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
  confirmPaymentAlias: {
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
        'application/json': components['schemas']['AliasConfirmBody'];
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
  refundPaymentAlias: {
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
        'application/json': components['schemas']['AliasRefundBody'];
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
  refundPaymentAlias2: {
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
  getAnalytics: {
    parameters: {
      query?: {
        /** @description IANA name, for the days. */
        time_zone?: string;
        provider?: unknown;
        currency?: unknown;
        /** @description Exclusive; now where it is absent. */
        to?: unknown;
        /** @description ISO 8601; 30 days before `to` where it is absent. */
        from?: unknown;
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
    };
  };
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
  simulate: {
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
  explainPayment: {
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
          'application/json': {
            [key: string]: unknown;
          };
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
  getReceipt: {
    parameters: {
      query?: {
        /** @description Another document of the payment, by its number. */
        number?: string;
        /** @description The latest document of a refund: its credit note, or what took that back. */
        refund_id?: string;
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
          'application/json': components['schemas']['ReceiptView'];
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
  getReceiptPdf: {
    parameters: {
      query?: {
        /** @description Another document of the payment, by its number. */
        number?: string;
        /** @description The latest document of a refund: its credit note, or what took that back. */
        refund_id?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/pdf': string;
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
  listReceipts: {
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
          'application/json': components['schemas']['ReceiptListView'];
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
  sendReceipt: {
    parameters: {
      query?: {
        /** @description Another document of the payment, by its number. */
        number?: string;
        /** @description The latest document of a refund: its credit note, or what took that back. */
        refund_id?: string;
      };
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
          'application/json': components['schemas']['ReceiptSentView'];
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
  getPaymentAudit: {
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
  getTimeline: {
    parameters: {
      query?: {
        /** @description `en` or `ru`; else what the browser prefers. */
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
  listAudit: {
    parameters: {
      query?: {
        payment_id?: string;
        actor_id?: string;
        /** @description Such as `payment.succeeded`. */
        action?: string;
        /** @description Inclusive. */
        from?: string;
        /** @description Exclusive. */
        to?: string;
        /** @description At most 100. */
        limit?: number;
        /** @description The `next_cursor` of the page before. */
        cursor?: string;
        /** @description Whether all that fit are counted, too, over all pages. */
        include_total?: 'true' | 'false';
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
          'application/x-ndjson': string;
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
  listOrphans: {
    parameters: {
      query?: {
        provider?: string;
        /** @description At most 100. */
        limit?: number;
        /** @description The `next_cursor` of the page before. */
        cursor?: string;
        /** @description Whether all that fit are counted, too, over all pages. */
        include_total?: 'true' | 'false';
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
  retryCheckout: {
    parameters: {
      query?: {
        /** @description The signed token of the link. */
        token?: string;
        /** @description `en` or `ru`. */
        lang?: string;
      };
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
  cancelCheckout: {
    parameters: {
      query?: {
        /** @description The signed token of the link. */
        token?: string;
        /** @description `en` or `ru`. */
        lang?: string;
      };
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
  getCheckoutReceiptPdf: {
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
      /** @description The file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/pdf': string;
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
  sendCheckoutReceipt: {
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
  receiveStripeWebhook: {
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
          'application/json': components['schemas']['ReceivedView'];
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
  receiveYookassaWebhook: {
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
          'application/json': components['schemas']['ReceivedView'];
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
  listWebhookInbox: {
    parameters: {
      query?: {
        /** @description May be repeated. */
        status?: ('received' | 'parked' | 'done' | 'skipped' | 'dead')[];
        provider?: string;
        /** @description At most 100. */
        limit?: number;
        /** @description The `next_cursor` of the page before. */
        cursor?: string;
        /** @description Whether all that fit are counted, too, over all pages. */
        include_total?: 'true' | 'false';
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
  replayWebhook: {
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
          'application/json': components['schemas']['InboxEntryView'];
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
  listEventEndpoints: {
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
  createEventEndpoint: {
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
  deleteEventEndpoint: {
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
          'application/json': components['schemas']['DeletedEndpointView'];
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
  changeEventEndpoint: {
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
  testEventEndpoint: {
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
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventView'];
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
  listEvents: {
    parameters: {
      query?: {
        type?:
          | 'payment.started'
          | 'payment.processing'
          | 'payment.authorized'
          | 'payment.succeeded'
          | 'payment.failed'
          | 'payment.canceled'
          | 'payment.refunded'
          | 'payment.partially_refunded'
          | 'refund.pending'
          | 'refund.succeeded'
          | 'refund.failed'
          | 'receipt.issued'
          | 'alert.raised'
          | 'endpoint.test'
          | 'payment_method.saved'
          | 'payment_method.deleted';
        payment_id?: string;
        /** @description At most 100. */
        limit?: number;
        /** @description The `next_cursor` of the page before. */
        cursor?: string;
        /** @description Whether all that fit are counted, too, over all pages. */
        include_total?: 'true' | 'false';
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
  listEventDeliveries: {
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
  redeliverEvent: {
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
      /** @description The outcome is not known yet; it goes on by itself. The same key answers how it stands. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryListView'];
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
  isLive: {
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
          'application/json': components['schemas']['HealthView'];
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
  isReady: {
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
          'application/json': components['schemas']['HealthView'];
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
  getMetrics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
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
}
