// The issuer's question, in a dialog above the page.

/// Shows the issuer's page and waits for what the cardholder does there; gives the payment intent after it.
function challenge(fragment) {
  return new Promise((resolve) => {
    const dialog = paint(document.createElement('dialog'), {
      position: 'fixed',
      inset: '0',
      width: '100vw',
      height: '100vh',
      'max-width': 'none',
      'max-height': 'none',
      margin: '0',
      padding: '0',
      border: '0',
      background: 'rgb(10 15 28 / 62%)',
      'z-index': '2147483647',
    });
    dialog.setAttribute('aria-label', 'Card authentication');
    const end = (result) => {
      frame.remove();
      dialog.close();
      dialog.remove();
      resolve(result);
    };
    const frame = new Frame('three-ds-2-challenge.html', '3D Secure authentication', fragment, (event, payload) => {
      if (event === 'done') {
        end(payload);
      }
    });
    paint(frame.node, { width: '100%', height: '100%', 'color-scheme': 'light', background: 'transparent' });
    // The bank's question is answered with its own buttons.
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    dialog.append(frame.node);
    document.body.append(dialog);
    dialog.showModal();
    frame.node.focus();
  });
}
