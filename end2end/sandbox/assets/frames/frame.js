// What every frame shares: its page's questions, and Stripe's API on its own origin.

const fragment = new URLSearchParams(window.location.hash.slice(1));
const pageOrigin = fragment.get('origin');
const answers = {};

/// Says something to the page, and to no other origin.
export function say(event, payload) {
  if (pageOrigin && window.parent !== window) {
    window.parent.postMessage({ event, payload }, pageOrigin);
  }
}

/// What the page put behind the `#`.
export function given(name) {
  return fragment.get(name);
}

/// Answers the page's questions with these functions from now on.
export function listen(methods) {
  Object.assign(answers, methods);
  window.addEventListener('message', async (message) => {
    if (message.source !== window.parent || message.origin !== pageOrigin) {
      return;
    }
    const { question, method, argument } = message.data ?? {};
    if (!Object.hasOwn(answers, method)) {
      return;
    }
    const result = await answers[method](argument);
    window.parent.postMessage({ answer: question, result: result ?? null }, pageOrigin);
  });
  say('listening');
}

/// Puts nested values into a form the way Stripe reads them.
function put(form, name, value) {
  if (value === undefined || value === null) {
    return;
  }
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      put(form, name ? `${name}[${key}]` : key, inner);
    }
  } else {
    form.set(name, String(value));
  }
}

/// Calls the API with the publishable key; gives `{paymentIntent}` or `{error}`.
export async function call(method, path, key, parameters) {
  const form = new URLSearchParams();
  put(form, '', parameters);
  const init = { method, headers: { Authorization: `Bearer ${key}` } };
  const address = method === 'GET' ? `${path}?${form}` : path;
  if (method !== 'GET') {
    init.body = form;
  }
  try {
    const response = await fetch(address, init);
    const body = await response.json();
    return body.error ? { error: body.error } : { paymentIntent: body };
  } catch {
    const message = 'We are experiencing issues connecting to our payments provider. You have not been charged. Please check your internet connection and try again.';
    return { error: { type: 'api_connection_error', message } };
  }
}
