/**
 * A stand-in for Stripe.js (https://docs.stripe.com/js), for development and tests without an account.
 * The Payment Element is a choice of test cards; confirming talks to the simulator as Stripe.js talks to Stripe.
 * It draws by the DOM alone: no markup from texts, no inline styles, so that a strict content security policy holds.
 */
(() => {
  const origin = '%ORIGIN%';
  /** @type {{ id: string, label: string, last4: string }[]} */
  const methods = '%METHODS%';

  const LABELS = { en: 'Test card', ru: 'Тестовая карта' };
  let counter = 0;

  /** As with Stripe.js, a wrong use throws, a refused payment is an answer. */
  class IntegrationError extends Error {
    constructor(message) {
      super(message);
      this.name = 'IntegrationError';
    }
  }

  async function call(method, path, params) {
    const form = new URLSearchParams(params);
    const url = method === 'GET' ? `${origin}${path}?${form}` : `${origin}${path}`;
    try {
      const answer = await fetch(url, { method, ...(method === 'GET' ? {} : { body: form }) });
      return await answer.json();
    } catch {
      return {
        error: { type: 'api_connection_error', message: 'The payment network could not be reached. Try again.' },
      };
    }
  }

  /** `pi_1_secret_2` belongs to `pi_1`. */
  function idOf(clientSecret) {
    const end = typeof clientSecret === 'string' ? clientSecret.indexOf('_secret_') : -1;
    if (end < 1) throw new IntegrationError('Invalid value for clientSecret.');
    return clientSecret.slice(0, end);
  }

  class PaymentElement {
    constructor(options, elementsOptions) {
      this.options = options;
      this.locale = elementsOptions.locale;
      this.listeners = new Map();
      this.root = null;
      this.select = null;
    }

    mount(target) {
      const parent = typeof target === 'string' ? document.querySelector(target) : target;
      if (!parent) throw new IntegrationError(`The selector ${String(target)} applies to no DOM elements.`);
      this.unmount();
      const id = `stripe-simulator-method-${++counter}`;
      const label = document.createElement('label');
      label.htmlFor = id;
      label.textContent = LABELS[String(this.locale ?? document.documentElement.lang).slice(0, 2)] ?? LABELS.en;
      this.select = document.createElement('select');
      this.select.id = id;
      this.select.name = 'stripe-simulator-method';
      for (const method of methods) {
        const option = document.createElement('option');
        option.value = method.id;
        option.textContent = `•••• ${method.last4}: ${method.label}`;
        this.select.append(option);
      }
      this.select.addEventListener('change', () => this.changed());
      this.root = document.createElement('div');
      this.root.className = '__PrivateStripeElement';
      this.root.append(label, document.createTextNode(' '), this.select);
      parent.replaceChildren(this.root);
      queueMicrotask(() => {
        this.emit('ready', { elementType: 'payment' });
        this.changed();
      });
    }

    unmount() {
      this.root?.remove();
      this.root = null;
      this.select = null;
    }

    destroy() {
      this.unmount();
      this.listeners.clear();
    }

    on(event, listener) {
      const known = this.listeners.get(event) ?? [];
      this.listeners.set(event, [...known, listener]);
      return this;
    }

    once(event, listener) {
      const wrapped = (value) => {
        this.off(event, wrapped);
        listener(value);
      };
      return this.on(event, wrapped);
    }

    off(event, listener) {
      const known = this.listeners.get(event) ?? [];
      this.listeners.set(event, listener ? known.filter((one) => one !== listener) : []);
      return this;
    }

    update(options) {
      this.options = { ...this.options, ...options };
    }

    collapse() {}
    blur() {
      this.select?.blur();
    }
    clear() {
      if (this.select) this.select.selectedIndex = 0;
    }
    focus() {
      this.select?.focus();
    }

    emit(event, value) {
      for (const listener of this.listeners.get(event) ?? []) listener(value);
    }

    changed() {
      const value = { type: 'card' };
      this.emit('change', { elementType: 'payment', collapsed: false, complete: true, empty: false, value });
    }
  }

  class Elements {
    constructor(options) {
      this.options = options;
      this.payment = null;
    }

    create(type, options = {}) {
      if (type !== 'payment') throw new IntegrationError(`The simulator has no element of the type ${type}.`);
      if (this.payment) throw new IntegrationError('Can only create one Element of type payment.');
      this.payment = new PaymentElement(options, this.options);
      const destroy = this.payment.destroy.bind(this.payment);
      this.payment.destroy = () => {
        destroy();
        this.payment = null;
      };
      return this.payment;
    }

    getElement(type) {
      return type === 'payment' ? this.payment : null;
    }

    update(options) {
      this.options = { ...this.options, ...options };
    }

    async fetchUpdates() {
      return {};
    }

    async submit() {
      if (!this.payment?.select) throw new IntegrationError('elements.submit() needs a mounted Payment Element.');
      return { selectedPaymentMethod: 'card' };
    }
  }

  class StripeSimulated {
    constructor(key) {
      this.key = key;
    }

    elements(options = {}) {
      if (options.paymentMethodTypes) throw new IntegrationError('paymentMethodTypes is no longer supported.');
      return new Elements(options);
    }

    confirmPayment(options) {
      return this.confirm('payment_intent', 'paymentIntent', options);
    }

    confirmSetup(options) {
      return this.confirm('setup_intent', 'setupIntent', options);
    }

    async retrievePaymentIntent(clientSecret) {
      return this.answered('paymentIntent', await this.read('payment_intent', clientSecret));
    }

    async retrieveSetupIntent(clientSecret) {
      return this.answered('setupIntent', await this.read('setup_intent', clientSecret));
    }

    async handleNextAction({ clientSecret }) {
      const intent = await this.read('payment_intent', clientSecret);
      return intent.error || !this.follow(intent) ? this.answered('paymentIntent', intent) : new Promise(() => {});
    }

    async confirm(noun, name, { elements, clientSecret, confirmParams = {}, redirect = 'always' }) {
      const secret = clientSecret ?? elements?.options.clientSecret;
      const id = idOf(secret);
      const method = confirmParams.payment_method ?? elements?.payment?.select?.value;
      if (!method) throw new IntegrationError('elements should have a mounted Payment Element.');
      if (redirect === 'always' && !confirmParams.return_url) {
        throw new IntegrationError('You must provide a return_url in confirmParams unless redirect is "if_required".');
      }
      const intent = await call('POST', `/v1/${noun}s/${id}/confirm`, {
        key: this.key,
        client_secret: secret,
        payment_method: method,
        ...(confirmParams.return_url ? { return_url: confirmParams.return_url } : {}),
      });
      if (intent.error) return { error: intent.error };
      if (this.follow(intent)) return new Promise(() => {});
      if (redirect === 'if_required') return { [name]: intent };
      const back = new URL(confirmParams.return_url);
      back.searchParams.set(noun, intent.id);
      back.searchParams.set(`${noun}_client_secret`, secret);
      back.searchParams.set('redirect_status', intent.status === 'requires_payment_method' ? 'failed' : 'succeeded');
      window.location.assign(back.href);
      return new Promise(() => {});
    }

    read(noun, clientSecret) {
      return call('GET', `/v1/${noun}s/${idOf(clientSecret)}`, { key: this.key, client_secret: clientSecret });
    }

    answered(name, answer) {
      return answer.error ? { error: answer.error } : { [name]: answer };
    }

    /** Whether the payer was sent to the bank's page; nothing after it runs on this one. */
    follow(intent) {
      const action = intent.next_action;
      const url = action?.redirect_to_url?.url ?? action?.use_stripe_sdk?.stripe_js;
      if (intent.status !== 'requires_action' || !url) return false;
      window.location.assign(url);
      return true;
    }
  }

  function Stripe(publishableKey) {
    if (typeof publishableKey !== 'string' || !publishableKey.startsWith('pk_')) {
      throw new IntegrationError('Please call Stripe() with your publishable key.');
    }
    return new StripeSimulated(publishableKey);
  }
  Stripe.version = 'simulator';
  window.Stripe = Stripe;
})();
