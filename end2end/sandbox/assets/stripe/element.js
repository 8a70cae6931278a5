// The Payment Element: a card form in a frame, so that no number ever reaches the page.

const LOAD_LIMIT_MS = 15000;

class PaymentElement {
  constructor(elements, options) {
    this.elements = elements;
    this.options = options;
    this.listeners = new Map();
    this.frame = null;
  }

  on(event, listener) {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
    return this;
  }

  once(event, listener) {
    const once = (payload) => {
      this.off(event, once);
      listener(payload);
    };
    return this.on(event, once);
  }

  off(event, listener) {
    const kept = (this.listeners.get(event) ?? []).filter((known) => listener !== undefined && known !== listener);
    this.listeners.set(event, kept);
    return this;
  }

  tell(event, payload) {
    for (const listener of this.listeners.get(event) ?? []) {
      listener({ elementType: 'payment', ...payload });
    }
  }

  mount(target) {
    const place = typeof target === 'string' ? document.querySelector(target) : target;
    if (!place) {
      throw integrationError(`The selector you specified (${target}) applies to no DOM elements that are currently on the page.`);
    }
    this.unmount();
    const frame = new Frame('elements-inner-payment.html', 'Secure payment input frame', {}, (event, payload) =>
      this.hear(event, payload),
    );
    paint(frame.node, { height: '0', 'color-scheme': this.elements.scheme(), 'user-select': 'none' });
    const holder = document.createElement('div');
    holder.className = '__PrivateStripeElement';
    holder.append(frame.node);
    place.replaceChildren(holder);
    this.frame = frame;
    this.holder = holder;
    this.limit = setTimeout(() => {
      const error = { type: 'api_connection_error', message: 'The payment form could not be loaded.' };
      this.tell('loaderror', { error });
    }, LOAD_LIMIT_MS);
    this.refresh();
    return this;
  }

  hear(event, payload) {
    if (event === 'height') {
      paint(this.frame.node, { height: `${payload}px` });
      return;
    }
    if (event === 'ready') {
      clearTimeout(this.limit);
    }
    this.tell(event, payload);
  }

  /// Tells the frame how to look and what it is for.
  refresh() {
    const { amount, currency, setupFutureUsage, appearance } = this.elements.options;
    const { business, terms, defaultValues } = this.options;
    const look = { amount, currency, setupFutureUsage, appearance, business, terms, defaultValues };
    if (this.frame) {
      paint(this.frame.node, { 'color-scheme': this.elements.scheme() });
      this.frame.ask('refresh', structuredClone(look));
    }
  }

  update(options) {
    this.options = { ...this.options, ...options };
    this.refresh();
    return this;
  }

  focus() {
    this.frame?.ask('focus');
  }

  blur() {
    this.frame?.ask('blur');
  }

  clear() {
    this.frame?.ask('clear');
  }

  collapse() {}

  unmount() {
    clearTimeout(this.limit);
    this.frame?.remove();
    this.holder?.remove();
    this.frame = null;
    this.holder = null;
  }

  destroy() {
    this.unmount();
    this.listeners.clear();
    this.elements.forget(this);
  }
}

/// What an element is made for must be something that an intent can be for.
function checkOptions(options) {
  if (options.mode === 'payment' && !(Number.isInteger(options.amount) && options.amount > 0)) {
    throw integrationError('Invalid value for elements(): amount must be an integer greater than 0.');
  }
  if (options.mode === 'payment' && !/^[a-z]{3}$/.test(options.currency ?? '')) {
    throw integrationError('Invalid value for elements(): currency should be a lower-case ISO currency code.');
  }
  if (![undefined, null, 'on_session', 'off_session'].includes(options.setupFutureUsage)) {
    throw integrationError('Invalid value for elements(): setupFutureUsage should be one of on_session, off_session or null.');
  }
}

class Elements {
  constructor(options) {
    if (options.clientSecret === undefined && options.mode === undefined) {
      throw integrationError('In order to create a payment element, you must pass a clientSecret or mode when creating the Elements group.');
    }
    checkOptions(options);
    this.options = { ...options };
    this.element = null;
    this.submitted = false;
  }

  /// Whether the intent is made only after the form was checked.
  get deferred() {
    return this.options.clientSecret === undefined;
  }

  scheme() {
    return this.options.appearance?.theme === 'night' ? 'dark' : 'light';
  }

  create(kind, options = {}) {
    if (kind !== 'payment') {
      throw integrationError(`The sandbox has no element of type ${kind}.`);
    }
    if (this.element) {
      throw integrationError('Can only create one Element of type payment.');
    }
    this.element = new PaymentElement(this, options);
    return this.element;
  }

  getElement(kind) {
    return kind === 'payment' ? this.element : null;
  }

  forget(element) {
    if (this.element === element) {
      this.element = null;
    }
  }

  update(options) {
    const merged = { ...this.options, ...options };
    checkOptions(merged);
    this.options = merged;
    this.submitted = false;
    this.element?.refresh();
  }

  async fetchUpdates() {
    return {};
  }

  async submit() {
    if (!this.element?.frame) {
      throw integrationError('elements.submit() needs a mounted Payment Element.');
    }
    const result = await this.element.frame.ask('submit');
    this.submitted = !result.error;
    return result.error ? result : { ...result, selectedPaymentMethod: 'card' };
  }
}
