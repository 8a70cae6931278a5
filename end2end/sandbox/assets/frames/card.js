// What makes a card number, an expiry and a security code.

export const digits = (text) => text.replace(/\D/g, '');

export function brandOf(number) {
  if (/^3[47]/.test(number)) {
    return 'amex';
  }
  if (/^(5[1-5]|2[2-7])/.test(number)) {
    return 'mastercard';
  }
  return number.startsWith('4') ? 'visa' : '';
}

const lengthOf = (number) => (brandOf(number) === 'amex' ? 15 : 16);

export function groupNumber(text) {
  const number = digits(text).slice(0, lengthOf(digits(text)));
  const groups = brandOf(number) === 'amex' ? /^(\d{1,4})(\d{1,6})?(\d{1,5})?/ : /^(\d{1,4})(\d{1,4})?(\d{1,4})?(\d{1,4})?/;
  return (groups.exec(number) ?? []).slice(1).filter(Boolean).join(' ');
}

/// `1/30`, `0130` and `01/2030` are all `01 / 30`.
export function groupExpiry(text) {
  let typed = digits(text);
  if (/^[2-9]/.test(typed) || /^1\s*\//.test(text)) {
    typed = `0${typed}`;
  }
  const year = typed.length > 4 ? typed.slice(4, 6) : typed.slice(2, 4);
  return typed.length > 2 ? `${typed.slice(0, 2)} / ${year}` : typed;
}

function luhn(number) {
  const places = [...number].reverse().map((digit, place) => (place % 2 ? Number(digit) * 2 : Number(digit)));
  return places.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10 === 0;
}

const complaint = (code, message) => ({ code, message, type: 'validation_error' });

/// What is wrong with each field, or null.
export const checks = {
  number(text) {
    const number = digits(text);
    if (number.length < lengthOf(number)) {
      return complaint('incomplete_number', 'Your card number is incomplete.');
    }
    return luhn(number) ? null : complaint('invalid_number', 'Your card number is invalid.');
  },
  expiry(text) {
    const [month, year] = [Number(digits(text).slice(0, 2)), Number(digits(text).slice(2, 4))];
    if (digits(text).length < 4 || month < 1 || month > 12) {
      return complaint('incomplete_expiry', "Your card's expiration date is incomplete.");
    }
    const today = new Date();
    const past = 2000 + year < today.getFullYear() || (2000 + year === today.getFullYear() && month <= today.getMonth());
    return past ? complaint('invalid_expiry_year_past', "Your card's expiration year is in the past.") : null;
  },
  cvc(text, number) {
    const wanted = brandOf(digits(number)) === 'amex' ? 4 : 3;
    return digits(text).length < wanted ? complaint('incomplete_cvc', "Your card's security code is incomplete.") : null;
  },
};
