import { createHmac } from "node:crypto";

/** The secret of the demo's admin, as the development server writes it. */
export const demoSecret = Buffer.from("lectern demo creator");

/** What base 32 says. */
export function bytes(text: string): Buffer {
  const letters = [...text].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)).filter((five) => five >= 0);
  const bits = letters.map((five) => five.toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
}

/** What an authenticator shows some half minutes from now (RFC 6238). */
export function codeAt(secret: Buffer, steps = 0): string {
  const moment = Buffer.alloc(8);
  moment.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac("sha1", secret).update(moment).digest();
  const four = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(four % 1_000_000).padStart(6, "0");
}
