// The card form. The numbers stay here: the page hears only whether they are complete.

import { brandOf, checks, digits, groupExpiry, groupNumber } from '/v3/card.js';
import { call, listen, say } from '/v3/frame.js';

const root = document.documentElement;
const form = document.getElementById('card');
const fields = Object.fromEntries(['number', 'expiry', 'cvc'].map((name) => [name, document.getElementById(name)]));
const groups = { number: groupNumber, expiry: groupExpiry, cvc: (text) => digits(text).slice(0, 4) };

const wrong = (name) => checks[name](fields[name].value, fields.number.value);

function show(name, problem) {
  document.getElementById(`${name}-error`).textContent = problem?.message ?? '';
  fields[name].setAttribute('aria-invalid', problem ? 'true' : 'false');
}

/// Checks everything and shows what is wrong; gives the first complaint.
function validate() {
  const problems = Object.keys(fields).map((name) => [name, wrong(name)]);
  for (const [name, problem] of problems) {
    show(name, problem);
  }
  const first = problems.find(([, problem]) => problem);
  if (first) {
    fields[first[0]].focus();
  }
  return first?.[1] ?? null;
}

function changed() {
  const empty = Object.values(fields).every((field) => field.value === '');
  const complete = Object.keys(fields).every((name) => wrong(name) === null);
  document.getElementById('brand').textContent = brandOf(digits(fields.number.value)).toUpperCase();
  say('change', { empty, complete, collapsed: false, value: { type: 'card' } });
}

for (const [name, field] of Object.entries(fields)) {
  field.addEventListener('input', (event) => {
    // Corrections in the middle of the text are left alone.
    if (field.selectionStart === field.value.length && event.inputType !== 'deleteContentBackward') {
      field.value = groups[name](field.value);
    }
    show(name, null);
    changed();
  });
  field.addEventListener('blur', () => {
    show(name, field.value === '' ? null : wrong(name));
    say('blur');
  });
  field.addEventListener('focus', () => say('focus'));
}
form.addEventListener('submit', (event) => event.preventDefault());

const VARIABLES = {
  colorPrimary: '--primary',
  colorBackground: '--background',
  colorText: '--text',
  colorTextSecondary: '--quiet',
  colorTextPlaceholder: '--placeholder',
  colorDanger: '--danger',
  borderRadius: '--radius',
  fontFamily: '--font',
  fontSizeBase: '--size',
  spacingUnit: '--unit',
};

function refresh({ appearance = {}, setupFutureUsage, business, terms }) {
  root.dataset.theme = appearance.theme ?? 'stripe';
  for (const [name, property] of Object.entries(VARIABLES)) {
    const value = appearance.variables?.[name];
    if (value) {
      root.style.setProperty(property, value);
    } else {
      root.style.removeProperty(property);
    }
  }
  const agreement = document.getElementById('terms');
  agreement.hidden = !setupFutureUsage || terms?.card === 'never';
  const shop = business?.name ?? 'the merchant';
  agreement.textContent = `By providing your card information, you allow ${shop} to charge your card for future payments in accordance with their terms.`;
}

function confirm({ key, id, clientSecret, returnUrl, billingDetails, expected }) {
  const [month, year] = [digits(fields.expiry.value).slice(0, 2), digits(fields.expiry.value).slice(2, 4)];
  const problem = validate();
  if (problem) {
    return { error: problem };
  }
  const card = { number: digits(fields.number.value), exp_month: month, exp_year: year, cvc: digits(fields.cvc.value) };
  return call('POST', `/v1/payment_intents/${id}/confirm`, key, {
    client_secret: clientSecret,
    payment_method_data: { type: 'card', card, billing_details: billingDetails },
    return_url: returnUrl,
    use_stripe_sdk: true,
    expected_amount: expected.amount,
    expected_currency: expected.currency,
    expected_setup_future_usage: expected.setup_future_usage,
  });
}

new ResizeObserver(() => say('height', Math.ceil(form.getBoundingClientRect().height))).observe(form);

listen({
  refresh(look) {
    refresh(look);
    say('ready');
  },
  submit() {
    const problem = validate();
    return problem ? { error: problem } : {};
  },
  confirm,
  focus: () => fields.number.focus(),
  blur: () => document.activeElement?.blur(),
  clear() {
    form.reset();
    changed();
  },
});
