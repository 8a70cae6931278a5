// The issuer's page: in a dialog above the shop, or as a page of its own that leads back.

import { call, given, listen, say } from '/v3/frame.js';

const query = new URLSearchParams(window.location.search);
const id = given('id') ?? query.get('payment_intent');
const secret = given('client_secret') ?? query.get('payment_intent_client_secret');
const key = given('key') ?? (query.get('livemode') === 'true' ? 'pk_live_issuer' : 'pk_test_issuer');
const framed = window.parent !== window;
const path = `/v1/payment_intents/${id}`;

const before = call('GET', path, key, { client_secret: secret });

function lead(returnUrl, intent) {
  const address = new URL(returnUrl);
  address.searchParams.set('payment_intent', intent.id);
  address.searchParams.set('payment_intent_client_secret', intent.client_secret);
  const statuses = { succeeded: 'succeeded', processing: 'pending' };
  address.searchParams.set('redirect_status', statuses[intent.status] ?? 'failed');
  window.location.assign(address);
}

async function answer(outcome) {
  for (const button of document.querySelectorAll('button')) {
    button.disabled = true;
  }
  const returnUrl = (await before).paymentIntent?.next_action?.redirect_to_url?.return_url;
  const result = await call('POST', `${path}/authenticate`, key, { client_secret: secret, outcome });
  if (framed) {
    say('done', result);
  } else if (result.error || !returnUrl) {
    document.getElementById('problem').textContent = result.error?.message ?? 'There is no page to go back to.';
  } else {
    lead(returnUrl, result.paymentIntent);
  }
}

document.getElementById('test-source-authorize-3ds').addEventListener('click', () => answer('success'));
document.getElementById('test-source-fail-3ds').addEventListener('click', () => answer('fail'));

before.then(({ paymentIntent }) => {
  if (paymentIntent) {
    const { currency, amount } = paymentIntent;
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    const scale = 10 ** format.resolvedOptions().maximumFractionDigits;
    document.getElementById('amount').textContent = format.format(amount / scale);
  }
});

listen({});
