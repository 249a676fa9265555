/*
 * A stand-in for YooKassa's payment widget (https://yookassa.ru/checkout-widget/v1/checkout-widget.js):
 * the same global, options and events. It builds its form by the DOM alone and talks to the simulator that
 * served it, so a page needs this origin in `script-src` and `connect-src`, and nothing inline.
 */
(() => {
  'use strict';
  const origin = new URL(document.currentScript.src).origin;

  /** What each answer of the payment tells the page. */
  const EVENT_OF = { succeeded: 'success', waiting_for_capture: 'success', canceled: 'fail' };

  class YooMoneyCheckoutWidget {
    #options;
    #listeners = new Map();
    #root;

    constructor(options) {
      this.#options = options ?? {};
    }

    on(event, callback) {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), callback]);
    }

    async render(elementId) {
      const token = this.#options.confirmation_token;
      if (!token) return this.#fail('token_required');
      const host = elementId ? document.getElementById(elementId) : document.body;
      if (!host) throw new Error(`No element #${elementId} to draw the payment form in`);
      const payment = await this.#call('GET').catch(() => undefined);
      if (!payment) return this.#fail('internal_service_error');
      if (payment.error) return this.#fail('invalid_token');
      if (payment.status !== 'pending') return this.#fail('token_expired');
      this.#root?.remove();
      this.#root = this.#draw(payment);
      host.append(this.#root);
    }

    destroy() {
      this.#root?.remove();
      this.#root = undefined;
      this.#listeners.clear();
    }

    #draw({ amount, description, reasons }) {
      const form = element('section', { 'aria-label': 'YooKassa payment form (simulator)' });
      const customization = this.#options.customization;
      const color = customization && customization.colors && customization.colors.control_primary;
      const pay = element('button', { type: 'button', 'data-action': 'pay' }, `Pay ${amount.value} ${amount.currency}`);
      if (color) pay.style.backgroundColor = color;
      const reason = element('select', { 'aria-label': 'Reason of the refusal' });
      reason.append(...reasons.map((name) => element('option', { value: name }, name)));
      reason.value = 'insufficient_funds';
      const failing = { type: 'button', 'data-action': 'three_d_secure_fails' };
      form.append(
        element('p', {}, description || 'Payment'),
        pay,
        element('button', failing, '3-D Secure fails'),
        reason,
        element('button', { type: 'button', 'data-action': 'decline' }, 'Decline'),
        element('button', { type: 'button', 'data-action': 'give_up' }, 'Cancel the payment'),
      );
      form.addEventListener('click', (event) => {
        const action = event.target.dataset.action;
        if (action) void this.#act(form, action, reason.value);
      });
      return form;
    }

    async #act(form, action, reason) {
      const buttons = [...form.querySelectorAll('button')];
      for (const button of buttons) button.disabled = true;
      const payment = await this.#call('POST', { action, reason }).catch(() => undefined);
      const event = payment && EVENT_OF[payment.status];
      if (!event) {
        for (const button of buttons) button.disabled = false;
        return this.#fail('internal_service_error');
      }
      // With a return_url YooKassa leads the payer away and tells the page nothing.
      if (this.#options.return_url) {
        window.location.assign(this.#options.return_url);
        return;
      }
      form.remove();
      this.#emit(event);
      this.#emit('complete');
    }

    async #call(method, body) {
      const path = `${origin}/widget/${encodeURIComponent(this.#options.confirmation_token)}`;
      const json = { 'Content-Type': 'application/json' };
      const response = await fetch(path, body ? { method, headers: json, body: JSON.stringify(body) } : { method });
      return response.ok ? response.json() : { error: response.status };
    }

    #emit(event) {
      for (const callback of this.#listeners.get(event) ?? []) callback();
    }

    #fail(error) {
      this.#options.error_callback?.({ error });
    }
  }

  function element(name, attributes, text) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  }

  window.YooMoneyCheckoutWidget = YooMoneyCheckoutWidget;
})();
