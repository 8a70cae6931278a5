// A frame without a face: asks the API on behalf of the page.

import { call, listen } from '/v3/frame.js';

listen({
  retrieve: ({ key, id, clientSecret }) => call('GET', `/v1/payment_intents/${id}`, key, { client_secret: clientSecret }),
});
