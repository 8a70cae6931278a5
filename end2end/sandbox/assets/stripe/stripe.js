// The global function and what it gives.

function intentOf(clientSecret) {
  const id = /^(pi_[A-Za-z0-9]+)_secret_[A-Za-z0-9]+$/.exec(clientSecret ?? '')?.[1];
  if (!id) {
    throw integrationError(`Invalid value for clientSecret: value should be a client secret of the form \${id}_secret_\${secret}. You specified: ${clientSecret}.`);
  }
  return id;
}

function failed(intent) {
  const reason = intent.last_payment_error ?? { type: 'invalid_request_error', message: 'The payment failed.' };
  return { error: { ...reason, payment_intent: intent } };
}

/// Leaves the page the way Stripe does, and never returns.
function leave(returnUrl, intent) {
  const address = new URL(returnUrl, window.location.href);
  address.searchParams.set('payment_intent', intent.id);
  address.searchParams.set('payment_intent_client_secret', intent.client_secret);
  address.searchParams.set('redirect_status', { succeeded: 'succeeded', processing: 'pending' }[intent.status] ?? 'failed');
  window.location.assign(address);
  return new Promise(() => {});
}

class Client {
  constructor(key, options) {
    this.key = key;
    this.options = options;
    this.controller = null;
  }

  /// A hidden frame: the page's own policy need not allow calls of the API.
  controllerFrame() {
    if (!this.controller) {
      this.controller = new Frame('controller.html', 'Stripe controller', {});
      paint(this.controller.node, { display: 'none' });
      this.controller.node.setAttribute('aria-hidden', 'true');
      document.body.append(this.controller.node);
    }
    return this.controller;
  }

  elements(options = {}) {
    return new Elements({ locale: this.options.locale, ...options });
  }

  async retrievePaymentIntent(clientSecret) {
    const id = intentOf(clientSecret);
    return this.controllerFrame().ask('retrieve', { key: this.key, id, clientSecret });
  }

  async handleNextAction({ clientSecret }) {
    const { paymentIntent, error } = await this.retrievePaymentIntent(clientSecret);
    if (error) {
      return { error };
    }
    if (paymentIntent.status !== 'requires_action') {
      return invalidRequest('handleNextAction: The PaymentIntent supplied is not in the requires_action state.');
    }
    return this.act(paymentIntent);
  }

  async confirmPayment({ elements, clientSecret, confirmParams = {}, redirect = 'always' }) {
    const secret = clientSecret ?? elements?.options.clientSecret;
    const id = intentOf(secret);
    if (!elements?.element?.frame) {
      throw integrationError('confirmPayment needs elements with a mounted Payment Element.');
    }
    if (redirect !== 'if_required' && !confirmParams.return_url) {
      throw integrationError('You must provide confirmParams.return_url unless redirect is if_required.');
    }
    if (elements.deferred && !elements.submitted) {
      throw integrationError(
        'elements.submit() must be called before stripe.confirmPayment(). Call elements.submit() as soon as your customer presses pay, prior to any asynchronous work.',
      );
    }
    const { amount, currency, setupFutureUsage } = elements.options;
    const argument = {
      key: this.key,
      id,
      clientSecret: secret,
      returnUrl: confirmParams.return_url,
      billingDetails: confirmParams.payment_method_data?.billing_details,
      expected: elements.deferred ? { amount, currency, setup_future_usage: setupFutureUsage ?? '' } : {},
    };
    const confirmed = await elements.element.frame.ask('confirm', structuredClone(argument));
    if (confirmed.error) {
      return confirmed;
    }
    const result = await this.act(confirmed.paymentIntent);
    if (result.paymentIntent && redirect !== 'if_required') {
      return leave(confirmParams.return_url, result.paymentIntent);
    }
    return result;
  }

  /// Takes the next action, if there is one; gives the intent as it ended, or why it failed.
  async act(intent) {
    let latest = intent;
    if (intent.status === 'requires_action' && intent.next_action.type === 'redirect_to_url') {
      window.location.assign(intent.next_action.redirect_to_url.url);
      return new Promise(() => {});
    }
    if (intent.status === 'requires_action') {
      const answer = await challenge({ key: this.key, id: intent.id, client_secret: intent.client_secret });
      if (answer.error) {
        return answer;
      }
      latest = answer.paymentIntent;
    }
    const good = ['succeeded', 'processing', 'requires_capture'].includes(latest.status);
    return good ? { paymentIntent: latest } : failed(latest);
  }
}

window.Stripe = (key, options = {}) => {
  if (!/^pk_(test|live)_./.test(key ?? '')) {
    throw integrationError('Please call Stripe() with your publishable key. You used an empty string or a secret key.');
  }
  const client = new Client(key, options);
  const names = ['elements', 'confirmPayment', 'handleNextAction', 'retrievePaymentIntent'];
  return Object.fromEntries(names.map((name) => [name, client[name].bind(client)]));
};
window.Stripe.version = 'sandbox';
