// Frames of this script's own origin, and the questions the page asks them.

const ORIGIN = new URL(document.currentScript.src).origin;
let frameCount = 0;

/// Sets styles one by one: the page's policy forbids style attributes in markup.
function paint(node, styles) {
  for (const [name, value] of Object.entries(styles)) {
    node.style.setProperty(name, value);
  }
  return node;
}

/// A frame that answers questions; `onEvent` hears what it says by itself.
class Frame {
  constructor(page, title, fragment, onEvent) {
    this.waiting = new Map();
    this.nextQuestion = 1;
    this.ready = new Promise((resolve) => {
      this.setReady = resolve;
    });
    this.onEvent = onEvent;
    const parameters = new URLSearchParams({ ...fragment, origin: window.location.origin });
    const node = document.createElement('iframe');
    node.name = `__privateStripeFrame${(frameCount += 1)}`;
    node.title = title;
    node.src = `${ORIGIN}/v3/${page}#${parameters}`;
    node.setAttribute('allow', 'payment *');
    this.node = paint(node, { border: '0', width: '100%', display: 'block' });
    this.listen = (message) => this.hear(message);
    window.addEventListener('message', this.listen);
  }

  hear(message) {
    if (message.origin !== ORIGIN || message.source !== this.node.contentWindow) {
      return;
    }
    const { event, payload, answer, result } = message.data ?? {};
    if (event === 'listening') {
      this.setReady();
    } else if (event !== undefined) {
      this.onEvent?.(event, payload);
    } else if (this.waiting.has(answer)) {
      this.waiting.get(answer)(result);
      this.waiting.delete(answer);
    }
  }

  /// Asks once the frame listens; gives its answer.
  async ask(method, argument) {
    await this.ready;
    const question = this.nextQuestion;
    this.nextQuestion += 1;
    return new Promise((resolve) => {
      this.waiting.set(question, resolve);
      this.node.contentWindow.postMessage({ question, method, argument }, ORIGIN);
    });
  }

  remove() {
    window.removeEventListener('message', this.listen);
    this.node.remove();
  }
}

function integrationError(message) {
  const error = new Error(message);
  error.name = 'IntegrationError';
  return error;
}

function invalidRequest(message) {
  return { error: { type: 'invalid_request_error', message } };
}
